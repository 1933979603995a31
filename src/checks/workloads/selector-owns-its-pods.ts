import { oncePerList } from '../facts/once-per-list';
import { namesOf, ownersOf } from '../facts/pods/selected-owners';
import { isOwned, SELECTING_WORKLOADS } from '../facts/workload-kinds';
import { ICheck } from '../model/check';
import { Cluster, PodSource } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** So many of the others are named. */
const SHOWN = 3;

/** No workload selects the pods of another one. */
export const SELECTOR_OWNS_ITS_PODS: ICheck = {
  id: 'selector-owns-its-pods',
  title: 'The selector matches no pods of another workload',
  box: 'rollouts',
  severity: Severity.CRITICAL,
  why: 'Controllers whose selectors overlap fight over pods, and autoscalers and budgets count those of both.',
  remedy: {
    manifest: 'Give both the selector and the pod template a label that no other workload has.',
    construct: 'Remove the patch: the constructs select by a name that is there once.',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  appliesTo: SELECTING_WORKLOADS,
  evaluate: (manifest, cluster) => {
    const selector = mapOf(manifest.spec.selector);
    // What Kubernetes itself made in its cluster has overlapping labels by design.
    if (Object.keys(selector).length === 0 || isOwned(manifest)) return [];
    const pods = cluster._podsSelectedBy(manifest.namespace, selector);
    const selecting = selectingOwners(pods, cluster);
    const own = [manifest, workloadOf(manifest, cluster)].filter((owner) => selecting.includes(owner!));
    // Its own are two at most, so that the first others are near.
    const others = selecting.slice(0, SHOWN + own.length).filter((owner) => !own.includes(owner));
    const path = 'spec.selector';
    if (others.length > 0) {
      const more = selecting.length - own.length - SHOWN;
      const shown = namesOf(others) + (more > 0 ? ` and ${more} more` : '');
      return [{ passed: false, path, message: `selects the pods of ${shown} too`, actual: selector }];
    }
    return ownersOf(pods, cluster).includes(manifest)
      ? [{ passed: true, path, message: 'selects its own pods alone' }] : [];
  },
};

const selectingOwners = oncePerList((pods: readonly PodSource[], cluster) => (
  ownersOf(pods, cluster).filter((owner) => !isOwned(owner) && SELECTING_WORKLOADS.includes(owner.groupKind))
));

/** Whose pods a Rollout makes in its place. */
function workloadOf({ groupKind, namespace, spec }: Manifest, cluster: Cluster): Manifest | undefined {
  if (groupKind !== 'argoproj.io/Rollout') return undefined;
  const { kind, name } = mapOf(spec.workloadRef);
  return cluster.named(`apps/${textOf(kind)}`, namespace, textOf(name));
}
