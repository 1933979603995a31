import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { MeshSubset, SplitRoute } from './istio-objects';
import { TrafficBackend, TrafficSubset } from './traffic-backend';
import { IReachable, PodGroup, ReachablePort } from '../../contracts/reachable';
import { SharedTarget, TrafficShares } from '../../contracts/traffic-shares';
import { describe, fail } from '../../internal/fail';
import { checkPods } from '../../internal/manifest/pod-peers';
import { checkDnsLabel, checkLabels } from '../../internal/naming/names';
import { checkServiceName, chosenPorts } from '../../internal/naming/reachable-ports';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { isSame } from '../../internal/values/json';
import { checkInteger } from '../../internal/values/numbers';
import { HeaderMatch } from '../strategy/header-match';

const FEWEST = 2;
const WEIGHTS = { min: 0, max: 100 };
const ALL = 100;

/** A backend, and the port that is called. */
interface SplitBackend extends TrafficBackend {
  readonly chosen: ReachablePort;
}

/** A Service with the subsets of its pods. */
interface SplitService {
  readonly host: string;
  readonly subsets: readonly MeshSubset[];
}

/** Who shares the requests of one split, checked. */
export class SplitBackends {
  private readonly backends: readonly SplitBackend[];

  constructor(private readonly scope: Construct, private readonly namespace: string, given: readonly TrafficBackend[]) {
    checkWeights(scope, given);
    this.backends = given.map((backend) => ({ ...backend, chosen: this.portOf(backend) }));
    this.checkTwice();
    this.checkSubsets();
  }

  /** Port of the first one, by which callers of the host go. */
  public get port(): number {
    return this.backends[0].chosen.servicePort;
  }

  /** The shares, and who gets the last one whatever its weight is. */
  public shares(testers: HeaderMatch | undefined): Pick<SplitRoute, 'shares' | 'testers'> & TrafficShares {
    const shares = this.backends.map(({ target, chosen, weight, subset }) => (
      { serviceName: target.reachableName, servicePort: chosen.servicePort, subset: subset?.name, weight }
    ));
    if (testers === undefined) return { shares };
    const { weight: _, ...last } = shares[shares.length - 1];
    return { shares, testers: { header: testers.name, value: testers.value, ...last } };
  }

  /** Lets every pod of a namespace in to all of them. */
  public admit(namespace: string): void {
    this.backends.forEach(({ target, chosen }) => target.admitNamespace(namespace, chosen));
  }

  /** Each Service once. */
  public services(): SplitService[] {
    const byName = new Map<string, MeshSubset[]>();
    for (const { target: { reachableName: host }, subset } of this.backends) {
      const subsets = byName.get(host) ?? [];
      byName.set(host, subsets);
      if (subset !== undefined) subsets.push({ name: subset.name, labels: { ...subset.labels } });
    }
    return [...byName].map(([host, subsets]) => ({ host, subsets }));
  }

  /** What a route exposes: the first one by name, and all of them by their shares. */
  public asTarget(shares: TrafficShares): SharedTarget {
    const [{ target, chosen }] = this.backends;
    return {
      reachableName: target.reachableName,
      reachablePods: target.reachablePods,
      reachablePorts: [chosen],
      admit: (callers: PodGroup, port: ReachablePort) => target.admit(callers, port),
      admitNamespace: (namespace: string) => this.admit(namespace),
      _shares: shares,
    };
  }

  private portOf({ target, port: number }: TrafficBackend): ReachablePort {
    const { scope, namespace } = this;
    checkServiceName(scope, 'backends.target', target.reachableName);
    checkPods(scope, 'backends.target', target.reachablePods);
    if (target.reachablePods.namespace !== namespace) {
      const must = `be in the namespace of the split, ${namespace}`;
      const remedy = 'make the split where its backends are';
      fail(scope, { prop: 'backends.target', must, got: target.reachablePods.namespace, remedy });
    }
    const ports = chosenPorts(scope, { verb: 'backends', target, number });
    const port = ports.find(({ protocol }) => protocol === 'TCP');
    if (port !== undefined) return port;
    const got = ports.map(({ protocol }) => protocol).join(', ');
    return fail(scope, { prop: 'backends.port', must: 'speak TCP', got, remedy: 'name a port that serves HTTP' });
  }

  /** One that stands twice would hide that the share is another one. */
  private checkTwice(): void {
    const names = this.backends.map(({ target, subset }) => [target.reachableName, subset?.name ?? '']);
    const twice = names.find((name, index) => names.slice(0, index).some((other) => isSame(name, other)));
    if (twice === undefined) return;
    const got = twice.filter((part) => part !== '').join(' ');
    fail(this.scope, { prop: 'backends', must: 'each be another one', got, remedy: 'add its weights up' });
  }

  private checkSubsets(): void {
    for (const { target, subset } of this.backends) {
      if (subset === undefined) continue;
      checkDnsLabel(this.scope, 'backends.subset.name', subset.name);
      checkLabels(this.scope, 'backends.subset.labels', subset.labels);
      this.scope.node.addValidation({ validate: () => subsetComplaints(target, subset) });
    }
  }
}

function checkWeights(scope: Construct, backends: readonly TrafficBackend[]): void {
  if (backends.length < FEWEST) {
    const remedy = 'use exposeAt of a workload that is alone';
    fail(scope, { prop: 'backends', must: 'be two at least', got: backends.length, remedy });
  }
  backends.forEach(({ weight: value }) => checkInteger(scope, { prop: 'backends.weight', value }, WEIGHTS));
  const weights = backends.map(({ weight }) => weight);
  const sum = weights.reduce((all, one) => all + one, 0);
  if (sum === ALL) return;
  const remedy = 'say of every hundred requests who gets how many';
  fail(scope, { prop: 'backends.weight', must: `add up to ${ALL}`, got: `${weights.join(' + ')} = ${sum}`, remedy });
}

/** Callers of a subset that no pod is in get nothing but errors. */
function subsetComplaints(target: IReachable, { name, labels }: TrafficSubset): string[] {
  const { reachableName, reachablePods } = target;
  const made = podLabelsOf(target);
  // What is not made here may carry more than is known.
  const isCarried = made.length === 0
    ? isWithin(labels, { ...labels, ...reachablePods.labels })
    : made.some((carried) => isWithin(labels, carried));
  if (isCarried) return [];
  const must = `be labels that pods of ${reachableName} carry`;
  const remedy = 'write labels of its pods, or leave the subset out';
  return [describe({ prop: `backends.subset.${name}`, must, got: labels, remedy })];
}

/** The labels of pods that the target makes, where it is a construct. */
function podLabelsOf(target: IReachable): Record<string, string>[] {
  if (!Construct.isConstruct(target)) return [];
  const objects = (target as IConstruct).node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
  return objects.flatMap((object) => {
    const labels = RenderedDocuments.of(object).readableDocumentOf(object)?.spec?.template?.metadata?.labels;
    return labels === undefined ? [] : [labels];
  });
}

function isWithin(labels: Record<string, string>, carried: Record<string, string>): boolean {
  return Object.entries(labels).every(([key, value]) => carried[key] === value);
}
