import { ClaimContest, contestOf, exclusiveModeOf } from '../../checks/facts/storage/claim-contests';
import { ClaimHolder, holdersOf } from '../../checks/facts/storage/claim-holders';
import { Cluster } from '../../checks/model/cluster';
import { Manifest } from '../../checks/model/manifest';
import { messageAt } from '../../internal/fail';
import { DEFAULT_MINOR } from '../../internal/kubernetes-version';
import { isWaived, RenderedObject } from '../rendered-object';

/** The complaints about trees that have claims. */
export function contestedClaims(objects: readonly RenderedObject[]): string[] {
  const paths = new Map(objects.map(({ path, manifest }) => [new Manifest(manifest), path]));
  const cluster = new Cluster([...paths.keys()], DEFAULT_MINOR);
  const claims = cluster.ofKind('PersistentVolumeClaim').filter((claim) => exclusiveModeOf(claim, cluster));
  return claims.flatMap((claim) => holdersOf(claim, cluster).flatMap((holder) => {
    if (isWaived(holder.owner.content, 'claim-fits-its-pods')) return [];
    const contest = contestOf(holder, claim, cluster);
    return contest === undefined ? [] : [complaint({ holder, claim, contest, paths })];
  }));
}

interface ContestedClaim {
  readonly holder: ClaimHolder;
  readonly claim: Manifest;
  readonly contest: ClaimContest;
  readonly paths: ReadonlyMap<Manifest, string>;
}

function complaint({ holder, claim, contest, paths }: ContestedClaim): string {
  const { mode, ownPods, others } = contest;
  const pathOf = (manifest: Manifest) => `[${paths.get(manifest)}]`;
  const rivals = others.length === 0 ? undefined : `pods of ${others.map(pathOf).join(', ')} too`;
  return messageAt(paths.get(holder.owner)!, {
    prop: 'volumes',
    must: `mount the ${mode} claim ${pathOf(claim)} ${mode === 'ReadWriteOnce' ? 'on one node' : 'in one pod'}`,
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
