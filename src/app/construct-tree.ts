import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/** A construct whose children are being visited. */
interface Visit {
  readonly construct: IConstruct;
  readonly children: readonly IConstruct[];
  next: number;
}

/**
 * The constructs of a tree, each visited once, and which of them stand below which.
 *
 * Nodes find the way up for each question, and all below them for each as well, which is quadratic where charts are
 * nested; and they do so by recursion, for which trees may be too deep.
 */
export class ConstructTree {
  /** Every construct, each before those below it. */
  public readonly all: readonly IConstruct[];
  private readonly paths = new Map<IConstruct, string>();
  private readonly charts = new Map<IConstruct, Chart>();
  private readonly members = new Map<Chart, IConstruct[]>();
  private readonly places = new Map<IConstruct, number>();
  /** The place after the last one below. */
  private readonly ends = new Map<IConstruct, number>();

  constructor(root: IConstruct) {
    this.all = this.walk(root);
  }

  public has(construct: IConstruct): boolean {
    return this.places.has(construct);
  }

  /** As its node gives it. */
  public pathOf(construct: IConstruct): string {
    return this.paths.get(construct) ?? construct.node.path;
  }

  /** The nearest chart, which may be the construct itself; fails as cdk8s does where it is in none. */
  public chartOf(construct: IConstruct): Chart {
    return this.charts.get(construct) ?? Chart.of(construct);
  }

  /** The chart, and what has it as its nearest one. */
  public membersOf(chart: Chart): readonly IConstruct[] {
    return this.members.get(chart) ?? [];
  }

  /** Those below a construct, and itself, as far as its own chart reaches. */
  public membersBelow(construct: IConstruct): IConstruct[] {
    const chart = this.charts.get(construct);
    const found: IConstruct[] = [];
    for (let place = this.placeOf(construct); place < this.endOf(construct);) {
      const one = this.all[place];
      const isMember = this.charts.get(one) === chart;
      if (isMember) found.push(one);
      place = isMember ? place + 1 : this.endOf(one);
    }
    return found;
  }

  /** Where a construct stands among all. */
  public placeOf(construct: IConstruct): number {
    return this.places.get(construct) ?? this.all.length;
  }

  /** Whether a construct is another one, or below it. */
  public isWithin(inner: IConstruct, outer: IConstruct): boolean {
    const place = this.placeOf(inner);
    return place >= this.placeOf(outer) && place < this.endOf(outer);
  }

  private endOf(construct: IConstruct): number {
    return this.ends.get(construct) ?? 0;
  }

  private walk(root: IConstruct): IConstruct[] {
    const all: IConstruct[] = [];
    const visits = [this.enter(root, all)];
    while (visits.length > 0) {
      const visit = visits[visits.length - 1];
      const child = visit.children[visit.next++];
      if (child !== undefined) visits.push(this.enter(child, all, visit.construct));
      else this.ends.set(visits.pop()!.construct, all.length);
    }
    return all;
  }

  private enter(construct: IConstruct, all: IConstruct[], above?: IConstruct): Visit {
    const chart = Chart.isChart(construct) ? construct : above && this.charts.get(above);
    if (chart !== undefined) this.addMember(construct, chart);
    this.places.set(construct, all.length);
    const around = above && this.paths.get(above);
    this.paths.set(construct, around ? `${around}/${construct.node.id}` : construct.node.id);
    all.push(construct);
    return { construct, children: construct.node.children, next: 0 };
  }

  private addMember(construct: IConstruct, chart: Chart): void {
    this.charts.set(construct, chart);
    const members = this.members.get(chart);
    if (members) members.push(construct);
    else this.members.set(chart, [construct]);
  }
}
