import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ConstructTree } from './construct-tree';
import { MeetingPoint, Vertex } from './dependency-sort';

/** What the constructs below one depend on. */
interface Dependent {
  readonly source: IConstruct;
  readonly targets: readonly IConstruct[];
}

const isConstruct = (vertex: Vertex): vertex is IConstruct => !(vertex instanceof MeetingPoint);
const isObject = (construct: IConstruct): construct is ApiObject => ApiObject.isApiObject(construct);

/**
 * Which constructs of a tree depend on which: those that say so, their charts, and their objects.
 *
 * cdk8s connects every object of a dependent with every object of what it depends on. Here those of a construct meet in
 * one vertex, whoever depends on them or whatever they depend on, so that there are as many edges as objects and
 * dependencies.
 */
export class TreeDependencies {
  /** Whether a chart depends on another one. */
  public hasLinkedCharts = false;
  private readonly targets = new Map<IConstruct, Set<Vertex>>();
  private readonly objects = new Map<IConstruct, readonly ApiObject[]>();
  private readonly meetingPoints = new Map<IConstruct, readonly Vertex[]>();
  private sources?: ReadonlyMap<Vertex, readonly Vertex[]>;

  constructor(private readonly tree: ConstructTree) {
    this.addDeclared();
    this.linkNestedCharts();
    this.linkChartsOfDependencies();
    this.dependents().forEach((dependent) => this.linkObjects(dependent));
  }

  /** What something depends on, in the order in which cdk8s visits it. */
  public targetsOf(vertex: Vertex): Iterable<Vertex> {
    return vertex instanceof MeetingPoint ? vertex.targets : this.targets.get(vertex) ?? [];
  }

  /** What depends on something. */
  public sourcesOf(vertex: Vertex): readonly Vertex[] {
    this.sources ??= reversed([...this.targets.keys()], (source) => this.targetsOf(source));
    return this.sources.get(vertex) ?? [];
  }

  private addDeclared(): void {
    for (const construct of this.tree.all) {
      const { dependencies } = construct.node;
      if (dependencies.length > 0) this.targets.set(construct, new Set(dependencies));
    }
  }

  private linkNestedCharts(): void {
    for (const parent of this.tree.all.filter(Chart.isChart)) {
      for (const child of parent.node.children.filter(Chart.isChart)) this.linkCharts(parent, child);
    }
  }

  private linkChartsOfDependencies(): void {
    for (const { source, targets } of this.dependents()) {
      const from = this.tree.chartOf(source);
      for (const to of targets.map((target) => this.tree.chartOf(target))) if (from !== to) this.linkCharts(from, to);
    }
  }

  private linkCharts(from: Chart, to: Chart): void {
    this.addTarget(from, to);
    this.hasLinkedCharts = true;
  }

  private linkObjects({ source, targets }: Dependent): void {
    let together: Vertex[] = [];
    for (const target of targets) {
      if (this.areApart(source, target)) {
        together.push(...this.meetingPointOf(target));
      } else {
        this.link(source, together);
        together = [];
        this.linkOverlap(source, target);
      }
    }
    this.link(source, together);
  }

  /** Whether no object is below both. */
  private areApart(one: IConstruct, other: IConstruct): boolean {
    if (this.tree.chartOf(one) !== this.tree.chartOf(other)) return true;
    return !this.tree.isWithin(one, other) && !this.tree.isWithin(other, one);
  }

  /** Where the objects below a construct meet, if there are any. */
  private meetingPointOf(construct: IConstruct): readonly Vertex[] {
    const known = this.meetingPoints.get(construct);
    if (known !== undefined) return known;
    const objects = this.objectsBelow(construct);
    const point = objects.length > 1 ? [new MeetingPoint(construct, objects)] : objects;
    this.meetingPoints.set(construct, point);
    return point;
  }

  private link(source: IConstruct, targets: readonly Vertex[]): void {
    const sources = this.objectsBelow(source);
    const met = sources.length > 1 && targets.length > 1 ? [new MeetingPoint(source, targets)] : targets;
    for (const one of sources) met.forEach((target) => this.addTarget(one, target));
  }

  /** An object that is on both sides does not depend on itself; two such would depend on each other. */
  private linkOverlap(source: IConstruct, target: IConstruct): void {
    const [sources, targets] = [this.objectsBelow(source), this.objectsBelow(target)];
    const [first, second] = sources.length < targets.length ? sources : targets;
    if (second !== undefined) {
      this.addTarget(first, second);
      this.addTarget(second, first);
    } else {
      sources.forEach((from) => targets.filter((to) => to !== from).forEach((to) => this.addTarget(from, to)));
    }
  }

  private addTarget(source: IConstruct, target: Vertex): void {
    const targets = this.targets.get(source);
    if (targets) targets.add(target);
    else this.targets.set(source, new Set([target]));
  }

  /** What is known so far, in the order of the tree; what is added meanwhile is not among it. */
  private dependents(): Dependent[] {
    return this.tree.all.filter((construct) => this.targets.has(construct)).map((source) => ({
      source,
      targets: [...this.targets.get(source)!].filter(isConstruct),
    }));
  }

  /** The objects below a construct that are in the same chart as itself. */
  private objectsBelow(construct: IConstruct): readonly ApiObject[] {
    const known = this.objects.get(construct);
    if (known !== undefined) return known;
    const found = this.tree.membersBelow(construct).filter(isObject);
    this.objects.set(construct, found);
    return found;
  }
}

/** Who has each target. */
function reversed(starts: readonly Vertex[], targetsOf: (vertex: Vertex) => Iterable<Vertex>): Map<Vertex, Vertex[]> {
  const sources = new Map<Vertex, Vertex[]>();
  const found = new Set(starts);
  for (const source of found) {
    for (const target of targetsOf(source)) {
      const known = sources.get(target);
      if (known) known.push(source);
      else sources.set(target, [source]);
      if (target instanceof MeetingPoint) found.add(target);
    }
  }
  return sources;
}
