import { failuresOrPass } from '../facts/failures-or-pass';
import { changesWithRelease } from '../facts/pods/changing-labels';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const FIELDS = ['labels', 'annotations'] as const;

/** The claim templates of a StatefulSet hold nothing that the next release changes. */
export const CLAIM_TEMPLATES_ARE_STABLE: ICheck = {
  id: 'claim-templates-are-stable',
  title: 'Claim templates hold no version',
  box: 'rollouts',
  severity: Severity.WARNING,
  why: 'Claim templates cannot be changed: the API server refuses the release that raises the version, and it takes a '
    + 'deletion of the StatefulSet to go on.',
  remedy: {
    manifest: 'volumeClaimTemplates: [{metadata: {name: data, labels: {app.kubernetes.io/instance: db}}}]',
    construct: 'Remove the patch: the constructs label claims by what stays.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates',
    'https://helm.sh/docs/chart_best_practices/labels/',
  ],
  appliesTo: ['apps/StatefulSet'],
  evaluate: ({ name, spec }) => {
    const entries = mapsIn(spec.volumeClaimTemplates).flatMap(({ item, index }) => FIELDS.flatMap((field) => (
      Object.entries(mapOf(mapOf(item.metadata)[field])).map(([key, value]) => (
        { claim: textOf(mapOf(item.metadata).name), key, value: textOf(value), path: pathOf(index, field, key) }
      ))
    )));
    return failuresOrPass(entries.map(({ claim, key, value, path }) => ({
      passed: !changesWithRelease(key, value, name),
      path,
      message: `gives the claim ${claim} ${key}, which changes with a release`,
      actual: value,
    })), 'gives its claims labels that stay');
  },
};

function pathOf(index: number, field: string, key: string): string {
  return `spec.volumeClaimTemplates[${index}].metadata.${field}[${key}]`;
}
