import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkFiles, checkMounted, checkVariables, ConfigContent } from './config-rules';
import { ConfigSource } from './config-source';
import { Overlay } from '../../internal/manifest/overlay';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { checked } from '../../internal/signatures/checked';
import { mergeByName } from '../../internal/values/json';

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

  /**
   * Whether the files stand beside what the image has in the folder, instead of taking its place.
   *
   * Each is mounted by itself, so that none can be added later.
   *
   * In the manifest: container `volumeMounts[].subPath`.
   *
   * @default false
   */
  readonly keepFolder?: boolean;
}

/**
 * Configuration that is no secret, kept in a ConfigMap. A changed value rolls the pods, however it was changed.
 *
 * What looks like a secret is refused when the manifests are written, unless
 * `waive('config-map-holds-no-secret', reason, { target: api.configMap })` says that it is none.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
@checked
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
    const { mountPath = '/etc/config', keepFolder = false } = options;
    return new Config({ ...files }, mountPath, keepFolder);
  }

  /**
   * Each entry becomes an environment variable. `env` may refer to it by `$(NAME)`; in here, that is nothing but text.
   *
   * In the manifest: ConfigMap `data`, and container `envFrom`.
   *
   * @param variables values by name
   */
  public static environment(variables: { [name: string]: string }): Config {
    return new Config({ ...variables }, undefined, false);
  }

  private constructor(
    private readonly data: { [key: string]: string },
    /** Undefined where the entries are variables. @internal */
    public readonly _mountPath: string | undefined,
    private readonly keepFolder: boolean,
  ) {}

  /** Names that the environment takes from here. @internal */
  public _environmentNames(): string[] {
    return this._mountPath === undefined ? Object.keys(this.data) : [];
  }

  /** The ConfigMap, which is held to the rules whatever is added to it later. @internal */
  public _source(scope: Construct, id: string, metadata: ApiObjectMetadata): ConfigSource {
    const { _mountPath: mountPath, data } = this;
    if (mountPath !== undefined) checkMountPath(scope, 'config.mountPath', mountPath);
    const filesBeside = this.keepFolder ? Object.keys(data) : undefined;
    const check = (content: ConfigContent) => {
      (mountPath === undefined ? checkVariables : checkFiles)(scope, content);
      if (filesBeside !== undefined) checkMounted(scope, filesBeside, content);
    };
    check({ data });
    const configMap = new ConfigMap(scope, id, { metadata, data });
    const overlay = Overlay.of(ApiObject.of(configMap));
    // cdk8s-plus leaves data out where all of it is empty text.
    overlay.arrange((document) => (document.data ? document : mergeByName(document, { data: configMap.data })));
    const count = Object.keys(configMap.data).length;
    overlay.require(check, () => (
      Object.keys(configMap.data).length > count || Object.keys(configMap.binaryData).length > 0
    ));
    return new ConfigSource(configMap, mountPath, filesBeside);
  }
}
