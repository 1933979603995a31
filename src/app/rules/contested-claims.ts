import { ClaimContest, contestOf, exclusiveModeOf } from '../../checks/facts/storage/claim-contests';
import { ClaimHolder, holdersOf } from '../../checks/facts/storage/claim-holders';
import { Manifest } from '../../checks/model/manifest';
import { messageAt } from '../../internal/fail';
import { isWaived, RenderedObject } from '../rendered-object';
import { TreeCluster } from '../tree-cluster';

/** The complaints about trees that have claims. */
export function contestedClaims(objects: readonly RenderedObject[]): string[] {
  const tree = TreeCluster.of(objects);
  const { cluster } = tree;
  const claims = cluster.ofKind('PersistentVolumeClaim').filter((claim) => exclusiveModeOf(claim, cluster));
  return claims.flatMap((claim) => holdersOf(claim, cluster).flatMap((holder) => {
    if (isWaived(holder.owner.content, 'claim-fits-its-pods')) return [];
    const contest = contestOf(holder, claim, cluster);
    return contest === undefined ? [] : [complaint({ holder, claim, contest, tree })];
  }));
}

interface ContestedClaim {
  readonly holder: ClaimHolder;
  readonly claim: Manifest;
  readonly contest: ClaimContest;
  readonly tree: TreeCluster;
}

function complaint({ holder, claim, contest, tree }: ContestedClaim): string {
  const { mode, ownPods, others } = contest;
  const rivals = others.length === 0 ? undefined : `pods of ${tree.pathsOf(others)} too`;
  return messageAt(tree.pathOf(holder.owner), {
    prop: 'volumes',
    must: `mount the ${mode} claim [${tree.pathOf(claim)}] ${mode === 'ReadWriteOnce' ? 'on one node' : 'in one pod'}`,
    got: [ownPods, rivals].filter((holders) => holders !== undefined).join(', and '),
    remedy: remedyFor(contest),
  });
}

function remedyFor({ mode, ownPods }: ClaimContest): string {
  if (ownPods !== undefined) {
    return "run one pod and stop it before the next one starts (Autoscaling.none('why', 1), Rollout.recreate('why')), "
      + 'give each a volume of its own (StatefulService), or claim ReadWriteMany';
  }
  const together = mode === 'ReadWriteOnce' ? 'bind the pods of one to the node of the other by podAffinity, ' : '';
  return `${together}give each a claim of its own, or claim ReadWriteMany`;
}
