import { Construct } from 'constructs';
import { isCounted, isQuotaResource } from './quota-resources';
import { fail } from '../internal/fail';
import { OptOut, Waivers } from '../internal/manifest/waiver-annotations';
import { ResourceDemand, WorkloadDemand } from '../internal/tree/namespace-registry';
import { formatBytes, formatCount, formatCpu, Nanos, NANOS_PER_UNIT, parseQuantity } from '../internal/values/quantity';


/** What a computed quota leaves for pods that this library did not make. */
export interface ForeignWorkloads {
  /**
   * Pods.
   *
   * @default 0
   */
  readonly pods?: number;

  /**
   * CPU of all of them, request and limit, as a quantity such as `2` or `500m`.
   *
   * @default '0'
   */
  readonly cpu?: string;

  /**
   * Memory of all of them, request and limit, as a quantity such as `4Gi`.
   *
   * @default '0'
   */
  readonly memory?: string;

  /**
   * Local storage of all of them, request and limit, as a quantity such as `10Gi`.
   *
   * @default '0'
   */
  readonly ephemeralStorage?: string;
}

/**
 * What the pods of a namespace may ask for together.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
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

  /** Refuses what does not parse and records an opt-out. @internal */
  public _check(scope: Construct, waivers: Waivers): void {
    if (this.optOut !== undefined) waivers.addOptOut('quota', 'namespace-has-quota', this.optOut);
    for (const [resource, amount] of Object.entries(this.hard ?? {})) {
      if (!isQuotaResource(resource)) {
        const remedy = "write it like 'requests.cpu' or 'count/jobs.batch'";
        fail(scope, { prop: 'quota', must: 'hold resources that a quota knows', got: resource, remedy });
      }
      checkAmount(scope, `quota.${resource}`, { amount, isCount: isCounted(resource) });
    }
    const { pods = 0, cpu = '0', memory = '0', ephemeralStorage = '0' } = this.foreign;
    const amounts = { pods: String(pods), cpu, memory, ephemeralStorage };
    for (const [key, amount] of Object.entries(amounts)) {
      checkAmount(scope, `quota.foreign.${key}`, { amount, isCount: key === 'pods' });
    }
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
  public _basis(demands: readonly WorkloadDemand[], helpers: readonly WorkloadDemand[]): string {
    if (this.hard !== undefined) return 'given; every pod of the namespace counts, wherever it comes from';
    const foreign = Object.entries(this.foreign).map(([key, amount]) => `${key} ${amount}`).join(', ') || 'nothing';
    const pods = helpers.reduce((sum, { maxPods }) => sum + maxPods, 0);
    const ofOthers = pods === 0 ? '' : `, ${pods} pod(s) that cert-manager makes for the hosts`;
    return `${demands.length} workload(s) at maximum scale plus surge${ofOthers}; ${foreign} reserved for pods from `
      + 'elsewhere, which count too';
  }
}

function computedHard(demands: readonly WorkloadDemand[], foreign: ForeignWorkloads): Record<string, string> {
  const pods = demands.map(({ pod, maxPods }) => ({ pod, maxPods }));
  const count = pods.reduce((sum, { maxPods }) => sum + maxPods, foreign.pods ?? 0);
  const total = (amount: (demand: ResourceDemand) => Nanos, reserve = '0') =>
    pods.reduce((sum, { pod, maxPods }) => sum + amount(pod) * BigInt(maxPods), parseQuantity(reserve) ?? 0n);
  const { cpu, memory, ephemeralStorage } = foreign;
  // A quota of CPU limits would refuse the pods that have none by choice.
  const areCpuLimited = pods.every(({ pod }) => pod.cpuLimit !== undefined);
  return {
    'pods': formatCount(BigInt(count)),
    'requests.cpu': formatCpu(total((pod) => pod.cpuRequest, cpu)),
    'requests.memory': formatBytes(total((pod) => pod.memoryRequest, memory)),
    'requests.ephemeral-storage': formatBytes(total((pod) => pod.ephemeralStorageRequest, ephemeralStorage)),
    ...(areCpuLimited ? { 'limits.cpu': formatCpu(total((pod) => pod.cpuLimit ?? 0n, cpu)) } : {}),
    'limits.memory': formatBytes(total((pod) => pod.memoryLimit, memory)),
    'limits.ephemeral-storage': formatBytes(total((pod) => pod.ephemeralStorageLimit, ephemeralStorage)),
  };
}

function checkAmount(scope: Construct, prop: string, { amount, isCount }: { amount: string; isCount: boolean }): void {
  const nanos = typeof amount === 'string' ? parseQuantity(amount) : undefined;
  if (nanos === undefined || nanos < 0n || (isCount && nanos % NANOS_PER_UNIT !== 0n)) {
    const must = isCount ? 'be a whole number, 0 or more' : 'be a quantity, 0 or more';
    fail(scope, { prop, must, got: amount, remedy: isCount ? 'write it like 20' : 'write it like 500m, 20 or 64Gi' });
  }
}
