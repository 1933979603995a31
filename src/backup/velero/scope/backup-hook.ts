import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { durationOfGo } from './go-durations';
import { fail } from '../../../internal/fail';
import { checkMountPath } from '../../../internal/naming/mount-paths';
import { checkDnsLabel, checkLabels } from '../../../internal/naming/names';
import { checked } from '../../../internal/signatures/checked';
import { sessionLockOf } from '../../../internal/values/databases/session-locks';
import { wholeSeconds } from '../../../internal/values/durations';
import { JsonObject } from '../../../internal/values/json';
import { checkArguments, refuseSecret } from '../../../internal/values/plain-text';

const LONGEST = 4 * 3600;
const FREEZE_TIMEOUT = Duration.seconds(30);
const DUMP_TIMEOUT = Duration.minutes(10);

/** Options for `BackupHook.freeze` and `BackupHook.dump`. */
export interface BackupHookOptions {
  /**
   * Labels of the pods, as their templates have them.
   *
   * In the manifest: Schedule `spec.template.hooks.resources[].labelSelector`.
   */
  readonly podLabels: { [key: string]: string };

  /**
   * The container that runs it.
   *
   * In the manifest: Schedule `spec.template.hooks.resources[].pre[].exec.container`.
   *
   * @default - the first of the pod
   */
  readonly container?: string;

  /**
   * The namespaces of the pods.
   *
   * In the manifest: Schedule `spec.template.hooks.resources[].includedNamespaces`.
   *
   * @default - all of the backup
   */
  readonly namespaces?: string[];

  /**
   * How long it may take, at most 4 hours.
   *
   * In the manifest: Schedule `spec.template.hooks.resources[].pre[].exec.timeout`.
   *
   * @default - 30 seconds; 10 minutes for a dump
   */
  readonly timeout?: Duration;
}

/** Options for `BackupHook.command`. */
export interface CommandHookOptions extends BackupHookOptions {
  /**
   * Whether it runs once the volumes of the pod were taken, instead of before.
   *
   * @default false
   */
  readonly afterwards?: boolean;

  /**
   * Whether the pod is backed up though the command failed.
   *
   * In the manifest: Schedule `spec.template.hooks.resources[].pre[].exec.onError`.
   *
   * @default false
   */
  readonly mayFail?: boolean;
}

/** The commands of a hook, each an argument vector. */
interface HookCommands {
  readonly kind: string;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/**
 * What makes the data of pods consistent while they are backed up: a command that runs in them, without a shell.
 *
 * It runs in a session of its own, which ends with it: a lock that a database holds for a session is gone before the
 * first byte is read. What holds is a frozen file system, or a dump in the volume. A command that takes such a lock as
 * the last thing of its session is refused.
 *
 * @see https://velero.io/docs/v1.18/backup-hooks/
 */
@checked
export class BackupHook {
  /**
   * Keeps the file system of a volume from changing until its snapshot was taken, by `fsfreeze`.
   *
   * The container must have it, be privileged, and not have the file system as its root. Meant for snapshots: what
   * reads files would keep the process frozen as long as it reads.
   *
   * @param mountPath where the container has the volume
   * @param options which pods
   */
  public static freeze(mountPath: string, options: BackupHookOptions): BackupHook {
    return new BackupHook(options, {
      kind: 'freeze',
      before: ['/sbin/fsfreeze', '--freeze', mountPath],
      after: ['/sbin/fsfreeze', '--unfreeze', mountPath],
    }, { mountPath });
  }

  /**
   * Writes a dump to a volume of the pod, which is then backed up with it. Where it fails, so does the backup.
   *
   * @example
   *
   * BackupHook.dump(['pg_dump', '--format=custom', '--file=/backup/orders.dump', 'orders'], {
   *   podLabels: { app: 'orders-db' }, container: 'postgres',
   * });
   *
   * @param command the program and its arguments
   * @param options which pods
   */
  public static dump(command: string[], options: BackupHookOptions): BackupHook {
    const { timeout = DUMP_TIMEOUT } = options;
    return new BackupHook({ ...options, timeout }, { kind: 'dump', before: [...command] });
  }

  /**
   * Any command.
   *
   * @param command the program and its arguments
   * @param options which pods, and when
   */
  public static command(command: string[], options: CommandHookOptions): BackupHook {
    const { afterwards = false } = options;
    return new BackupHook(options, { kind: 'command', [afterwards ? 'after' : 'before']: [...command] });
  }

  private constructor(
    private readonly options: CommandHookOptions,
    private readonly commands: HookCommands,
    private readonly given: { readonly mountPath?: string } = {},
  ) {}

  /** Refuses what cannot run, or would not hold. @internal */
  public _check(scope: Construct, prop: string): void {
    const { podLabels, container, namespaces = [], timeout = FREEZE_TIMEOUT } = this.options;
    if (Object.keys(podLabels).length === 0) {
      const remedy = "write them like { app: 'orders' }";
      fail(scope, { prop: `${prop}.podLabels`, must: 'select some pods, and not all', got: podLabels, remedy });
    }
    checkLabels(scope, `${prop}.podLabels`, podLabels);
    if (container !== undefined) checkDnsLabel(scope, `${prop}.container`, container);
    namespaces.forEach((name) => checkDnsLabel(scope, `${prop}.namespaces`, name));
    wholeSeconds(scope, { prop: `${prop}.timeout`, value: timeout }, { min: 1, max: LONGEST });
    if (this.given.mountPath !== undefined) checkMountPath(scope, `${prop}.mountPath`, this.given.mountPath);
    const { before, after } = this.commands;
    for (const command of [before, after]) if (command !== undefined) checkCommand(scope, `${prop}.command`, command);
  }

  /** One of `hooks.resources`. @internal */
  public _spec(number: number): JsonObject {
    const { podLabels, namespaces = [] } = this.options;
    const { kind, before, after } = this.commands;
    return {
      name: `${kind}-${number}`,
      ...(namespaces.length === 0 ? {} : { includedNamespaces: [...namespaces] }),
      labelSelector: { matchLabels: { ...podLabels } },
      ...(before === undefined ? {} : { pre: [this.exec(before)] }),
      ...(after === undefined ? {} : { post: [this.exec(after)] }),
    };
  }

  private exec(command: readonly string[]): JsonObject {
    const { container, mayFail = false, timeout = FREEZE_TIMEOUT } = this.options;
    return {
      exec: {
        ...(container === undefined ? {} : { container }),
        command: [...command],
        onError: mayFail ? 'Continue' : 'Fail',
        timeout: durationOfGo(timeout.toSeconds()),
      },
    };
  }
}

function checkCommand(scope: Construct, prop: string, command: readonly string[]): void {
  if (command.length === 0 || command[0] === '') {
    const remedy = "write it like ['pg_dump', '--file=/backup/orders.dump']";
    fail(scope, { prop, must: 'name a program', got: command, remedy });
  }
  checkArguments(scope, prop, command);
  for (const argument of command) {
    const remedy = 'let the program read it from a file of the container';
    refuseSecret(scope, { prop, must: 'hold no secret, for everybody reads it', remedy }, argument);
  }
  const lock = sessionLockOf(command);
  if (lock === undefined) return;
  const must = 'take no lock that ends with its session, which is over before anything is read';
  const remedy = 'write a dump to the volume by BackupHook.dump, or use BackupHook.freeze';
  fail(scope, { prop, must, got: lock, remedy });
}
