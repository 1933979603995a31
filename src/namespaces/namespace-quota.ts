import { Construct } from 'constructs';
import { isCounted, isQuotaResource } from './quota-resources';
import { fail } from '../internal/fail';
import { DEFAULT_LIMITS, DEFAULT_REQUESTS } from '../internal/manifest/container-defaults';
import { OptOut, Waivers } from '../internal/manifest/waiver-annotations';
import { checked } from '../internal/signatures/checked';
import { HelperDemand, ResourceDemand, WorkloadDemand } from '../internal/tree/namespace-registry';
import { formatBytes, formatCount, formatCpu, Nanos, NANOS_PER_UNIT, parseQuantity } from '../internal/values/quantity';

/**
 * What a computed quota leaves for pods that this library did not make.
 *
 * What is left out is reserved as the LimitRange of the namespace gives it to pods of one container that say nothing.
 */
export interface ForeignWorkloads {
  /**
   * Pods. Without any, nothing else can be reserved, for a quota counts pods too.
   *
   * @default 0
   */
  readonly pods?: number;

  /**
   * CPU of all of them, request and limit, as a quantity such as `2` or `500m`.
   *
   * @default - for each pod 100m, and 500m as the limit
   */
  readonly cpu?: string;

  /**
   * Memory of all of them, request and limit, as a quantity such as `4Gi`.
   *
   * @default - for each pod 128Mi
   */
  readonly memory?: string;

  /**
   * Local storage of all of them, request and limit, as a quantity such as `10Gi`.
   *
   * @default - for each pod 64Mi, and 128Mi as the limit
   */
  readonly ephemeralStorage?: string;
}

/** The amounts of a reserve, by the resource that each is of. */
const RESERVED = { cpu: 'cpu', memory: 'memory', ephemeralStorage: 'ephemeral-storage' } as const;

/**
 * What the pods of a namespace may ask for together.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
@checked
export class NamespaceQuota {
  /**
   * What the workloads of this library in the namespace need at maximum scale while a rollout surges.
   *
   * The API server counts every pod of the namespace. Pods from elsewhere (Helm charts, other repositories, Jobs made
   * by hand) are not seen here and eat into the same quota: reserve for them, or give the quota. Pods that are being
   * terminated count until they are gone, so that a rollout at maximum scale waits for them.
   *
   * A namespace without workloads of this library gets no quota.
   *
   * @example
   *
   * new ProductionNamespace(chart, 'shop', { quota: NamespaceQuota.computed({ pods: 5, cpu: '1', memory: '2Gi' }) });
   *
   * @param foreign what to leave for pods from elsewhere
   */
  public static computed(foreign: ForeignWorkloads = {}): NamespaceQuota {
    return new NamespaceQuota({ ...foreign }, undefined, undefined);
  }

  /**
   * Numbers of your own; they hold for all pods, wherever they come from.
   *
   * In the manifest: ResourceQuota `spec.hard`.
   *
   * @param hard quantities by resource, such as `{ 'requests.cpu': '20', 'pods': '100' }`
   */
  public static given(hard: { [resource: string]: string }): NamespaceQuota {
    return new NamespaceQuota({}, { ...hard }, undefined);
  }

  /**
   * No quota. The reason is recorded as a waiver.
   *
   * @param reason what else keeps the namespace from taking the whole cluster
   */
  public static none(reason: string): NamespaceQuota {
    return new NamespaceQuota({}, undefined, { reason });
  }

  private constructor(
    private readonly foreign: ForeignWorkloads,
    private readonly hard: { [resource: string]: string } | undefined,
    private readonly optOut: OptOut | undefined,
  ) {}

  /** Puts the reason on record for which there is none. @internal */
  public _record(waivers: Waivers): void {
    if (this.optOut !== undefined) waivers.addOptOut('quota', 'namespace-has-quota', this.optOut);
  }

  /** Refuses resources that no quota knows, and amounts that are none. @internal */
  public _check(scope: Construct): void {
    for (const [resource, amount] of Object.entries(this.hard ?? {})) {
      if (!isQuotaResource(resource)) {
        const remedy = "write it like 'requests.cpu' or 'count/jobs.batch'";
        fail(scope, { prop: 'quota', must: 'hold resources that a quota knows', got: resource, remedy });
      }
      checkAmount(scope, `quota.${resource}`, { amount, isCount: isCounted(resource) });
    }
    checkReserve(scope, this.foreign);
  }

  /** Whether there is a quota, given what is in the namespace. @internal */
  public _applies(demands: readonly WorkloadDemand[]): boolean {
    return this.optOut === undefined && (this.hard !== undefined || demands.length > 0);
  }

  /** `spec.hard`. @internal */
  public _hard(demands: readonly WorkloadDemand[]): Record<string, string> {
    return this.hard ?? computedHard(demands, this.foreign);
  }

  /** How the numbers came about, for whoever runs into them. @internal */
  public _basis(demands: readonly WorkloadDemand[], helpers: readonly HelperDemand[]): string {
    if (this.hard !== undefined) return 'given; every pod of the namespace counts, wherever it comes from';
    const ofOthers = helpers.filter(({ maxPods }) => maxPods > 0)
      .map(({ maxPods, purpose }) => `, ${maxPods} pod(s) ${purpose}`).join('');
    return `${demands.length} workload(s) at maximum scale plus surge${ofOthers}; `
      + `${describeReserve(this.foreign)} reserved for pods from elsewhere, which count too`;
  }
}

