import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';

/** Something of which a recovery plan does not ask what it asks of everything else, and why. */
export interface LeftOut {
  /** The construct, with all that is in it: of a workload no backup is asked, of a backup no rehearsal. */
  readonly construct: IConstruct;

  /** Why its loss does not matter, or why nobody rehearses it. It stands on the page. */
  readonly reason: string;
}

/** A workload whose data somebody else saves, such as the operator of a database, or the provider. */
export interface SavedElsewhere {
  /** The workload, with all that is in it. */
  readonly construct: IConstruct;

  /** Who saves it, and how, for the page: `pgBackRest archives each segment of the log to acme-wal`. */
  readonly by: string;

  /** How much may be lost of it. Whole seconds. */
  readonly pointObjective: Duration;

  /** How long a restore takes at most. Whole seconds. */
  readonly timeObjective: Duration;

  /** Address of the page that says how to restore it. */
  readonly page: string;
}

/** The cluster that takes over. */
export interface StandbyCluster {
  /** Its name in the kubeconfig of those on call. */
  readonly context: string;

  /** That of the cluster which is active. */
  readonly activeContext: string;

  /** How users come to the other cluster, for the page: `change shop.example.com to point to lb-2.example.com`. */
  readonly traffic: string;

  /**
   * The folder from which the manifests of the app are applied, as it is called where those on call work.
   *
   * @default 'dist'
   */
  readonly manifests?: string;
}

/** Properties for `RecoveryPlan`. */
export interface RecoveryPlanProps {
  /**
   * Name of the ConfigMap, and of the page beside the manifests.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * What must be recoverable: everything below these constructs.
   *
   * @default - the whole app
   */
  readonly covers?: IConstruct[];

  /**
   * Of what no backup, or no rehearsal, is asked.
   *
   * @default - nothing
   */
  readonly leftOut?: LeftOut[];

  /**
   * Whose data others save.
   *
   * @default - nobody's
   */
  readonly savedElsewhere?: SavedElsewhere[];

  /**
   * The cluster that takes over where this one is lost.
   *
   * @default - none; the page says nothing of it
   */
  readonly standby?: StandbyCluster;
}
