import { failuresOrPass } from '../facts/failures-or-pass';
import { changesWithRelease } from '../facts/pods/changing-labels';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** The selector of a workload holds nothing that the next release changes. */
export const SELECTOR_IS_STABLE: ICheck = {
  id: 'selector-is-stable',
  title: 'The selector holds no version',
  box: 'rollouts',
  severity: Severity.WARNING,
  why: 'Selectors cannot be changed: the release that raises the version is refused until the workload is deleted. Of '
    + 'a Rollout it is taken, and the old pods belong to nobody from then on.',
  remedy: {
    manifest: 'selector: {matchLabels: {app.kubernetes.io/instance: web}}',
    construct: 'Remove the patch: the constructs select by app.kubernetes.io/instance alone.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
    'https://helm.sh/docs/chart_best_practices/labels/',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'argoproj.io/Rollout'],
  evaluate: ({ name, spec }) => {
    const { matchLabels, matchExpressions } = mapOf(spec.selector);
    const labels = Object.entries(mapOf(matchLabels)).map(([key, value]) => (
      { key, value: textOf(value), path: `spec.selector.matchLabels[${key}]` }
    ));
    const expressions = mapsIn(matchExpressions).map(({ item: { key }, index }) => (
      { key: textOf(key), value: '', path: `spec.selector.matchExpressions[${index}]` }
    ));
    return failuresOrPass([...labels, ...expressions].map(({ key, value, path }) => ({
      passed: !changesWithRelease(key, value, name),
      path,
      message: `selects by ${key}, which changes with a release`,
      actual: key,
    })), 'selects by labels that stay');
  },
};
