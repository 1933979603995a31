import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkFiles, checkMounted, checkVariables, ConfigContent } from './config-rules';
import { ConfigSource, nameHash } from './config-source';
import { DiskFiles, readFiles, readFolder } from './files-on-disk';
import { checkUnchanged } from './unchanged-config';
import { Overlay } from '../../internal/manifest/overlay';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { checked } from '../../internal/signatures/checked';
import { assembledConfigMaps } from '../../internal/tree/labeled-config-maps';
import { mergeByName, undefinedIfEmpty } from '../../internal/values/json';

/** Argo CD would otherwise remove it before the pods that were started with it. */
const PRUNED_LAST = { 'argocd.argoproj.io/sync-options': 'PruneLast=true' };

/** What any configuration may be. */
export interface ConfigOptions {
  /**
   * Whether the ConfigMap never changes.
   *
   * Its name ends with a hash of what it holds, so that another content makes another one. Pods then keep the
   * configuration that they were started with, whenever they restart, and the kubelet need not watch it. What is added
   * or patched later is refused.
   *
   * No pod of the version before can start without the ConfigMap before. Argo CD removes it last, once all else is
   * healthy, by an annotation. Helm removes it before the rollout, so that its release must keep it: by a patch of
   * `metadata.annotations`, `helm.sh/resource-policy: keep`. `kubectl apply --prune` is to be run once the rollout is
   * done; without it, the ConfigMap stays.
   *
   * In the manifest: ConfigMap `immutable`, `metadata.name` and `argocd.argoproj.io/sync-options`.
   *
   * @default false
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#prune-last
   * @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
   */
  readonly immutable?: boolean;
}

/** Options for `Config.files` and `Config.fromFiles`. */
export interface ConfigFilesOptions extends ConfigOptions {
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

/** Options for `Config.fromFolder`. */
export interface ConfigFolderOptions extends ConfigFilesOptions {
  /**
   * Whether files of folders below belong to it too, each by its own name, which no two may share.
   *
   * @default false - a folder below is refused
   */
  readonly flatten?: boolean;
}

/** The files of a folder, by name. */
type Files = Readonly<Record<string, string>>;

/** How a process takes its configuration. */
interface ConfigUse {
  /** Undefined where the entries are variables. */
  readonly mountPath?: string;
  readonly keepFolder?: boolean;
  readonly immutable?: boolean;
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
   * Each entry becomes a file. There need not be any: some may be added to the ConfigMap later.
   *
   * In the manifest: ConfigMap `data`.
   *
   * @param files contents by file name
   * @param options where the files appear
   */
  public static files(files: { [name: string]: string }, options: ConfigFilesOptions = {}): Config {
    return new Config({ data: { ...files }, binaryData: {} }, filesUse(options));
  }

  /**
   * Each file of a folder, as it is on the disk at the moment of the call.
   *
   * What is no text becomes binary data. Hidden files, whose names begin with a dot, are passed by. Fails where a link
   * leads out of the folder, and where it holds more than a ConfigMap can.
   *
   * In the manifest: ConfigMap `data` and `binaryData`.
   *
   * @param folder where it is; a relative path is one from the folder of the process, so that of a file is better
   * written as `path.join(__dirname, 'config')`
   * @param options where the files appear
   */
  public static fromFolder(folder: string, options: ConfigFolderOptions = {}): Config {
    const { flatten = false } = options;
    return new Config(readFolder({ call: 'Config.fromFolder', folder, flatten }), filesUse(options));
  }

  /**
   * These files, each by its own name, as they are on the disk at the moment of the call.
   *
   * In the manifest: ConfigMap `data` and `binaryData`.
   *
   * @param files where they are
   * @param options where the files appear
   */
  public static fromFiles(files: string[], options: ConfigFilesOptions = {}): Config {
    return new Config(readFiles('Config.fromFiles', files), filesUse(options));
  }

