import { Construct } from 'constructs';
import { ContainerDemand, podDemand } from './pod-demand';
import { fail } from '../internal/fail';
import { DEFAULT_LIMITS, DEFAULT_REQUESTS } from '../internal/manifest/container-defaults';
import { NamespaceRegistry, ResourceDemand } from '../internal/tree/namespace-registry';
import { isObject, Json, JsonObject, objectsIn } from '../internal/values/json';
import { Nanos, parseQuantity } from '../internal/values/quantity';

const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'] as const;
type Resource = typeof RESOURCES[number];

/** What pods ask for. */
export interface MeasuredPods {
  readonly pod: ResourceDemand;
  readonly containers: readonly ResourceDemand[];
}

/**
 * What pods ask for by their `spec` as it is finally written, once the API server has filled in what is not said.
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function measurePods(spec: Json): MeasuredPods {
  const starting = objectsIn(spec?.initContainers).map((container) => (
    demandOf(container, container.restartPolicy !== 'Always')
  ));
  const running = objectsIn(spec?.containers).map((container) => demandOf(container, false));
  const all = [...starting, ...running];
  return { pod: ofPod(podDemand(all), amountsOf(spec?.resources)), containers: all.map(({ resources }) => resources) };
}

/** Refuses amounts that are none, and requests above the limit that a container then has. */
export function checkAmounts(scope: Construct, spec: Json): void {
  for (const container of [...objectsIn(spec?.initContainers), ...objectsIn(spec?.containers)]) {
    const prop = `containers.${container.name}.resources`;
    for (const list of ['requests', 'limits']) checkList(scope, `${prop}.${list}`, container.resources?.[list]);
    RESOURCES.forEach((resource) => checkRequest(scope, prop, { resource, ...amountsOf(container.resources) }));
  }
  for (const list of ['requests', 'limits']) checkList(scope, `resources.${list}`, spec?.resources?.[list]);
}

/** What is said of resources, as far as it can be read. */
interface Amounts {
  readonly requests: JsonObject;
  readonly limits: JsonObject;
}

function amountsOf(resources: Json): Amounts {
  const { requests, limits } = isObject(resources) ? resources : {};
  return { requests: isObject(requests) ? requests : {}, limits: isObject(limits) ? limits : {} };
}

function demandOf({ resources }: JsonObject, ends: boolean): ContainerDemand {
  const { requests, limits } = amountsOf(resources);
  // A limit alone is the request too; the defaults of the LimitRange come after that.
  const request = (resource: Resource) => (
    amount(requests[resource]) ?? amount(limits[resource]) ?? amount(DEFAULT_REQUESTS[resource]) ?? 0n
  );
  const limit = (resource: Resource) => amount(limits[resource]) ?? amount(DEFAULT_LIMITS[resource]) ?? 0n;
  return {
    ends,
    resources: {
      cpuRequest: request('cpu'),
      cpuLimit: amount(limits.cpu),
      memoryRequest: request('memory'),
      memoryLimit: limit('memory'),
      ephemeralStorageRequest: request('ephemeral-storage'),
      ephemeralStorageLimit: limit('ephemeral-storage'),
    },
  };
}

/** What is said of the pod as a whole counts instead of its containers. */
function ofPod(sum: ResourceDemand, { requests, limits }: Amounts): ResourceDemand {
  const request = (resource: Resource) => amount(requests[resource]) ?? amount(limits[resource]);
  return {
    ...sum,
    cpuRequest: request('cpu') ?? sum.cpuRequest,
    cpuLimit: amount(limits.cpu) ?? sum.cpuLimit,
    memoryRequest: request('memory') ?? sum.memoryRequest,
    memoryLimit: amount(limits.memory) ?? sum.memoryLimit,
  };
}

/** YAML may hold whole amounts as numbers. */
function amount(value: Json): Nanos | undefined {
  return typeof value === 'string' || typeof value === 'number' ? parseQuantity(String(value)) : undefined;
}

function checkList(scope: Construct, prop: string, list: Json): void {
  if (list === undefined) return;
  if (!isObject(list)) fail(scope, { prop, must: 'be a map', got: list, remedy: 'write an amount for each resource' });
  for (const [resource, got] of Object.entries(list)) {
    const nanos = amount(got);
    if (nanos !== undefined && nanos >= 0n) continue;
    const remedy = 'write it like 500m or 1Gi';
    fail(scope, { prop: `${prop}.${resource}`, must: 'be a quantity, 0 or more', got, remedy });
  }
}

/** One resource of a container. */
interface ResourceAmounts extends Amounts {
  readonly resource: Resource;
}

function checkRequest(scope: Construct, prop: string, { resource, requests, limits }: ResourceAmounts): void {
  const isGiven = limits[resource] !== undefined;
  if (!isGiven && !isUnderLimitRange(scope)) return;
  const text = isGiven ? limits[resource] : DEFAULT_LIMITS[resource];
  const [request, limit] = [amount(requests[resource]), amount(text)];
  // Where a container has no limit of CPU, no LimitRange of ours gives it one.
  if (request === undefined || limit === undefined || request <= limit || (resource === 'cpu' && !isGiven)) return;
  const must = `be at most its limit, ${text}${isGiven ? '' : ' of the LimitRange where it has none'}`;
  const remedy = 'raise the limit too';
  fail(scope, { prop: `${prop}.requests.${resource}`, must, got: requests[resource], remedy });
}

/** Whether the namespace is one of ours; of others it is not known what they give to whom does not say. */
function isUnderLimitRange(scope: Construct): boolean {
  const registry = NamespaceRegistry.of(scope);
  return scope.node.scopes.some((place) => registry.namespacesIn(place).length > 0);
}
