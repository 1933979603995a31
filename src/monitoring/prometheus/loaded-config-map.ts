import { ApiObject, Lazy } from 'cdk8s';
import { ConfigMap, Container, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { LabeledMetadata } from '../../alerts/labeled-files';
import { checkField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { assembledConfigMaps } from '../../internal/tree/labeled-config-maps';
import { JsonObject, undefinedIfEmpty } from '../../internal/values/json';
import { mountFiles } from '../../pods/volumes/mounted-files';

/** Files that a process reads again when they change. */
export interface LoadedConfigMap {
  readonly metadata: LabeledMetadata;
  readonly folder: string;
  /** Contents by name, of all that is in the tree when they are written. */
  files(): Record<string, string>;
}

/**
 * A ConfigMap that is mounted, and whose pods stay when it changes.
 *
 * `Config` would roll them, which takes minutes for each pod that has its log to read again.
 */
export function mountLoaded(scope: Construct, container: Container, loaded: LoadedConfigMap): ApiObject {
  const { metadata, folder } = loaded;
  const id = `Loaded-${metadata.name}`;
  const data = Lazy.any({ produce: () => undefinedIfEmpty(loaded.files()) });
  const object = new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata }, data });
  Overlay.of(object).require((document) => checkPlace(scope, document, metadata), () => false);
  assembledConfigMaps(scope).add(object);
  const configMap = ConfigMap.fromConfigMapName(scope, `${id}-mounted`, metadata.name);
  const volume = (name: string) => Volume.fromConfigMap(scope, `${id}-volume`, configMap, { name });
  mountFiles(scope, container, { prop: 'config', path: folder, volume });
  return object;
}

function checkPlace(scope: Construct, document: JsonObject, { name, namespace }: LabeledMetadata): void {
  const reason = 'its pods mount it by that';
  const remedy = 'give the construct another name, or move it';
  checkField(scope, document, { path: ['metadata', 'name'], value: name, reason, remedy });
  checkField(scope, document, { path: ['metadata', 'namespace'], value: namespace, reason, remedy });
}
