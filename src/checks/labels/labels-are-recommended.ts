import { NAME_LABEL } from '../../internal/naming/labels';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** Objects and their pods say which application they are. */
export const LABELS_ARE_RECOMMENDED: ICheck = {
  id: 'labels-are-recommended',
  title: 'Workloads and their pods carry app.kubernetes.io/name',
  box: 'labels',
  severity: Severity.ADVICE,
  // Polaris wants app.kubernetes.io/instance to be the name of the object; Helm writes the name of the release there.
  why: 'Dashboards, alerts and queries find what belongs together by labels that are the same everywhere. '
    + 'app.kubernetes.io/instance, which Polaris wants to be the name of the object, is not asked for: charts write '
    + 'the release there.',
  remedy: { manifest: 'metadata: {labels: {app.kubernetes.io/name: web}}, and the same in the template of the pods.' },
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/', 'kubescape:C-0077',
    'kubescape:C-0076', 'kyverno:require-labels',
  ],
  appliesTo: ['pods'],
  evaluate: ({ labels, pods }) => {
    const places = [{ labels, path: 'metadata.labels' }, ...pods.map((pod) => (
      { labels: pod.labels, path: pod.path === '' ? 'metadata.labels' : `${pod.path}.metadata.labels` }
    ))];
    const missing = places.find((place) => textOf(place.labels[NAME_LABEL]) === '');
    if (missing === undefined) return [{ passed: true, message: `is labelled ${NAME_LABEL}: ${labels[NAME_LABEL]}` }];
    return [{ passed: false, message: `has no label ${NAME_LABEL}`, path: missing.path, actual: missing.labels }];
  },
};
