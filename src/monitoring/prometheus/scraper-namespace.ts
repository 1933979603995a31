import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { Platform } from '../../platform/platform';

/** Refuses a platform whose workloads open their metrics to another namespace than that of a Prometheus. */
export function checkScraperNamespace(scope: Construct, namespace: string): void {
  const { metrics } = Platform.of(scope);
  if (metrics.namespace === namespace) return;
  const flavor = metrics.usesOperator ? 'operator' : 'annotations';
  const must = `name the namespace that it is in, ${namespace}, for workloads open their metrics to no other`;
  const remedy = `give the platform MetricsFlavor.${flavor}({ namespace: '${namespace}' }), or make it in the other`;
  fail(scope, { prop: 'metrics.namespace', must, got: metrics.namespace, remedy });
}
