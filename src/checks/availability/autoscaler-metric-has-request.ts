import { failuresOrPass } from '../facts/failures-or-pass';
import { containerLimits } from '../facts/namespaces/limit-ranges';
import { containerDemand } from '../facts/pods/admitted-demand';
import { isLongRunning } from '../facts/pods/containers';
import { scaleTargetOf } from '../facts/scaling/scalers';
import { ResourceMetric, resourceMetricsOf } from '../facts/scaling/scaling-metrics';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** Where an autoscaler compares use with requests, there are requests. */
export const AUTOSCALER_METRIC_HAS_REQUEST: ICheck = {
  id: 'autoscaler-metric-has-request',
  title: 'Containers have the requests that the autoscaler compares with',
  box: 'autoscaling',
  severity: Severity.CRITICAL,
  why: 'Use is measured in per cent of the request: where one container has none, the autoscaler does nothing at all.',
  remedy: {
    manifest: 'resources: {requests: {cpu: 250m}} in each container of the pods',
    construct: 'Remove the patch: the constructs write a request for each container.',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details'],
  appliesTo: ['autoscaling/HorizontalPodAutoscaler'],
  evaluate: (autoscaler, cluster) => {
    const { groupKind, name } = scaleTargetOf(autoscaler);
    const target = podsOf(cluster.named(groupKind, autoscaler.namespace, name), cluster);
    if (target === undefined) return [];
    const metrics = resourceMetricsOf(autoscaler).filter(({ isUtilization }) => isUtilization);
    const findings = metrics.flatMap((metric) => judge(metric, target, cluster));
    return failuresOrPass(findings, 'finds the requests that it compares with');
  },
};

/** A Rollout may take the template of its pods from another object. */
function podsOf(target: Manifest | undefined, cluster: Cluster): Manifest | undefined {
  const { apiVersion, kind, name } = mapOf(target?.spec.workloadRef);
  if (target === undefined || textOf(name) === '') return target;
  return cluster.named(`${textOf(apiVersion).split('/')[0]}/${textOf(kind)}`, target.namespace, textOf(name)) ?? target;
}

function judge({ resource, container, path }: ResourceMetric, target: Manifest, cluster: Cluster): Finding[] {
  const defaults = containerLimits(cluster, target.namespace);
  return target.pods.filter(({ spec }) => mapOf(mapOf(spec.resources).requests)[resource] === undefined).map((pod) => {
    const names = pod.containers.filter(isLongRunning)
      .filter((one) => container === undefined || one.name === container)
      .filter((one) => containerDemand(one, { list: 'requests', resource }, defaults) === undefined)
      .map((one) => one.name);
    const where = `container ${names.join(', container ')} of ${target.kind} ${target.name}`;
    const message = `compares with requests of ${resource}, which ${where} does not have`;
    return { passed: names.length === 0, path, message, expected: `a request of ${resource}` };
  });
}
