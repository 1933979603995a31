import { checked } from '../../internal/signatures/checked';
import { MountSecretOptions } from '../../pods/volumes/mount-secret-options';

/** Options for `SecretUse.files`. */
export interface SecretFilesOptions extends MountSecretOptions {
  /**
   * Folder in which the files appear.
   *
   * In the manifest: pod template `spec.containers[0].volumeMounts[].mountPath`.
   *
   * @default - `/etc/secrets/<name of the secret>`
   */
  readonly path?: string;
}

/** Options for `SecretUse.environment`. */
export interface SecretEnvironmentOptions {
  /**
   * Names of variables, each with the key of the secret that it is taken from.
   *
   * In the manifest: pod template `spec.containers[0].env`.
   *
   * @default - every key, by its own name
   */
  readonly variables?: { [variable: string]: string };
}

/** Options for `useSecret`. */
export interface UseSecretOptions {
  /**
   * How the process gets it.
   *
   * @default SecretUse.files()
   */
  readonly use?: SecretUse;

  /**
   * Whether pods roll when the values change, for a process that reads them once.
   *
   * A SealedSecret changes in the manifest, and so do the pods. What a SyncedSecret holds changes in the cluster alone:
   * there Reloader of Stakater must run, which the annotation asks. Otherwise files change in place, within minutes.
   * Refused for jobs: each run reads the secret when it begins, and Reloader would start one beside the schedule.
   *
   * In the manifest: annotation `preflight/secret-hash` of the pods, or `secret.reloader.stakater.com/reload` of what
   * makes them.
   *
   * @default false
   * @see https://github.com/stakater/Reloader
   */
  readonly rollsPods?: boolean;
}

/** How a process gets a secret. */
@checked
export class SecretUse {
  /**
   * As files, which change when the secret does.
   *
   * @param options where, which and who may read them
   */
  public static files(options: SecretFilesOptions = {}): SecretUse {
    return new SecretUse({ files: { ...options } });
  }

  /**
   * As environment variables, which children inherit, crash reports show and nothing renews.
   *
   * @param reason why the process cannot read files; recorded as a waiver
   * @param options which
   */
  public static environment(reason: string, options: SecretEnvironmentOptions = {}): SecretUse {
    return new SecretUse({ environment: { reason, variables: options.variables && { ...options.variables } } });
  }

  private constructor(private readonly way: SecretWay) {}

  /** @internal */
  public get _way(): SecretWay {
    return this.way;
  }
}

/** One of the two. */
interface SecretWay {
  readonly files?: SecretFilesOptions;
  readonly environment?: { readonly reason: string; readonly variables?: { readonly [variable: string]: string } };
}
