import { IConstruct } from 'constructs';
import { messageAt } from '../internal/fail';
import { shownInTurn } from '../internal/values/visible-text';

/** Where those meet that depend on the same, or that others depend on together: fewer edges than one for each pair. */
export class MeetingPoint {
  /** @param below what they all stand below, or are */
  constructor(public readonly below: IConstruct, public readonly targets: readonly Vertex[]) {}
}

/** A construct, or where several meet. */
export type Vertex = IConstruct | MeetingPoint;

const INDEX = /^(0|[1-9]\d{0,9})$/;
const LAST_INDEX = 2 ** 32 - 1;

type Edges = ReadonlyMap<Vertex, readonly Vertex[]>;

/** What is sorted, and by what. */
export interface Sorting {
  readonly targetsOf: (vertex: Vertex) => Iterable<Vertex>;
  /** What leads to no other one is no part of it. */
  readonly isPart: (vertex: Vertex) => boolean;
}

/**
 * Sorts constructs so that each comes after what it depends on, as far as that is among them too.
 *
 * Fails where they depend on one another in a circle, and names it.
 */
export function sortByDependencies(constructs: readonly IConstruct[], sorting: Sorting): IConstruct[] {
  const edges = edgesFrom(constructs, sorting);
  const ordered = numbersFirst(constructs);
  if (edges.size === 0) return [...ordered];
  const dependedOn = new Set<Vertex>();
  for (const targets of edges.values()) targets.forEach((target) => dependedOn.add(target));
  const walk = new Walk(edges);
  ordered.filter((construct) => !dependedOn.has(construct)).forEach((construct) => walk.from(construct));
  // Whoever is not reached is in a circle, or only depended on from one.
  ordered.forEach((construct) => walk.from(construct));
  return walk.order;
}

/** cdk8s keeps constructs in an object by path, and JavaScript gives keys that are numbers before all others. */
function numbersFirst(constructs: readonly IConstruct[]): readonly IConstruct[] {
  const numbered = constructs.filter(({ node }) => node.scope?.node.scope === undefined && INDEX.test(node.id)
    && Number(node.id) < LAST_INDEX);
  if (numbered.length === 0) return constructs;
  const first = new Set(numbered.sort((left, right) => Number(left.node.id) - Number(right.node.id)));
  return [...first, ...constructs.filter((construct) => !first.has(construct))];
}

/** Where each vertex leads to; those that lead nowhere are not in it. */
function edgesFrom(constructs: readonly IConstruct[], { targetsOf, isPart }: Sorting): Edges {
  const edges = new Map<Vertex, readonly Vertex[]>();
  const vertices = new Set<Vertex>(constructs);
  for (const vertex of vertices) {
    const targets = [...targetsOf(vertex)].filter(isPart);
    if (targets.length > 0) edges.set(vertex, targets);
    for (const target of targets) if (target instanceof MeetingPoint) vertices.add(target);
  }
  return edges;
}

interface Step {
  readonly vertex: Vertex;
  readonly targets: readonly Vertex[];
  next: number;
}

/** A walk that leaves each vertex after all that it depends on; without recursion, for chains may be long. */
class Walk {
  public readonly order: IConstruct[] = [];
  private readonly left = new Set<Vertex>();
  private readonly entered = new Set<Vertex>();

  constructor(private readonly edges: Edges) {}

  public from(start: Vertex): void {
    if (this.left.has(start)) return;
    const steps = [this.enter(start)];
    while (steps.length > 0) {
      const step = steps[steps.length - 1];
      const target = step.targets[step.next++];
      if (target === undefined) {
        this.leave(steps.pop()!.vertex);
      } else if (!this.left.has(target)) {
        if (this.entered.has(target)) throw new Error(circleProblem(steps, target));
        steps.push(this.enter(target));
      }
    }
  }

  private enter(vertex: Vertex): Step {
    this.entered.add(vertex);
    return { vertex, targets: this.edges.get(vertex) ?? [], next: 0 };
  }

  private leave(vertex: Vertex): void {
    this.left.add(vertex);
    if (!(vertex instanceof MeetingPoint)) this.order.push(vertex);
  }
}

function circleProblem(steps: readonly Step[], again: Vertex): string {
  const start = steps.findIndex(({ vertex }) => vertex === again);
  const circle = [...steps.slice(start).map(({ vertex }) => vertex), again];
  const paths = circle.filter((vertex): vertex is IConstruct => !(vertex instanceof MeetingPoint))
    .map(({ node }) => node.path);
  // The walk may have begun where several meet.
  const closed = paths[0] === paths[paths.length - 1] ? paths : [...paths, paths[0]];
  return messageAt(closed[0], {
    prop: 'addDependency',
    must: 'not lead back to where it began',
    got: shownInTurn(closed, ' => '),
    remedy: 'remove one of these dependencies',
  });
}
