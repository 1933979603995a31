import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** `checksum/config`, `config-checksum`, `acme.com/config-hash`: of configuration, and not of a build or a chart. */
const CHECKSUM = /^checksum\/|(^|[/.-])(config(map)?|secrets?)[/.-]?(checksum|hash|sha(1|256)(sum)?)([/.-]|$)/i;

/** A checksum of configuration stands where a change of it makes new pods. */
export const CHECKSUM_IS_IN_TEMPLATE: ICheck = {
  id: 'checksum-is-in-template',
  title: 'Checksums of configuration stand in the pod template',
  box: 'rollouts',
  severity: Severity.WARNING,
  why: 'Only a change of the pod template makes new pods: with the checksum on the workload itself, a change of the '
    + 'configuration is applied, nothing is rolled out, and the pods go on with what they read when they started.',
  remedy: {
    manifest: 'template: {metadata: {annotations: {checksum/config: ...}}}',
    construct: 'Remove the patch: the constructs annotate pods with the hash of their ConfigMaps.',
  },
  references: [
    'https://helm.sh/docs/howto/charts_tips_and_tricks/#automatically-roll-deployments',
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#updating-a-deployment',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'argoproj.io/Rollout'],
  evaluate: ({ annotations, pods }) => {
    if (pods.length === 0) return [];
    const [{ path, annotations: ofPods }] = pods;
    const own = Object.keys(annotations).filter((key) => CHECKSUM.test(key));
    const inTemplate = Object.keys(ofPods).filter((key) => CHECKSUM.test(key));
    return failuresOrPass([
      ...own.map((key) => ({
        passed: Object.hasOwn(ofPods, key),
        path: `metadata.annotations[${key}]`,
        message: `has ${key} outside of its pod template, where a change of it makes no new pods`,
        actual: annotations[key],
        expected: `${path}.metadata.annotations[${key}]`,
      })),
      ...inTemplate.map((key) => ({ passed: true, path, message: `has ${key} in its pod template` })),
    ], 'makes new pods when the checksum of its configuration changes');
  },
};
