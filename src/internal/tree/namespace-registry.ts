import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { perTree } from './per-tree';
import { Nanos } from '../values/quantity';

/** What one container, or one pod, asks for. */
export interface ResourceDemand {
  readonly cpuRequest: Nanos;
  /** Undefined where the user chose none. */
  readonly cpuLimit?: Nanos;
  readonly memoryRequest: Nanos;
  readonly memoryLimit: Nanos;
  readonly ephemeralStorageRequest: Nanos;
  readonly ephemeralStorageLimit: Nanos;
}

/** What one workload asks of its namespace. Containers may be added until it is rendered, so ask it then. */
export interface WorkloadDemand {
  readonly namespace: string;
  /** As the scheduler counts a pod of these containers. */
  readonly pod: ResourceDemand;
  readonly containers: readonly ResourceDemand[];
  /** Replicas at maximum scale plus the surge of a rollout. */
  readonly maxPods: number;
}

/** Pods that others make on behalf of ours. */
export interface HelperDemand extends WorkloadDemand {
  /** Who makes them and what for, as it goes on behind their number. */
  readonly purpose: string;
}

/** A namespace of ours, as workloads see it. */
export interface NamespaceEntry {
  readonly construct: IConstruct;
  readonly name: string;
  /** The Pod Security Standard that is enforced. */
  readonly podSecurityLevel: string;
  /** The Namespace. */
  readonly object: ApiObject;
  /** Called once for each workload of the namespace, wherever in the tree it is. */
  onWorkload(demand: WorkloadDemand): void;
  /** Called once for each group of pods that others make on behalf of ours. */
  onHelpers(demand: HelperDemand): void;
}

/** Where a workload of ours found its namespace. */
export interface NamespaceChoice {
  readonly workload: IConstruct;
  readonly namespace: string;
  /** The place in the tree that had it; undefined where the chart did. */
  readonly foundAt?: IConstruct;
}

/** What workloads and namespaces know of one another, once per tree: walking it from each would be quadratic. */
export class NamespaceRegistry {
  public static readonly of = perTree('registry', () => new NamespaceRegistry());

  private readonly byScope = new Map<IConstruct, NamespaceEntry[]>();
  private readonly byName = new Map<string, NamespaceEntry>();
  private readonly choices = new Map<IConstruct, NamespaceChoice[]>();
  private readonly demands = new Map<string, WorkloadDemand[]>();
  private readonly helpers = new Map<string, HelperDemand[]>();

  /** The namespaces declared directly in `scope`, or `scope` itself where it is one. */
  public namespacesIn(scope: IConstruct): readonly NamespaceEntry[] {
    return this.byScope.get(scope) ?? [];
  }

  public namespaceNamed(name: string): NamespaceEntry | undefined {
    return this.byName.get(name);
  }

  /** All of the tree, in the order in which they were declared. */
  public get namespaces(): readonly NamespaceEntry[] {
    return [...this.byName.values()];
  }

  public addNamespace(entry: NamespaceEntry): void {
    this.byName.set(entry.name, entry);
    append(this.byScope, entry.construct, entry);
    if (entry.construct.node.scope) append(this.byScope, entry.construct.node.scope, entry);
    this.demands.get(entry.name)?.forEach((demand) => entry.onWorkload(demand));
    this.helpers.get(entry.name)?.forEach((demand) => entry.onHelpers(demand));
  }

  /** Remembers the choice at each place above the workload, so that a namespace declared too late there is noticed. */
  public addChoice(choice: NamespaceChoice): void {
    for (const scope of choice.workload.node.scopes) append(this.choices, scope, choice);
  }

  /** The choices that a namespace declared in `scope` comes too late for. */
  public choicesOvertaken(scope: IConstruct, namespace: string): readonly NamespaceChoice[] {
    const above = new Set<IConstruct>(scope.node.scopes);
    const isOvertaken = (choice: NamespaceChoice) =>
      choice.namespace !== namespace && (choice.foundAt === undefined || above.has(choice.foundAt));
    return (this.choices.get(scope) ?? []).filter(isOvertaken);
  }

  public addDemand(demand: WorkloadDemand): void {
    append(this.demands, demand.namespace, demand);
    this.byName.get(demand.namespace)?.onWorkload(demand);
  }

  /** Adds pods that others make on behalf of ours; alone they are no reason for a quota. */
  public addHelpers(demand: HelperDemand): void {
    append(this.helpers, demand.namespace, demand);
    this.byName.get(demand.namespace)?.onHelpers(demand);
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
