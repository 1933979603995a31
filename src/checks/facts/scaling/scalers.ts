import { scaledObjectsOf } from './scaled-objects';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';
import { isOwned } from '../workload-kinds';

/** What something scales. */
export interface ScaleTarget {
  readonly groupKind: string;
  readonly kind: string;
  readonly name: string;
  readonly path: string;
}

const verticals = oncePerCluster((cluster) => (
  groupBy(cluster.ofKind('autoscaling.k8s.io/VerticalPodAutoscaler'), (scaler) => {
    const { kind, name } = scaleTargetOf(scaler);
    return [`${kind}\0${cluster.effectiveNamespace(scaler.namespace)}\0${name}`];
  })
));

/** The object that an autoscaler of any kind scales; KEDA means a Deployment where nothing else is written. */
export function scaleTargetOf({ groupKind, spec }: Manifest): ScaleTarget {
  const field = groupKind === 'autoscaling.k8s.io/VerticalPodAutoscaler' ? 'targetRef' : 'scaleTargetRef';
  const reference: PlainMap = groupKind === 'keda.sh/ScaledObject'
    ? { apiVersion: 'apps/v1', kind: 'Deployment', ...mapOf(spec[field]) } : mapOf(spec[field]);
  const [apiVersion, kind, name] = [reference.apiVersion, reference.kind, reference.name].map(textOf);
  const group = apiVersion.includes('/') ? `${apiVersion.split('/')[0]}/` : '';
  return { groupKind: `${group}${kind}`, kind, name, path: `spec.${field}` };
}

/** The HorizontalPodAutoscalers and ScaledObjects that scale an object out; what a ScaledObject made is that one's. */
export function horizontalScalersOf(manifest: Manifest, cluster: Cluster): Manifest[] {
  const autoscalers = cluster.autoscalersOf(manifest).filter((autoscaler) => !isOwned(autoscaler));
  return [...autoscalers, ...scaledObjectsOf(manifest, cluster)];
}

/** The VerticalPodAutoscalers that change the requests of an object's pods, and not only recommend. */
export function activeVerticalScalersOf({ kind, namespace, name }: Manifest, cluster: Cluster): Manifest[] {
  const all = verticals(cluster).get(`${kind}\0${cluster.effectiveNamespace(namespace)}\0${name}`) ?? [];
  return all.filter(({ spec }) => mapOf(spec.updatePolicy).updateMode !== 'Off');
}
