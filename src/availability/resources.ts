import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { OptOut } from '../internal/manifest/waiver-annotations';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { checked } from '../internal/signatures/checked';
import { ResourceDemand } from '../internal/tree/namespace-registry';
import {
  formatBytes, formatCpu, Nanos, NANOS_PER_UNIT, parseQuantity, roundUpToMillis,
} from '../internal/values/quantity';
import { amountOfCpu, amountOfSize } from '../internal/values/unit-amounts';
import { NodeAmounts, nodeAmounts } from '../platform/node-amounts';
import { Platform } from '../platform/platform';

const DEFAULT_STORAGE_REQUEST = Size.mebibytes(64);
const DEFAULT_STORAGE_LIMIT = Size.mebibytes(128);
const MEBIBYTE = 1024n ** 2n * NANOS_PER_UNIT;
const LEAST_CPU = parseQuantity('1m') ?? 0n;
const LEAST_BYTES = { memory: 4n * MEBIBYTE, ephemeralStorage: MEBIBYTE };
const WITH_LESS = {
  memory: 'for no container starts with less',
  ephemeralStorage: 'for its first lines of logs evict a pod that has less',
};

/** Local storage: logs, the writable layer and `emptyDir` volumes. */
export interface StorageResourcesOptions {
  /**
   * Local storage that is set aside.
   *
   * In the manifest: container `resources.requests.ephemeral-storage`.
   *
   * @default Size.mebibytes(64)
   */
  readonly ephemeralStorageRequest?: Size;

  /**
   * Local storage above which the pod is evicted.
   *
   * In the manifest: container `resources.limits.ephemeral-storage`.
   *
   * @default - 128 MiB, or the request where that is more
   */
  readonly ephemeralStorageLimit?: Size;
}

/** Options for `Resources.withoutCpuLimit`. */
export interface UnlimitedCpuOptions extends StorageResourcesOptions {
  /** CPU that is set aside. In the manifest: container `resources.requests.cpu`. */
  readonly cpuRequest: Cpu;

  /** Memory that is set aside, and the limit too. In the manifest: container `resources.requests.memory`. */
  readonly memory: Size;

  /**
   * Memory above which the container is killed.
   *
   * In the manifest: container `resources.limits.memory`.
   *
   * @default - the request: memory that others may take back cannot be relied on
   */
  readonly memoryLimit?: Size;
}

/** Options for `Resources.of`. */
export interface ResourcesOptions extends UnlimitedCpuOptions {
  /** CPU above which the container is throttled. In the manifest: container `resources.limits.cpu`. */
  readonly cpuLimit: Cpu;
}

/**
 * CPU, memory and local storage of a container.
 *
 * The sizes are starting points; measure, then give your own numbers.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
@checked
export class Resources {
  /** 50m CPU, up to 250m, 64 MiB. */
  public static extraSmall(): Resources {
    return Resources.tShirt(50, 250, 64);
  }

  /** 100m CPU, up to 500m, 128 MiB. */
  public static small(): Resources {
    return Resources.tShirt(100, 500, 128);
  }

  /** 250m CPU, up to one, 256 MiB. The default. */
  public static medium(): Resources {
    return Resources.tShirt(250, 1000, 256);
  }

  /** 500m CPU, up to two, 1 GiB. */
  public static large(): Resources {
    return Resources.tShirt(500, 2000, 1024);
  }

  /** One CPU, up to four, 4 GiB. */
  public static extraLarge(): Resources {
    return Resources.tShirt(1000, 4000, 4096);
  }

  /**
   * Numbers of your own.
   *
   * @param options requests and limits
   */
  public static of(options: ResourcesOptions): Resources {
    return new Resources(options, options.cpuLimit, undefined);
  }

  /**
   * Requests that equal the limits, for CPU and memory: the pod is of the quality class Guaranteed.
   *
   * @param cpu CPU, request and limit
   * @param memory memory, request and limit
   */
  public static guaranteed(cpu: Cpu, memory: Size): Resources {
    return new Resources({ cpuRequest: cpu, memory }, cpu, undefined);
  }

  /**
   * Requests without a limit of CPU. The reason is recorded as a waiver.
   *
   * @param reason why the container may take all the CPU that its node has to spare
   * @param options the other numbers
   */
  public static withoutCpuLimit(reason: string, options: UnlimitedCpuOptions): Resources {
    return new Resources(options, undefined, { reason });
  }

  private static tShirt(requestMillis: number, limitMillis: number, memoryMebibytes: number): Resources {
    const memory = Size.mebibytes(memoryMebibytes);
    return new Resources({ cpuRequest: Cpu.millis(requestMillis), memory }, Cpu.millis(limitMillis), undefined);
  }

  private constructor(
    private readonly options: UnlimitedCpuOptions,
    private readonly cpuLimit: Cpu | undefined,
    private readonly optOut: OptOut | undefined,
  ) {}

  /** What the container asks for; refuses impossible numbers and records what is left undone. @internal */
  public _demand({ scope, waivers }: WorkloadContext): ResourceDemand {
    const { cpuRequest, memory, memoryLimit, ephemeralStorageRequest, ephemeralStorageLimit } = this.options;
    const request = bytes(scope, 'memory', memory);
    const storage = bytes(scope, 'ephemeralStorageRequest', ephemeralStorageRequest ?? DEFAULT_STORAGE_REQUEST);
    const demand: ResourceDemand = {
      cpuRequest: cores(scope, 'cpuRequest', cpuRequest),
      cpuLimit: this.cpuLimit && cores(scope, 'cpuLimit', this.cpuLimit),
      memoryRequest: request,
      memoryLimit: memoryLimit === undefined ? request : bytes(scope, 'memoryLimit', memoryLimit),
      ephemeralStorageRequest: storage,
      ephemeralStorageLimit: ephemeralStorageLimit === undefined
        ? largest(storage, bytes(scope, 'ephemeralStorageLimit', DEFAULT_STORAGE_LIMIT))
        : bytes(scope, 'ephemeralStorageLimit', ephemeralStorageLimit),
    };
    checkOrder(scope, demand);
    if (this.optOut !== undefined) waivers.addOptOut('resources', 'has-cpu-limit', this.optOut);
    return demand;
  }
}

