import { ApiObject, Lazy } from 'cdk8s';
import { FlaggerPlan } from './flagger-plan';
import { FlaggerWebhook } from './flagger-webhook';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';
import { PortEntry } from '../../internal/naming/container-ports';
import { JsonObject } from '../../internal/values/json';
import { MeasuredMetric } from '../analysis/analyzed-objectives';
import { destinationPolicy } from '../traffic/istio-objects';

const API_VERSION = 'flagger.app/v1beta1';
const PROVIDERS = { 'Gateway API': 'gatewayapi:v1', 'Istio': 'istio', 'replicas': 'kubernetes' } as const;

/** What a Canary goes by. */
export interface CanaryObjects {
  readonly plan: FlaggerPlan;
  readonly ports: readonly PortEntry[];
  readonly isScaled: boolean;
  readonly metrics: readonly MeasuredMetric[];
  readonly webhooks: readonly FlaggerWebhook[];
  /** Public hosts, when it is rendered. */
  readonly hosts: () => readonly string[];
  /** References to the listeners of a Gateway that have them. */
  readonly gatewayRefs: () => readonly object[];
}

/** A query, where Flagger finds it; refuses what it would take for a template. */
export function metricTemplate(context: WorkloadContext, metric: MeasuredMetric, address: string): ApiObject {
  const { scope, name, namespace, labels } = context;
  if (metric.query.includes('{{')) {
    const must = 'count requests by labels without {{, which Flagger would take for a template';
    fail(scope, { prop: 'analysis.objectives.metrics', must, got: metric.query, remedy: 'use other labels' });
  }
  const template = new ApiObject(scope, `Metric-${metric.name}`, {
    apiVersion: API_VERSION,
    kind: 'MetricTemplate',
    metadata: { name: `${name}-${metric.name}`, namespace, labels },
    spec: { provider: { type: 'prometheus', address }, query: metric.query },
  });
  Overlay.of(template);
  return template;
}

/** What Flagger does with the Deployment of the same name. */
export function canaryObject(context: WorkloadContext, objects: CanaryObjects): ApiObject {
  const { scope, name } = context;
  const { plan, isScaled } = objects;
  const scaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name };
  const canary = new ApiObject(scope, 'Canary', {
    apiVersion: API_VERSION,
    kind: 'Canary',
    metadata: objectMetadata(context),
    spec: {
      provider: PROVIDERS[plan.routing._kind],
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      ...(isScaled ? { autoscalerRef: scaler } : {}),
      progressDeadlineSeconds: plan.deadlineSeconds,
      service: serviceFields(objects),
      analysis: analysisFields(context, objects),
    },
  });
  Overlay.of(canary);
  return canary;
}

/** Services are made of it: the one that callers go by, and one for each version. */
function serviceFields(objects: CanaryObjects): JsonObject {
  const { plan: { routing }, ports: [first, ...others] } = objects;
  return {
    port: first.servicePort,
    portName: first.name,
    targetPort: first.name,
    ...(first.appProtocol === undefined ? {} : { appProtocol: first.appProtocol }),
    ...(others.length === 0 ? {} : { portDiscovery: true }),
    ...routing._kind === 'Gateway API' ? gatewayFields(objects) : {},
    ...routing._kind === 'Istio' ? meshFields(objects) : {},
  };
}

function gatewayFields({ hosts, gatewayRefs }: CanaryObjects): JsonObject {
  return {
    hosts: Lazy.any({ produce: () => [...hosts()] }),
    gatewayRefs: Lazy.any({ produce: () => [...gatewayRefs()] }),
  };
}

function meshFields({ plan: { routing: { _istio } }, hosts }: CanaryObjects): JsonObject {
  const { gateways = [] } = _istio;
  const produce = () => (hosts().length === 0 ? undefined : [...hosts()]);
  return {
    ...(gateways.length === 0 ? {} : { gateways: [...gateways, 'mesh'] }),
    hosts: Lazy.any({ produce }),
    trafficPolicy: destinationPolicy(_istio),
  };
}

function analysisFields({ name: service, namespace }: WorkloadContext, objects: CanaryObjects): JsonObject {
  const { plan, metrics, webhooks } = objects;
  const interval = `${plan.intervalSeconds}s`;
  return {
    interval,
    threshold: plan.failures,
    ...(plan.iterations === undefined ? { stepWeights: [...plan.weights] } : { iterations: plan.iterations }),
    metrics: metrics.map(({ name, threshold }) => ({
      name,
      templateRef: { name: `${service}-${name}`, namespace },
      thresholdRange: { max: Number(threshold) },
      interval,
    })),
    ...(webhooks.length === 0 ? {} : { webhooks: webhooks.map((webhook) => webhook._rendered()) }),
  };
}
