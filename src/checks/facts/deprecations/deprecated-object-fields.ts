import { deprecatedNodeLabels } from './deprecated-node-labels';
import { deprecatedSources } from './deprecated-volumes';
import { deprecatedAnnotations, DeprecatedUse, Deprecation } from './deprecation';
import type { Manifest } from '../../model/manifest';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const STORAGE_CLASS = new Map([
  ['volume.beta.kubernetes.io/storage-class', { since: 8, instead: 'spec.storageClassName' }],
]);
const OF_VOLUMES = new Map([
  ...STORAGE_CLASS, ['volume.beta.kubernetes.io/mount-options', { since: 31, instead: 'spec.mountOptions' }],
]);
const OF_CLASSES = new Map([
  [
    'storageclass.beta.kubernetes.io/is-default-class',
    { since: 0, instead: 'storageclass.kubernetes.io/is-default-class' },
  ],
]);
const OF_SERVICES = new Map([
  ['service.kubernetes.io/topology-aware-hints', { since: 27, instead: 'spec.trafficDistribution' }],
]);
const OF_INGRESSES = new Map([['kubernetes.io/ingress.class', { since: 18, instead: 'spec.ingressClassName' }]]);
const OF_ACCOUNTS = new Map([
  ['kubernetes.io/enforce-mountable-secrets', { since: 32, instead: 'a namespace for whatever shares its Secrets' }],
]);
/** Their controller knows no IngressClass. */
const OF_GKE = new Set(['gce', 'gce-internal', 'gce-multi-cluster']);

type Reader = (manifest: Manifest) => DeprecatedUse[];

const READERS = new Map<string, Reader>(Object.entries<Reader>({
  'PersistentVolume': (manifest) => [
    ...annotationsOf(manifest, OF_VOLUMES), ...deprecatedSources(manifest.spec, 'spec'), ...recycled(manifest.spec),
  ],
  'PersistentVolumeClaim': (manifest) => annotationsOf(manifest, STORAGE_CLASS),
  'Service': (manifest) => [...annotationsOf(manifest, OF_SERVICES), ...ofService(manifest.spec)],
  'ServiceAccount': (manifest) => annotationsOf(manifest, OF_ACCOUNTS),
  'apps/StatefulSet': ({ spec }) => mapsIn(spec.volumeClaimTemplates).flatMap(({ item, index }) => (
    deprecatedAnnotations(
      mapOf(mapOf(item.metadata).annotations), STORAGE_CLASS, `spec.volumeClaimTemplates[${index}].metadata`,
    )
  )),
  'networking.k8s.io/Ingress': (manifest) => annotationsOf(manifest, OF_INGRESSES)
    .filter(({ actual }) => !OF_GKE.has(textOf(actual))),
  'storage.k8s.io/StorageClass': (manifest) => [
    ...annotationsOf(manifest, OF_CLASSES), ...allowedTopologies(manifest.content),
  ],
}));

/** The kinds with fields that are deprecated, pods apart. */
export const KINDS_WITH_DEPRECATED_FIELDS = [...READERS.keys()];

/** What of an object is deprecated, its pods apart. */
export function deprecatedInObject(manifest: Manifest): DeprecatedUse[] {
  return READERS.get(manifest.groupKind)?.(manifest) ?? [];
}

function annotationsOf({ annotations }: Manifest, table: ReadonlyMap<string, Deprecation>): DeprecatedUse[] {
  return deprecatedAnnotations(annotations, table, 'metadata');
}

function recycled({ persistentVolumeReclaimPolicy: actual }: PlainMap): DeprecatedUse[] {
  const path = 'spec.persistentVolumeReclaimPolicy';
  return actual === 'Recycle' ? [{ since: 0, instead: 'Retain', path, name: 'the policy Recycle', actual }] : [];
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/api/service/warnings.go */
function ofService(spec: PlainMap): DeprecatedUse[] {
  const { type, externalIPs, loadBalancerIP, topologyKeys, trafficDistribution } = spec;
  const isExternal = type !== 'ExternalName' && listOf(externalIPs).length > 0;
  return [
    ...isExternal ? [{ since: 36, path: 'spec.externalIPs', name: 'externalIPs', actual: externalIPs }] : [],
    ...textOf(loadBalancerIP) === '' ? [] : [{
      since: 24,
      instead: 'the annotation of the load balancer',
      path: 'spec.loadBalancerIP',
      name: 'loadBalancerIP',
      actual: loadBalancerIP,
    }],
    ...listOf(topologyKeys).length === 0 ? [] : [{
      since: 21, deadSince: 22, instead: 'trafficDistribution', path: 'spec.topologyKeys', name: 'topologyKeys',
    }],
    ...trafficDistribution === 'PreferClose' ? [{
      since: 35,
      instead: 'PreferSameZone',
      path: 'spec.trafficDistribution',
      name: 'the distribution PreferClose',
      actual: trafficDistribution,
    }] : [],
  ];
}

function allowedTopologies({ allowedTopologies: terms }: PlainMap): DeprecatedUse[] {
  return deprecatedNodeLabels(mapsIn(terms).flatMap(({ item, index }) => (
    mapsIn(item.matchLabelExpressions).map(({ item: expression, index: place }) => ({
      key: textOf(expression.key), path: `allowedTopologies[${index}].matchLabelExpressions[${place}].key`,
    }))
  )));
}
