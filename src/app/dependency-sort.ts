import { IConstruct } from 'constructs';

/** Where all objects of one side meet that depend on all objects of another: as many edges as there are objects. */
export class MeetingPoint {
  constructor(public readonly targets: readonly IConstruct[]) {}
}

/** A construct, or where several meet. */
export type Vertex = IConstruct | MeetingPoint;

const INDEX = /^(0|[1-9]\d{0,9})$/;
const LAST_INDEX = 2 ** 32 - 1;

type Targets = (construct: IConstruct) => Iterable<Vertex> | undefined;

/**
 * Sorts constructs so that each comes after what it depends on, as far as that is among them too.
 *
 * Fails where they depend on one another in a circle, and names it.
 */
export function sortByDependencies(constructs: readonly IConstruct[], targetsOf: Targets): IConstruct[] {
  const members = new Set<Vertex>(constructs);
  const outOf = (vertex: Vertex) => verticesOf(vertex, targetsOf, members);
  const ordered = numbersFirst(constructs);
  const dependedOn = targetsWithin(ordered, outOf);
  const walk = new Walk(outOf);
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

function verticesOf(vertex: Vertex, targetsOf: Targets, members: ReadonlySet<Vertex>): readonly Vertex[] {
  const targets = vertex instanceof MeetingPoint ? vertex.targets : targetsOf(vertex);
  if (targets === undefined) return [];
  return [...targets].filter((target) => target instanceof MeetingPoint || members.has(target));
}

function targetsWithin(constructs: readonly IConstruct[], outOf: (vertex: Vertex) => readonly Vertex[]): Set<Vertex> {
  const found = new Set<Vertex>();
  for (const construct of constructs) {
    for (const target of outOf(construct)) {
      if (found.has(target)) continue;
      found.add(target);
      if (target instanceof MeetingPoint) outOf(target).forEach((one) => found.add(one));
    }
  }
  return found;
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

  constructor(private readonly outOf: (vertex: Vertex) => readonly Vertex[]) {}

  public from(start: Vertex): void {
    if (this.left.has(start)) return;
    const steps = [this.enter(start)];
    while (steps.length > 0) {
      const step = steps[steps.length - 1];
      const target = step.targets[step.next++];
      if (target === undefined) {
        this.leave(steps.pop()!.vertex);
      } else if (!this.left.has(target)) {
        if (this.entered.has(target)) throw new Error(describeCircle(steps, target));
        steps.push(this.enter(target));
      }
    }
  }

  private enter(vertex: Vertex): Step {
    this.entered.add(vertex);
    return { vertex, targets: this.outOf(vertex), next: 0 };
  }

  private leave(vertex: Vertex): void {
    this.left.add(vertex);
    if (!(vertex instanceof MeetingPoint)) this.order.push(vertex);
  }
}

function describeCircle(steps: readonly Step[], again: Vertex): string {
  const start = steps.findIndex(({ vertex }) => vertex === again);
  const circle = [...steps.slice(start).map(({ vertex }) => vertex), again];
  const paths = circle.filter((vertex): vertex is IConstruct => !(vertex instanceof MeetingPoint))
    .map(({ node }) => node.path);
  // The walk may have begun where several meet.
  const closed = paths[0] === paths[paths.length - 1] ? paths : [...paths, paths[0]];
  return `Dependency cycle detected: ${closed.join(' => ')}`;
}
