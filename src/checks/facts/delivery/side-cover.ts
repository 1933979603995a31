import { makersOf, Sides, sidesOf } from './traffic-sides';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { withMadeKeys } from '../../model/selectors/made-labels';
import { Direction, DIRECTIONS } from '../network/network-policies';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';
import { policyCover } from '../policies/policy-cover';

/** What keeps pods: the budget that counts them, and the policies that close them in a direction. */
export interface SideCover {
  readonly budget?: Manifest;
  readonly policies: Readonly<Partial<Record<Direction, Manifest>>>;
  /** Whether there may be policies that nobody can judge here. */
  readonly mayBeClosed: boolean;
}

/** Something that covers one side of a delivery, and not the other one. */
export interface MissingCover {
  readonly cover: Manifest;
  readonly direction?: Direction;
}

const known = oncePerCluster(() => new Map<Manifest, SideCover>());

/** What keeps the pods of an object; found once, however many splits it takes part in. */
export function coverOfMaker(maker: Manifest, cluster: Cluster): SideCover {
  const covers = known(cluster);
  let cover = covers.get(maker);
  if (cover === undefined) covers.set(maker, cover = coverOfTemplate(maker, maker.pods[0], cluster));
  return cover;
}

/** What keeps pods of an object with these labels. */
export function coverOfLabels(
  { namespace, isOnHost }: { namespace: string; isOnHost: boolean }, labels: Record<string, string>, cluster: Cluster,
): SideCover {
  const budget = firstBudget(namespace, labels, cluster);
  // Pods in the network of their node are not what policies are about.
  if (isOnHost) return { budget, policies: {}, mayBeClosed: true };
  const covers = DIRECTIONS.map((direction) => (
    { direction, ...policyCover(cluster, { namespace, labels }, direction) }
  ));
  const policies = Object.fromEntries(covers.map(({ direction, closing: [first] }) => [direction, first]));
  return { budget, policies, mayBeClosed: covers.some((cover) => cover.mayBeClosed) };
}

function firstBudget(namespace: string, labels: Record<string, string>, cluster: Cluster): Manifest | undefined {
  for (const [budget] of cluster._budgetGroups(namespace, labels)) return budget;
  return undefined;
}

function coverOfTemplate(maker: Manifest, template: PodTemplate | undefined, cluster: Cluster): SideCover {
  if (template === undefined) return { policies: {}, mayBeClosed: true };
  const place = { namespace: maker.namespace, isOnHost: template.spec.hostNetwork === true };
  return coverOfLabels(place, withMadeKeys(maker, template.labels), cluster);
}

/** Of each split, what covers anybody in it. */
const coverOfSplit = oncePerList((sides: Sides, cluster: Cluster): SideCover => {
  const covers = makersOf(sides, cluster).map((maker) => coverOfMaker(maker, cluster));
  const policies = Object.fromEntries(DIRECTIONS.map((direction) => (
    [direction, covers.map((cover) => cover.policies[direction]).find((policy) => policy !== undefined)]
  )));
  return { budget: covers.find(({ budget }) => budget !== undefined)?.budget, policies, mayBeClosed: false };
});

/** What others have that share requests with an object; undefined where it shares none, or nobody has anything. */
export function coverBeside(owner: Manifest, cluster: Cluster): SideCover[] {
  return sidesOf(owner, cluster).map((sides) => coverOfSplit(sides, cluster))
    .filter(hasAny);
}

/** Whether anything keeps the pods. */
export function hasAny({ budget, policies }: SideCover): boolean {
  return budget !== undefined || Object.values(policies).some((one) => one !== undefined);
}

/** What one side has, and the other one has nothing instead of. */
export function missingCovers(own: SideCover, other: SideCover): MissingCover[] {
  const budgets = own.budget === undefined && other.budget !== undefined ? [{ cover: other.budget }] : [];
  if (own.mayBeClosed) return budgets;
  return [...budgets, ...DIRECTIONS.flatMap((direction) => {
    const cover = other.policies[direction];
    return own.policies[direction] === undefined && cover !== undefined ? [{ cover, direction }] : [];
  })];
}
