import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ConstructTree } from './construct-tree';
import { MeetingPoint, sortByDependencies, Vertex } from './dependency-sort';
import { TreeDependencies } from './tree-dependencies';

/**
 * In which order cdk8s writes the charts of a tree and the objects of each chart, found in linear time.
 *
 * cdk8s sorts everything below a chart again for each chart, and walks each path of the graph for itself. Here each
 * vertex is visited once, and with a chart only what can lead to its own objects; the order in which they are left for
 * the first time is the same.
 */
export class TreeOrder {
  /** Charts, what others depend on first. */
  public readonly charts: readonly Chart[];
  private readonly dependencies: TreeDependencies;
  private readonly places: ReadonlyMap<Chart, number>;

  constructor(private readonly tree: ConstructTree) {
    this.dependencies = new TreeDependencies(tree);
    const isPart = (vertex: Vertex) => vertex instanceof MeetingPoint || tree.has(vertex);
    this.charts = this.sort(tree.all, isPart).filter(Chart.isChart);
    this.places = new Map(this.charts.map((chart, place) => [chart, place]));
  }

  /** Whether a chart depends on another one; then the names of files begin with a number. */
  public get hasDependentCharts(): boolean {
    return this.dependencies.hasLinkedCharts;
  }

  /** Which of the charts this one is, the first one being 0. */
  public placeOf(chart: Chart): number {
    return this.places.get(chart)!;
  }

  /** The objects of a chart, what others depend on first. */
  public objectsOf(chart: Chart): ApiObject[] {
    const leading = this.leadingTo(chart);
    const constructs = [...leading].filter((vertex): vertex is IConstruct => !(vertex instanceof MeetingPoint))
      .sort((left, right) => this.tree.placeOf(left) - this.tree.placeOf(right));
    return this.sort(constructs, (vertex) => leading.has(vertex)).filter(ApiObject.isApiObject)
      .filter((object) => this.tree.chartOf(object) === chart);
  }

  private sort(constructs: readonly IConstruct[], isPart: (vertex: Vertex) => boolean): IConstruct[] {
    return sortByDependencies(constructs, { targetsOf: (vertex) => this.dependencies.targetsOf(vertex), isPart });
  }

  /** What a chart has itself, and what of the charts inside of it depends on that. */
  private leadingTo(chart: Chart): ReadonlySet<Vertex> {
    const leading = new Set<Vertex>(this.tree.membersOf(chart));
    for (const vertex of leading) {
      for (const source of this.dependencies.sourcesOf(vertex)) {
        if (this.tree.isWithin(source instanceof MeetingPoint ? source.below : source, chart)) leading.add(source);
      }
    }
    return leading;
  }
}