  /**
   * Each entry becomes an environment variable. `env` may refer to it by `$(NAME)`; in here, that is nothing but text.
   *
   * In the manifest: ConfigMap `data`, and container `envFrom`.
   *
   * @param variables values by name
   * @param options how they are kept
   */
  public static environment(variables: { [name: string]: string }, options: ConfigOptions = {}): Config {
    return new Config({ data: { ...variables }, binaryData: {} }, { immutable: options.immutable });
  }

  /** Files that are made of other objects of the tree, whenever it is written. @internal */
  public static _derived(files: { readonly [name: string]: () => string }, mountPath: string): Config {
    const texts = Object.entries(files).map(([name, produce]) => [name, Lazy.any({ produce })]);
    return new Config({ data: Object.fromEntries(texts), binaryData: {} }, { mountPath, isDerived: true });
  }

  /** The same of a whole folder, whose files nobody can name before. @internal */
  public static _derivedFolder(folder: () => Files, mountPath: string): Config {
    return new Config({ data: {}, binaryData: {} }, { mountPath, isDerived: true, folder });
  }

  private constructor(
    private readonly content: DiskFiles,
    private readonly use: ConfigUse,
  ) {}

  /** Undefined where the entries are variables. @internal */
  public get _mountPath(): string | undefined {
    return this.use.mountPath;
  }

  /** Whether its name changes with it. @internal */
  public get _isImmutable(): boolean {
    return this.use.immutable === true;
  }

  /** Names that the environment takes from here. @internal */
  public _environmentNames(): string[] {
    return this._mountPath === undefined ? Object.keys(this.content.data) : [];
  }

  /** The ConfigMap, which is held to the rules whatever is added to it later. @internal */
  public _source(scope: Construct, id: string, metadata: ApiObjectMetadata): ConfigSource {
    const { content, use: { mountPath, keepFolder, immutable = false, isDerived, folder } } = this;
    if (mountPath !== undefined) checkMountPath(scope, 'config.mountPath', mountPath);
    const filesBeside = keepFolder ? Object.keys({ ...content.data, ...content.binaryData }) : undefined;
    const check = (written: ConfigContent) => {
      (mountPath === undefined ? checkVariables : checkFiles)(scope, written);
      if (filesBeside !== undefined) checkMounted(scope, filesBeside, written);
    };
    // What is derived is not known yet.
    if (!isDerived) check(content);
    const name = immutable ? `${metadata.name}-${nameHash(content)}` : metadata.name;
    const configMap = new ConfigMap(scope, id, { metadata: { ...metadata, name }, ...content, immutable });
    const overlay = Overlay.of(ApiObject.of(configMap));
    // cdk8s-plus leaves data out where all of it is empty text.
    const dataOf = folder ?? (() => configMap.data);
    // Of what is derived there may be nothing, and no API server keeps an empty map.
    const written = () => (isDerived || hasBinaryData(configMap) ? undefinedIfEmpty(dataOf()) : dataOf());
    overlay.arrange((document) => (document.data ? document : mergeByName(document, { data: written() })));
    if (isDerived) assembledConfigMaps(scope).add(ApiObject.of(configMap));
    overlay.require(check, () => isDerived === true || countOf(configMap) > countOf(content));
    if (immutable) overlay.merge({ metadata: { annotations: PRUNED_LAST } });
    if (immutable) overlay.require((document) => checkUnchanged(scope, document, { name: configMap.name, content }));
    return new ConfigSource(configMap, mountPath, filesBeside);
  }
}

function filesUse({ mountPath = '/etc/config', keepFolder = false, immutable }: ConfigFilesOptions): ConfigUse {
  return { mountPath, keepFolder, immutable };
}

function hasBinaryData({ binaryData }: ConfigMap): boolean {
  return Object.keys(binaryData).length > 0;
}

function countOf({ data, binaryData }: DiskFiles): number {
  return Object.keys(data).length + Object.keys(binaryData).length;
}
