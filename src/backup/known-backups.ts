import { Construct, IConstruct } from 'constructs';
import { RehearsalPlan, RunPlan } from './backup-schedule';
import { perTree } from '../internal/tree/per-tree';

/** Labels, or what a selector asks for. */
export type Labels = Readonly<Record<string, string>>;

/** What keeps data in a cluster: a workload with claims, or a claim alone. */
export interface StatefulSubject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Of its pods; none where it is a claim alone. */
  readonly podLabels: Labels;
  readonly claims: readonly StatefulClaim[];
}

/** A claim, as the cluster makes it. */
export interface StatefulClaim {
  readonly labels: Labels;
  /** Undefined where it is the default of the cluster. */
  readonly storageClass?: string;
}

/** A step of a page for people: what to do, and the commands for it. */
export interface PageStep {
  readonly text: string;
  /** Lines for a POSIX shell. */
  readonly commands?: readonly string[];
}

/** The cluster that takes over, as commands name it, and where what was written lies. */
export interface TakingOver {
  readonly context: string;
  readonly manifests: string;
}

/** A backup that another cluster has back by itself, and what keeps both from writing the same. */
export interface StandbyBackup {
  /** Commands that keep that cluster from writing where the active one does. */
  readOnly(context: string): readonly string[];
  /** Restores into what is empty still: before anything else is applied there. */
  restoring(standby: TakingOver): readonly PageStep[];
  /** Commands that let it write when it is the active one. */
  writable(context: string): readonly string[];
}

/** A restore that is rehearsed on a schedule. */
export interface KnownRehearsal extends RehearsalPlan {
  readonly namespace: string;
  readonly cronJob: string;
  /** What of the backup is restored, where it is not all. */
  readonly part?: string;
}

/**
 * Where a backup is of use: in whichever cluster reads its bucket; in no other cluster, though its bucket is the same;
 * or where the storage is that it is in.
 */
export type BackupUse = 'in any cluster' | 'in its own cluster' | 'in its own storage';

/** A backup, as those see it who plan for the loss of everything. */
export interface KnownBackup {
  readonly construct: Construct;
  /** What it saves, as people call it: `etcd`, or `PostgreSQL databases orders, invoices`. */
  readonly saved: string;
  /** The object that makes the backups: a CronJob, or a Schedule of Velero. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Where they are kept, as people call it. */
  readonly place: string;
  readonly plan: RunPlan;
  /** PromQL of the moment of its last success. */
  readonly lastSuccess: string;
  readonly use: BackupUse;
  /** Whether what it saves outlasts the storage of the cluster. */
  readonly leaves: boolean;
  /** The namespaces of what it may save; undefined where that is any. */
  readonly reach?: readonly string[];
  /** How another cluster has it back, where that is not by hand. */
  readonly standby?: StandbyBackup;
  /** How to restore it by hand. */
  restoring(): readonly PageStep[];
  /** Whether it saves what a workload keeps, which is within its reach. */
  saves(subject: StatefulSubject): boolean;
  /** Rehearses it as its objective asks. */
  rehearse(): void;
}

/** The backups of a tree, in the order in which they were made. */
export class KnownBackups {
  public static readonly of = perTree('backups', () => new KnownBackups());

  private readonly rehearsals = new Map<IConstruct, KnownRehearsal>();
  private readonly backups: KnownBackup[] = [];
  private readonly byNamespace = new Map<string | undefined, KnownBackup[]>();

  public add(backup: KnownBackup): void {
    this.backups.push(backup);
    for (const namespace of backup.reach ?? [undefined]) {
      const others = this.byNamespace.get(namespace);
      if (others === undefined) this.byNamespace.set(namespace, [backup]);
      else others.push(backup);
    }
  }

  /** Those that save what a workload keeps. */
  public thatSave(subject: StatefulSubject): KnownBackup[] {
    const { byNamespace } = this;
    const near = [...byNamespace.get(subject.namespace) ?? [], ...byNamespace.get(undefined) ?? []];
    return near.filter((backup) => backup.saves(subject));
  }

  /** What rehearses the restore of the backup that a construct makes. */
  public addRehearsal(construct: IConstruct, rehearsal: KnownRehearsal): void {
    this.rehearsals.set(construct, rehearsal);
  }

  public get all(): readonly KnownBackup[] {
    return this.backups;
  }

  /** None where nobody rehearses it. */
  public rehearsalOf({ construct }: KnownBackup): KnownRehearsal | undefined {
    return this.rehearsals.get(construct);
  }
}