function checkOrder(scope: Construct, demand: ResourceDemand): void {
  const { cpuRequest, cpuLimit = cpuRequest, memoryRequest, memoryLimit } = demand;
  const { ephemeralStorageRequest: storageRequest, ephemeralStorageLimit: storageLimit } = demand;
  const pairs = [
    { prop: 'cpuLimit', request: cpuRequest, limit: cpuLimit, format: formatCpu },
    { prop: 'memoryLimit', request: memoryRequest, limit: memoryLimit, format: formatBytes },
    { prop: 'ephemeralStorageLimit', request: storageRequest, limit: storageLimit, format: formatBytes },
  ];
  for (const { prop, request, limit, format } of pairs) {
    if (limit < request) {
      const must = `be at least the request, ${format(request)}`;
      fail(scope, { prop: `resources.${prop}`, must, got: format(limit), remedy: 'raise it, or lower the request' });
    }
  }
}

function cores(scope: Construct, prop: string, cpu: Cpu): Nanos {
  const amount = amountOfCpu(cpu);
  if (amount === undefined || amount < LEAST_CPU) {
    const must = 'be at least one thousandth of a CPU';
    fail(scope, { prop: `resources.${prop}`, must, got: cpu.amount, remedy: 'use Cpu.millis(250)' });
  }
  const most = mostOf(scope, prop, 'cpu');
  if (amount > most) {
    const must = `be at most what the largest node has, ${formatCpu(most)} CPUs`;
    const remedy = 'use Cpu.millis(500) for half a CPU, or give the platform its largestNode';
    fail(scope, { prop: `resources.${prop}`, must, got: cpu.amount, remedy });
  }
  // As Kubernetes rounds each container's, so that the sums of quotas hold.
  return roundUpToMillis(amount);
}

/** Of memory or of local storage, as the name of the prop says. */
function bytes(scope: Construct, prop: string, size: Size): Nanos {
  const kind = prop.startsWith('memory') ? 'memory' : 'ephemeralStorage';
  const [amount, least] = [amountOfSize(size), LEAST_BYTES[kind]];
  if (amount === undefined || amount < least) {
    const must = `be at least ${formatBytes(least)}, in whole KiB, ${WITH_LESS[kind]}`;
    fail(scope, { prop: `resources.${prop}`, must, got: size.asString(), remedy: 'use Size.mebibytes(256)' });
  }
  const most = mostOf(scope, prop, kind);
  if (amount > most) {
    const must = `be at most what the largest node has, ${formatBytes(most)}`;
    const remedy = 'use Size.gibibytes(2), or give the platform its largestNode';
    fail(scope, { prop: `resources.${prop}`, must, got: size.asString(), remedy });
  }
  return amount;
}

/** A limit may be above what a node has, for only requests have to fit; but not beyond what any node has. */
function mostOf(scope: Construct, prop: string, kind: keyof NodeAmounts): Nanos {
  const ofNode = Platform.of(scope)._largestNode[kind];
  return prop.endsWith('Limit') ? largest(ofNode, nodeAmounts({})[kind]) : ofNode;
}

function largest(left: Nanos, right: Nanos): Nanos {
  return left > right ? left : right;
}
