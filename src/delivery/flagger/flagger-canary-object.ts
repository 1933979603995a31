import { ApiObject, Lazy } from 'cdk8s';
import { FlaggerPlan } from './flagger-plan';
import { FlaggerWebhook } from './flagger-webhook';
import { queryTemplate } from './query-template';
import { FieldPath, keepFields, KeptField } from '../../internal/manifest/kept-fields';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';
import { PortEntry } from '../../internal/naming/container-ports';
import { Json, JsonObject } from '../../internal/values/json';
import { MeasuredMetric } from '../analysis/analyzed-objectives';
import { destinationPolicy } from '../traffic/istio-objects';

const USE_PROPS = 'use the props of the FlaggerCanary instead';
const API_VERSION = 'flagger.app/v1beta1';
const PROVIDERS = { 'Gateway API': 'gatewayapi:v1', 'Istio': 'istio', 'replicas': 'kubernetes' } as const;

/** In seconds: that of Flagger, which takes back what starts more slowly. */
const SHORTEST_DEADLINE = 600;

/** What a Canary goes by. */
export interface CanaryObjects {
  readonly plan: FlaggerPlan;
  readonly ports: readonly PortEntry[];
  readonly isScaled: boolean;
  /** How long a first rollout may take. */
  readonly startSeconds: number;
  readonly metrics: readonly MeasuredMetric[];
  readonly webhooks: readonly FlaggerWebhook[];
  /** Public hosts, when it is rendered. */
  readonly hosts: () => readonly string[];
  /** References to the listeners of a Gateway that have them. */
  readonly gatewayRefs: () => readonly object[];
}

/** A query, where Flagger finds it. */
export function metricTemplate(context: WorkloadContext, metric: MeasuredMetric, address: string): ApiObject {
  const { scope, name, namespace, labels } = context;
  const template = new ApiObject(scope, `Metric-${metric.name}`, {
    apiVersion: API_VERSION,
    kind: 'MetricTemplate',
    metadata: { name: `${name}-${metric.name}`, namespace, labels },
    spec: { provider: { type: 'prometheus', address }, query: queryTemplate(metric.query) },
  });
  keepFields(scope, template, [
    { path: ['metadata', 'name'], value: `${name}-${metric.name}`, reason: 'the Canary names it', remedy: USE_PROPS },
    { path: ['metadata', 'namespace'], value: namespace, reason: 'the Canary finds it there', remedy: USE_PROPS },
  ]);
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
      progressDeadlineSeconds: plan.deadlineSeconds ?? Math.max(SHORTEST_DEADLINE, objects.startSeconds),
      service: serviceFields(objects),
      analysis: analysisFields(context, objects),
    },
  });
  keepFields(scope, canary, keptFields(context, objects));
  return canary;
}

/** By what Flagger finds what it delivers, and callers what it makes. */
function keptFields({ name, namespace }: WorkloadContext, { isScaled, ports: [first] }: CanaryObjects): KeptField[] {
  const values: readonly (readonly [FieldPath, Json])[] = [
    [['metadata', 'namespace'], namespace],
    [['spec', 'targetRef'], { apiVersion: 'apps/v1', kind: 'Deployment', name }],
    ...(isScaled ? [[['spec', 'autoscalerRef', 'name'], name] as const] : []),
    [['spec', 'service', 'port'], first.servicePort],
    [['spec', 'service', 'portName'], first.name],
    [['spec', 'service', 'targetPort'], first.name],
    [['spec', 'service', 'name'], undefined],
  ];
  const reason = 'Flagger and callers find the service by it';
  return values.map(([path, value]) => ({ path, value, reason, remedy: USE_PROPS }));
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
