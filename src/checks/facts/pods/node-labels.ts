import { closestWord } from '../../../internal/values/closest-word';
import { PodTemplate } from '../../model/manifest-pods';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/**
 * What Kubernetes, its kubelets and cloud controllers label nodes with.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const WELL_KNOWN = [
  'kubernetes.io/arch', 'kubernetes.io/hostname', 'kubernetes.io/os', 'node.kubernetes.io/instance-type',
  'topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'node-role.kubernetes.io/control-plane',
  'node.kubernetes.io/windows-build', 'node.kubernetes.io/exclude-from-external-load-balancers',
  'beta.kubernetes.io/arch', 'beta.kubernetes.io/instance-type', 'beta.kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/zone',
];
/** Of providers that took a name of Kubernetes' own. */
const OF_PROVIDERS = new Set(['kubernetes.io/role']);
/** Nobody else may make a label of these; others, such as `node.kubernetes.io`, are for whoever runs the nodes. */
const CLOSED_PREFIXES = new Set(
  ['kubernetes.io', 'topology.kubernetes.io', 'beta.kubernetes.io', 'failure-domain.beta.kubernetes.io'],
);
/** A longer way from a well-known label may lead to a label of somebody else. */
const MOST_EDITS = 2;

/** A label of nodes that pods ask for. */
export interface AskedNodeLabel {
  readonly key: string;
  readonly path: string;
}

/** The labels of nodes by which the pods of a template are placed. */
export function askedNodeLabels({ spec, specPath }: PodTemplate): AskedNodeLabel[] {
  const { nodeAffinity, podAffinity, podAntiAffinity } = mapOf(spec.affinity);
  return [
    ...Object.keys(mapOf(spec.nodeSelector)).map((key) => ({ key, path: `${specPath}.nodeSelector[${key}]` })),
    ...topologyKeys(mapsIn(spec.topologySpreadConstraints), `${specPath}.topologySpreadConstraints`),
    ...nodeLabels(mapOf(nodeAffinity), `${specPath}.affinity.nodeAffinity`),
    ...podTopologies(mapOf(podAffinity), `${specPath}.affinity.podAffinity`),
    ...podTopologies(mapOf(podAntiAffinity), `${specPath}.affinity.podAntiAffinity`),
  ];
}

/** Whether no node has the label, unless somebody gave it one in the name of Kubernetes. */
export function isUnknownNodeLabel(key: string): boolean {
  if (WELL_KNOWN.includes(key) || OF_PROVIDERS.has(key)) return false;
  return CLOSED_PREFIXES.has(prefixOf(key)) || closestWord(key, WELL_KNOWN, MOST_EDITS) !== undefined;
}

/** The label that was meant by one that is unknown, if there is one like it. */
export function meantNodeLabel(key: string): string | undefined {
  const prefix = prefixOf(key);
  // Behind the same prefix, the prefix says nothing of how much is alike.
  const others = Math.max(1, Math.floor((key.length - prefix.length) / 3));
  return closestWord(key, WELL_KNOWN, CLOSED_PREFIXES.has(prefix) ? others : MOST_EDITS);
}

function prefixOf(key: string): string {
  return key.split('/', 1)[0];
}

type Items = ReturnType<typeof mapsIn>;

function topologyKeys(terms: Items, path: string): AskedNodeLabel[] {
  return terms.map(({ item, index }) => ({ key: textOf(item.topologyKey), path: `${path}[${index}].topologyKey` }));
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

function podTopologies(affinity: PlainMap, path: string): AskedNodeLabel[] {
  return [
    ...topologyKeys(mapsIn(affinity[REQUIRED]), `${path}.${REQUIRED}`),
    ...mapsIn(affinity[PREFERRED]).map(({ item, index }) => ({
      key: textOf(mapOf(item.podAffinityTerm).topologyKey),
      path: `${path}.${PREFERRED}[${index}].podAffinityTerm.topologyKey`,
    })),
  ];
}

function nodeLabels(affinity: PlainMap, path: string): AskedNodeLabel[] {
  const terms = `${path}.${REQUIRED}.nodeSelectorTerms`;
  const preferences = `${path}.${PREFERRED}`;
  return [
    ...mapsIn(mapOf(affinity[REQUIRED]).nodeSelectorTerms)
      .flatMap(({ item, index }) => expressionKeys(item, `${terms}[${index}]`)),
    ...mapsIn(affinity[PREFERRED])
      .flatMap(({ item, index }) => expressionKeys(mapOf(item.preference), `${preferences}[${index}].preference`)),
  ];
}

function expressionKeys(term: PlainMap, path: string): AskedNodeLabel[] {
  return mapsIn(term.matchExpressions)
    .map(({ item, index }) => ({ key: textOf(item.key), path: `${path}.matchExpressions[${index}].key` }));
}
