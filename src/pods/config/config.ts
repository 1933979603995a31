import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkFiles, checkMounted, checkVariables, ConfigContent } from './config-rules';
import { ConfigSource } from './config-source';
import { Overlay } from '../../internal/manifest/overlay';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { checked } from '../../internal/signatures/checked';
import { assembledConfigMaps } from '../../internal/tree/labeled-config-maps';
import { mergeByName, undefinedIfEmpty } from '../../internal/values/json';

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

/** The files of a folder, by name. */
type Files = Readonly<Record<string, string>>;

/** How a process takes its configuration. */
interface ConfigUse {
  /** Undefined where the entries are variables. */
  readonly mountPath?: string;
  readonly keepFolder?: boolean;
  /** Whether it is made of other objects, which may still change. */
  readonly isDerived?: boolean;
  /** All of its files, where not even their names are known before it is written. */
  readonly folder?: () => Files;
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
    return new Config({ ...files }, { mountPath, keepFolder });
  }

  /**
   * Each entry becomes an environment variable. `env` may refer to it by `$(NAME)`; in here, that is nothing but text.
   *
   * In the manifest: ConfigMap `data`, and container `envFrom`.
   *
   * @param variables values by name
   */
  public static environment(variables: { [name: string]: string }): Config {
    return new Config({ ...variables }, {});
  }

  /** Files that are made of other objects of the tree, whenever it is written. @internal */
  public static _derived(files: { readonly [name: string]: () => string }, mountPath: string): Config {
    const texts = Object.entries(files).map(([name, produce]) => [name, Lazy.any({ produce })]);
    return new Config(Object.fromEntries(texts), { mountPath, isDerived: true });
  }

  /** The same of a whole folder, whose files nobody can name before. @internal */
  public static _derivedFolder(folder: () => Files, mountPath: string): Config {
    return new Config({}, { mountPath, isDerived: true, folder });
  }

  private constructor(
    private readonly data: { [key: string]: string },
    private readonly use: ConfigUse,
  ) {}

  /** Undefined where the entries are variables. @internal */
  public get _mountPath(): string | undefined {
    return this.use.mountPath;
  }

  /** Names that the environment takes from here. @internal */
  public _environmentNames(): string[] {
    return this._mountPath === undefined ? Object.keys(this.data) : [];
  }

  /** The ConfigMap, which is held to the rules whatever is added to it later. @internal */
  public _source(scope: Construct, id: string, metadata: ApiObjectMetadata): ConfigSource {
    const { data, use: { mountPath, keepFolder, isDerived, folder } } = this;
    if (mountPath !== undefined) checkMountPath(scope, 'config.mountPath', mountPath);
    const filesBeside = keepFolder ? Object.keys(data) : undefined;
    const check = (content: ConfigContent) => {
      (mountPath === undefined ? checkVariables : checkFiles)(scope, content);
      if (filesBeside !== undefined) checkMounted(scope, filesBeside, content);
    };
    // What is derived is not known yet.
    if (!isDerived) check({ data });
    const configMap = new ConfigMap(scope, id, { metadata, data });
    const overlay = Overlay.of(ApiObject.of(configMap));
    // cdk8s-plus leaves data out where all of it is empty text.
    const dataOf = folder ?? (() => configMap.data);
    // Of what is derived there may be nothing, and no API server keeps an empty map.
    const written = () => (isDerived ? undefinedIfEmpty(dataOf()) : dataOf());
    overlay.arrange((document) => (document.data ? document : mergeByName(document, { data: written() })));
    const count = Object.keys(configMap.data).length;
    if (isDerived) assembledConfigMaps(scope).add(ApiObject.of(configMap));
    overlay.require(check, () => (
      isDerived || Object.keys(configMap.data).length > count || Object.keys(configMap.binaryData).length > 0
    ));
    return new ConfigSource(configMap, mountPath, filesBeside);
  }
}
