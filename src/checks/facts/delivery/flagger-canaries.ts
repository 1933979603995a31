import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { isMap, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

export const FLAGGER_CANARY = 'flagger.app/Canary';

/** The labels by one of which Flagger tells the pods of both sides, the first one first. */
const TELLING_KEYS = ['app', 'name', 'app.kubernetes.io/name'];
const PRIMARY = '-primary';

/** An object that a Canary names. */
export interface CanaryReference {
  readonly groupKind: string;
  readonly kind: string;
  readonly name: string;
  readonly path: string;
}

/** A part of a Canary, and where it stands. */
export interface CanaryPart {
  readonly path: string;
  readonly item: PlainMap;
}

const NO_ANALYSIS: CanaryPart = { path: '', item: {} };

const byTarget = oncePerCluster((cluster) => groupBy(cluster.ofKind(FLAGGER_CANARY), (canary) => {
  const { groupKind, name } = targetOf(canary);
  return [`${groupKind}\0${cluster.effectiveNamespace(canary.namespace)}\0${name}`];
}));

const services = oncePerCluster((cluster) => new Set(cluster.ofKind(FLAGGER_CANARY).flatMap((canary) => {
  const namespace = cluster.effectiveNamespace(canary.namespace);
  return serviceNamesOf(canary).map((name) => `${namespace}\0${name}`);
})));

/** What a Canary delivers. */
export function targetOf({ spec }: Manifest): CanaryReference {
  return referenceAt(spec, 'targetRef');
}

/** What scales the target; its name is empty where nothing does. */
export function autoscalerOf({ spec }: Manifest): CanaryReference {
  return referenceAt(spec, 'autoscalerRef');
}

/** How a Canary judges a version, by either of its names; undefined where it does not. */
export function canaryAnalysisOf({ spec }: Manifest): CanaryPart | undefined {
  const { analysis, canaryAnalysis } = spec;
  if (isMap(analysis)) return { path: 'spec.analysis', item: analysis };
  return isMap(canaryAnalysis) ? { path: 'spec.canaryAnalysis', item: canaryAnalysis } : undefined;
}

/** The metrics of a Canary, each with its place. */
export function canaryMetricsOf(canary: Manifest): CanaryPart[] {
  const { path, item: analysis } = canaryAnalysisOf(canary) ?? NO_ANALYSIS;
  return mapsIn(analysis.metrics).map(({ item, index }) => ({ item, path: `${path}.metrics[${index}]` }));
}

/** The Canary that delivers an object. */
export function canaryDelivering(
  { groupKind, namespace, name }: Pick<Manifest, 'groupKind' | 'namespace' | 'name'>, cluster: Cluster,
): Manifest | undefined {
  return byTarget(cluster).get(`${groupKind}\0${cluster.effectiveNamespace(namespace)}\0${name}`)?.[0];
}

/** The copy of its target that Flagger makes, which serves between two deliveries. */
export function canaryOfPrimary(
  target: Pick<Manifest, 'groupKind' | 'namespace' | 'name'>, cluster: Cluster,
): Manifest | undefined {
  if (!target.name.endsWith(PRIMARY)) return undefined;
  return canaryDelivering({ ...target, name: target.name.slice(0, -PRIMARY.length) }, cluster);
}

/**
 * Whether Flagger makes a Service: one for all, one for each side.
 *
 * @see https://docs.flagger.app/usage/how-it-works#canary-service
 */
export function isServiceOfFlagger(namespace: string, name: string, cluster: Cluster): boolean {
  return services(cluster).has(`${cluster.effectiveNamespace(namespace)}\0${name}`);
}

/** The labels of the pods that serve between two deliveries, where the target is in the input. */
export function primaryLabelsOf(canary: Manifest, cluster: Cluster): Record<string, string> | undefined {
  const { groupKind, name } = targetOf(canary);
  const target = cluster.named(groupKind, canary.namespace, name);
  const labels = target?.pods[0]?.labels;
  const selected = mapOf(mapOf(target?.spec.selector).matchLabels);
  const key = TELLING_KEYS.find((one) => Object.hasOwn(selected, one));
  if (labels === undefined || key === undefined) return undefined;
  return { ...labels, [key]: `${textOf(selected[key])}${PRIMARY}` };
}

/** The labels by which the pods of both sides may be found, where the target itself says nothing. */
export function likelyPrimaryLabels(canary: Manifest): Record<string, string> {
  return Object.fromEntries(TELLING_KEYS.map((key) => [key, `${targetOf(canary).name}${PRIMARY}`]));
}

function serviceNamesOf({ spec }: Manifest): string[] {
  const apex = textOf(mapOf(spec.service).name) || textOf(mapOf(spec.targetRef).name);
  return apex === '' ? [] : [apex, `${apex}${PRIMARY}`, `${apex}-canary`];
}

function referenceAt(spec: PlainMap, field: string): CanaryReference {
  const { apiVersion, kind, name } = mapOf(spec[field]);
  // It is often left out; and Services are written with the name of a group that there is not.
  const written = textOf(apiVersion).split('/')[0];
  const group = textOf(apiVersion).includes('/') && written !== 'core' ? written : groupOf(textOf(kind));
  const groupKind = group === '' ? textOf(kind) : `${group}/${textOf(kind)}`;
  return { groupKind, kind: textOf(kind), name: textOf(name), path: `spec.${field}` };
}

function groupOf(kind: string): string {
  switch (kind) {
    case 'HorizontalPodAutoscaler': return 'autoscaling';
    case 'ScaledObject': return 'keda.sh';
    case 'Ingress': return 'networking.k8s.io';
    case 'Deployment': case 'DaemonSet': return 'apps';
    default: return '';
  }
}
