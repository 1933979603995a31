import { failuresOrPass } from '../facts/failures-or-pass';
import { contestOf } from '../facts/storage/claim-contests';
import { claimsHeldBy, ClaimHolder } from '../facts/storage/claim-holders';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Severity } from '../model/severity';

/** No pod waits for ever for a volume that another one holds. */
export const CLAIM_FITS_ITS_PODS: ICheck = {
  id: 'claim-fits-its-pods',
  title: 'No more pods mount a claim than its access mode lets',
  box: 'data',
  severity: Severity.CRITICAL,
  why: 'A pod on another node waits for ever for the volume that the old one holds: no rollout ends, and no scale out.',
  remedy: {
    manifest: 'Run one pod with strategy: {type: Recreate}, use a StatefulSet with volumeClaimTemplates, or claim '
      + 'ReadWriteMany. What shares a claim needs a required podAffinity over kubernetes.io/hostname.',
    construct: "scaling: Autoscaling.none('why', 1) with rollout: Rollout.recreate('why'), or a StatefulService",
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => failuresOrPass(
    claimsHeldBy(manifest, cluster).flatMap((holder) => judge(holder, cluster)),
    'mounts claims that its pods may hold at once',
  ),
};

/** What is not in the input may have any access mode. */
function judge(holder: ClaimHolder, cluster: Cluster): Finding[] {
  const { owner: { namespace }, claimName, path } = holder;
  const claim = cluster.named('PersistentVolumeClaim', namespace, claimName);
  if (claim === undefined) return [];
  const contest = contestOf(holder, claim, cluster);
  if (contest === undefined) return [{ passed: true, path, message: 'fits' }];
  const { mode, ownPods, others } = contest;
  const rivals = others.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  const holders = [ownPods && `from ${ownPods}`, rivals && `beside ${rivals}`].filter(Boolean).join(' and ');
  const message = `mounts the ${mode} claim ${claimName} ${holders}`;
  return [{ passed: false, path, message, actual: mode }];
}
