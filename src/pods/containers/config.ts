import { createHash } from 'crypto';
import { ApiObject } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';
import { checkEnvironmentName } from '../../internal/naming/environment-names';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { checkKey } from '../../internal/naming/names';
import { checkProcessText, checkText } from '../../internal/values/plain-text';

const FILE_NAME = /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]{1,253}$/;
const MAX_BYTES = 1024 * 1024;

/** Options for `Config.files`. */
export interface ConfigFilesOptions {
  /**
   * Folder in which the files appear.
   *
   * In the manifest: container `volumeMounts[].mountPath`.
   *
   * @default '/etc/config'
   */
  readonly mountPath?: string;
}

/**
 * Configuration that is no secret, kept in a ConfigMap. A changed value rolls the pods.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export class Config {
  /**
   * Each entry becomes a file.
   *
   * In the manifest: ConfigMap `data`.
   *
   * @param files contents by file name
   * @param options where the files appear
   */
  public static files(files: { [name: string]: string }, options: ConfigFilesOptions = {}): Config {
    return new Config({ ...files }, options.mountPath ?? '/etc/config');
  }

  /**
   * Each entry becomes an environment variable.
   *
   * In the manifest: ConfigMap `data`, and container `envFrom`.
   *
   * @param variables values by name
   */
  public static environment(variables: { [name: string]: string }): Config {
    return new Config({ ...variables }, undefined);
  }

  private constructor(
    private readonly data: { [key: string]: string },
    /** Undefined where the entries are variables. @internal */
    public readonly _mountPath: string | undefined,
  ) {}

  /** Names that the environment takes from here. @internal */
  public _environmentNames(): string[] {
    return this._mountPath === undefined ? Object.keys(this.data) : [];
  }

  /** Changes with the content; the order of the entries does not matter. @internal */
  public _hash(): string {
    const entries = Object.entries(this.data).sort(([left], [right]) => (left < right ? -1 : 1));
    return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
  }

  /** @internal */
  public _configMap(context: WorkloadContext): ConfigMap {
    this.check(context.scope);
    const configMap = new ConfigMap(context.scope, 'Config', { metadata: objectMetadata(context), data: this.data });
    // cdk8s-plus leaves data out where all of it is empty text.
    Overlay.of(ApiObject.of(configMap)).merge({ data: this.data });
    return configMap;
  }

  private check(scope: Construct): void {
    if (this._mountPath !== undefined) checkMountPath(scope, 'config.mountPath', this._mountPath);
    for (const [key, value] of Object.entries(this.data)) {
      if (this._mountPath === undefined) checkVariable(scope, key, value);
      else checkFile(scope, key, value);
    }
    const bytes = Object.entries(this.data).flat().reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (bytes > MAX_BYTES) {
      fail(scope, {
        prop: 'config',
        must: `hold at most ${MAX_BYTES} bytes, the limit of a ConfigMap`,
        got: `${bytes} bytes`,
        remedy: 'ship large files in the image or in a volume',
      });
    }
  }
}

function checkVariable(scope: Construct, name: string, value: string): void {
  checkEnvironmentName(scope, 'config', name);
  checkProcessText(scope, `config.${name}`, value);
}

function checkFile(scope: Construct, name: string, value: string): void {
  checkKey(scope, 'config', name);
  if (!FILE_NAME.test(name)) {
    fail(scope, {
      prop: 'config',
      must: 'hold file names of letters, digits, -, _ and .',
      got: name,
      remedy: 'choose such a name; folders come from mountPath',
    });
  }
  checkText(scope, 'config', name);
  checkText(scope, `config.${name}`, value);
}
