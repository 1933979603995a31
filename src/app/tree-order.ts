import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { MeetingPoint, sortByDependencies, Vertex } from './dependency-sort';

/** That one construct must come after another. */
interface Dependency {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/**
 * In which order cdk8s writes the charts of a tree and the objects of each chart, found in linear time.
 *
 * cdk8s connects every object of a dependent with every object of what it depends on, sorts the whole tree again for
 * each chart, and walks each path of the graph for itself. Here such objects meet in one vertex, and each vertex is
 * visited once; the order in which they are left for the first time is the same.
 */
export class TreeOrder {
  /** Charts, what others depend on first. */
  public readonly charts: readonly Chart[];
  private readonly places: ReadonlyMap<Chart, number>;
  private readonly targets = new Map<IConstruct, Set<Vertex>>();
  private readonly owned = new Map<IConstruct, readonly ApiObject[]>();
  private hasLinks = false;

  /** @param all every construct of the tree, each before those below it */
  constructor(private readonly all: readonly IConstruct[]) {
    this.addDeclared();
    this.linkNestedCharts();
    this.linkChartsOfDependencies();
    this.linkObjectsOfDependencies();
    this.charts = this.sort(this.all).filter((construct): construct is Chart => construct instanceof Chart);
    this.places = new Map(this.charts.map((chart, place) => [chart, place]));
  }

  /** Whether a chart depends on another one; then the names of files begin with a number. */
  public get hasDependentCharts(): boolean {
    return this.hasLinks;
  }

  /** Which of the charts this one is, the first one being 0. */
  public placeOf(chart: Chart): number {
    return this.places.get(chart)!;
  }

  /** The objects of a chart, what others depend on first. */
  public objectsOf(chart: Chart): ApiObject[] {
    return this.sort(chart.node.findAll())
      .filter((construct): construct is ApiObject => construct instanceof ApiObject && Chart.of(construct) === chart);
  }

  private sort(constructs: readonly IConstruct[]): IConstruct[] {
    return sortByDependencies(constructs, (construct) => this.targets.get(construct));
  }

  private addDeclared(): void {
    for (const construct of this.all) {
      const { dependencies } = construct.node;
      if (dependencies.length > 0) this.targets.set(construct, new Set(dependencies));
    }
  }

  private linkNestedCharts(): void {
    const isChart = (construct: IConstruct) => construct instanceof Chart;
    for (const parent of this.all.filter(isChart)) {
      for (const child of parent.node.children.filter(isChart)) this.linkCharts(parent, child);
    }
  }

  private linkChartsOfDependencies(): void {
    for (const { source, target } of this.dependencies()) {
      const [from, to] = [Chart.of(source), Chart.of(target)];
      if (from !== to) this.linkCharts(from, to);
    }
  }

  private linkCharts(from: IConstruct, to: IConstruct): void {
    this.addTarget(from, to);
    this.hasLinks = true;
  }

  private linkObjectsOfDependencies(): void {
    for (const { source, target } of this.dependencies()) {
      const [sources, targets] = [this.objectsBelow(source), this.objectsBelow(target)];
      const isApart = source !== target && !isWithin(source, target) && !isWithin(target, source);
      if (isApart && sources.length > 1 && targets.length > 1) this.meet(sources, targets);
      else this.connectEach(sources, targets);
    }
  }

  private meet(sources: readonly ApiObject[], targets: readonly ApiObject[]): void {
    const point = new MeetingPoint(targets);
    sources.forEach((source) => this.addTarget(source, point));
  }

  /** Where one side holds the other, an object may be on both, and does not depend on itself. */
  private connectEach(sources: readonly ApiObject[], targets: readonly ApiObject[]): void {
    for (const target of targets) {
      for (const source of sources) if (source !== target) this.addTarget(source, target);
    }
  }

  private addTarget(source: IConstruct, target: Vertex): void {
    const targets = this.targets.get(source);
    if (targets) targets.add(target);
    else this.targets.set(source, new Set([target]));
  }

  /** What is known so far, in the order of the tree; what is added meanwhile is not among it. */
  private dependencies(): Dependency[] {
    return this.all.flatMap((source) => [...this.targets.get(source) ?? []]
      .filter((target): target is IConstruct => !(target instanceof MeetingPoint))
      .map((target) => ({ source, target })));
  }

  /** The objects below a construct that are in the same chart as itself. */
  private objectsBelow(construct: IConstruct): readonly ApiObject[] {
    const known = this.owned.get(construct);
    if (known !== undefined) return known;
    const chart = Chart.of(construct);
    const found = construct.node.findAll()
      .filter((one): one is ApiObject => one instanceof ApiObject && Chart.of(one) === chart);
    this.owned.set(construct, found);
    return found;
  }
}

function isWithin(inner: IConstruct, outer: IConstruct): boolean {
  return inner.node.scopes.includes(outer);
}
