import { templateOf, ROLLOUT } from '../facts/delivery/argo-rollouts';
import { FLAGGER_CANARY, primaryLabelsOf, targetOf } from '../facts/delivery/flagger-canaries';
import {
  coverBeside, coverOfLabels, coverOfMaker, hasAny, MissingCover, missingCovers,
} from '../facts/delivery/side-cover';
import { versionLabelsOf } from '../facts/delivery/version-metadata';
import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { withMadeKeys } from '../model/selectors/made-labels';
import { Severity } from '../model/severity';

const PASSED = 'is covered on both sides of a delivery';

/** What keeps one version keeps the other one too. */
export const CANARY_IS_COVERED: ICheck = {
  id: 'canary-is-covered',
  title: 'Budgets and policies cover both versions',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'Requests go to both versions, but a drain may take all pods of the one that no budget selects, and everybody '
    + 'may call the one that no policy selects. Flagger gives the pods that serve other labels than those of its '
    + 'target: whatever selects app: web covers them only while a new version is on its way.',
  remedy: {
    manifest: 'Let the selectors of the PodDisruptionBudget and of the NetworkPolicies ask for a label that both '
      + 'versions have, or write one for each; of Flagger for app: web-primary too.',
    construct: 'CanaryService, RolloutService and FlaggerCanary cover both versions',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/management/#canary-deployments',
    'https://docs.flagger.app/usage/how-it-works#canary-target',
    'https://argo-rollouts.readthedocs.io/en/stable/features/ephemeral-metadata/',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', ROLLOUT, FLAGGER_CANARY],
  evaluate: (manifest, cluster) => {
    if (manifest.groupKind === FLAGGER_CANARY) return judgeFlagger(manifest, cluster);
    const ofVersions = manifest.groupKind === ROLLOUT ? judgeRollout(manifest, cluster) : [];
    return [...judgeSplits(manifest, cluster), ...ofVersions];
  },
};

function judgeSplits(manifest: Manifest, cluster: Cluster): Finding[] {
  if (manifest.pods.length === 0) return [];
  const others = coverBeside(manifest, cluster);
  const own = coverOfMaker(manifest, cluster);
  const missing = others.flatMap((other) => missingCovers(own, other));
  return others.length === 0 ? [] : findings(missing, 'is not covered by what covers the other version');
}

/** Both versions are of one template; what tells them apart are the labels that each gets beside it. */
function judgeRollout(rollout: Manifest, cluster: Cluster): Finding[] {
  const template = templateOf(rollout, cluster);
  const { stable, fresh, path } = versionLabelsOf(rollout);
  if (template === undefined || Object.keys({ ...stable, ...fresh }).length === 0) return [];
  const place = { namespace: rollout.namespace, isOnHost: template.spec.hostNetwork === true };
  const [old, next] = [stable, fresh].map((labels) => (
    coverOfLabels(place, { ...withMadeKeys(rollout, template.labels), ...labels }, cluster)
  ));
  return findings(missingCovers(next, old), 'has new pods outside of what covers the old ones', path);
}

function judgeFlagger(canary: Manifest, cluster: Cluster): Finding[] {
  const { groupKind, name } = targetOf(canary);
  const target = cluster.named(groupKind, canary.namespace, name);
  const labels = primaryLabelsOf(canary, cluster);
  if (target === undefined || labels === undefined) return [];
  const place = { namespace: canary.namespace, isOnHost: target.pods[0].spec.hostNetwork === true };
  const primary = coverOfLabels(place, withMadeKeys(target, labels), cluster);
  const own = coverOfMaker(target, cluster);
  if (!hasAny(own) && !hasAny(primary)) return [];
  const ofPrimary = missingCovers(primary, own);
  const path = 'spec.targetRef';
  if (ofPrimary.length > 0) {
    return findings(ofPrimary, `leaves the pods of ${name}-primary, which serve, outside of what covers ${name}`, path);
  }
  const message = `leaves the new pods of ${name} outside of what covers ${name}-primary`;
  return findings(missingCovers(own, primary), message, path);
}

function findings(missing: readonly MissingCover[], message: string, path?: string): Finding[] {
  const failures = missing.map(({ cover, direction }) => ({
    passed: false, path, message: `${message}: ${cover.kind} ${cover.name}${direction ? ` (${direction})` : ''}`,
  }));
  const once = [...new Map(failures.map((failure) => [failure.message, failure])).values()];
  return once.length === 0 ? [{ passed: true, path, message: PASSED }] : failuresOrPass(once, PASSED);
}
