import { ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** With or without a prefix. */
const OWNER_KEY = /(^|\/)(owner|team|owned-by|maintainer|contact)$/;

/** Somebody answers for what runs. */
export const HAS_OWNER_LABEL: ICheck = {
  id: 'has-owner-label',
  title: 'A label says who answers for it',
  box: 'labels',
  severity: Severity.ADVICE,
  why: 'At night, whoever is called first has to find out whom to call.',
  remedy: {
    manifest: 'metadata: {labels: {owner: payments}}, or the same on the Namespace.',
    construct: "Platform.configure(app, { ownership: { team: 'payments' } })",
  },
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/', 'kube-linter:required-label-owner',
  ],
  appliesTo: ['pods', 'Namespace'],
  evaluate: (manifest, cluster) => {
    const home = cluster.named('Namespace', '', cluster.effectiveNamespace(manifest.namespace));
    const key = ownerKeyOf(manifest) ?? (home === undefined ? undefined : ownerKeyOf(home));
    return key === undefined
      ? [{ passed: false, message: 'has no owner', path: 'metadata.labels', expected: 'a label such as owner or team' }]
      : [{ passed: true, message: `names its owner in ${key}`, path: 'metadata.labels' }];
  },
};

function ownerKeyOf({ labels, annotations }: Manifest): string | undefined {
  const [owner] = Object.entries({ ...annotations, ...labels })
    .filter(([key, value]) => OWNER_KEY.test(key) && textOf(value) !== '');
  return owner?.[0];
}