function describeReserve({ pods = 0, ...amounts }: ForeignWorkloads): string {
  if (pods === 0) return 'nothing';
  const given = Object.entries(amounts).filter(([, amount]) => amount !== undefined);
  const others = Object.keys(RESERVED).filter((key) => !given.some(([known]) => known === key));
  const defaults = others.length === 0 ? '' : `, with ${others.join(', ')} by the LimitRange,`;
  return `${[['pods', pods], ...given].map(([key, amount]) => `${key} ${amount}`).join(', ')}${defaults}`;
}

function computedHard(demands: readonly WorkloadDemand[], foreign: ForeignWorkloads): Record<string, string> {
  const pods = demands.map(({ pod, maxPods }) => ({ pod, maxPods }));
  const count = pods.reduce((sum, { maxPods }) => sum + maxPods, foreign.pods ?? 0);
  const total = (amount: (demand: ResourceDemand) => Nanos, reserve: Nanos) =>
    pods.reduce((sum, { pod, maxPods }) => sum + amount(pod) * BigInt(maxPods), reserve);
  const [requests, limits] = [reserveOf(foreign, DEFAULT_REQUESTS), reserveOf(foreign, DEFAULT_LIMITS)];
  // A quota of CPU limits would refuse the pods that have none by choice.
  const areCpuLimited = pods.every(({ pod }) => pod.cpuLimit !== undefined);
  return {
    'pods': formatCount(BigInt(count)),
    'requests.cpu': formatCpu(total((pod) => pod.cpuRequest, requests.cpu)),
    'requests.memory': formatBytes(total((pod) => pod.memoryRequest, requests.memory)),
    'requests.ephemeral-storage': formatBytes(total((pod) => pod.ephemeralStorageRequest, requests.ephemeralStorage)),
    ...(areCpuLimited ? { 'limits.cpu': formatCpu(total((pod) => pod.cpuLimit ?? 0n, limits.cpu)) } : {}),
    'limits.memory': formatBytes(total((pod) => pod.memoryLimit, limits.memory)),
    'limits.ephemeral-storage': formatBytes(total((pod) => pod.ephemeralStorageLimit, limits.ephemeralStorage)),
  };
}

/** What is given of each resource; otherwise what the LimitRange gives each pod, which the quota then counts. */
function reserveOf(foreign: ForeignWorkloads, defaults: typeof DEFAULT_REQUESTS) {
  const amount = (key: keyof typeof RESERVED) => {
    const given = foreign[key];
    if (given !== undefined) return parseQuantity(given) ?? 0n;
    return (parseQuantity(defaults[RESERVED[key]]) ?? 0n) * BigInt(foreign.pods ?? 0);
  };
  return { cpu: amount('cpu'), memory: amount('memory'), ephemeralStorage: amount('ephemeralStorage') };
}

function checkReserve(scope: Construct, foreign: ForeignWorkloads): void {
  const { pods = 0, cpu = '0', memory = '0', ephemeralStorage = '0' } = foreign;
  const amounts = { cpu, memory, ephemeralStorage };
  for (const [key, amount] of Object.entries({ pods: String(pods), ...amounts })) {
    checkAmount(scope, `quota.foreign.${key}`, { amount, isCount: key === 'pods' });
  }
  const [useless] = Object.entries(amounts).filter(([, amount]) => parseQuantity(amount) !== 0n);
  if (pods === 0 && useless !== undefined) {
    const must = `be given with ${useless[0]}, for the quota counts pods too and would admit none`;
    fail(scope, { prop: 'quota.foreign.pods', must, got: pods, remedy: 'say how many pods share it' });
  }
}

function checkAmount(scope: Construct, prop: string, { amount, isCount }: { amount: string; isCount: boolean }): void {
  const nanos = typeof amount === 'string' ? parseQuantity(amount) : undefined;
  if (nanos === undefined || nanos < 0n || (isCount && nanos % NANOS_PER_UNIT !== 0n)) {
    const must = isCount ? 'be a whole number, 0 or more' : 'be a quantity, 0 or more';
    fail(scope, { prop, must, got: amount, remedy: isCount ? 'write it like 20' : 'write it like 500m, 20 or 64Gi' });
  }
}
