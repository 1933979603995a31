import { Finding, ICheck } from '../model/check';
import { PodTemplate } from '../model/manifest-pods';
import { selectorMatches } from '../model/selectors/label-selector';
import { hasRequirements } from '../model/selectors/open-selector';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** Kinds whose selector is a map of labels, as that of a Service is. */
const SELECT_BY_MAP = ['apps.openshift.io/DeploymentConfig', 'ReplicationController'];

/** A workload selects the pods that it makes. */
export const SELECTOR_MATCHES_TEMPLATE: ICheck = {
  id: 'selector-matches-template',
  title: 'The selector matches the pods',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'The API server refuses a workload that does not select its own pods.',
  remedy: { manifest: 'Give spec.template.metadata.labels every label of spec.selector.matchLabels.' },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    'kube-score:deployment-pod-selector-labels-match-template-metadata-labels',
    'kube-score:statefulset-pod-selector-labels-match-template-metadata-labels',
    'kube-linter:mismatching-selector', 'kubescape:C-0296',
  ],
  appliesTo: [
    'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'argoproj.io/Rollout', 'batch/Job',
    ...SELECT_BY_MAP,
  ],
  evaluate: (manifest): Finding[] => {
    const isMapped = SELECT_BY_MAP.includes(manifest.groupKind);
    const { selector } = manifest.spec;
    // The controller writes the selector of all other Jobs.
    if (manifest.groupKind === 'batch/Job' && manifest.spec.manualSelector !== true) return [];
    // These take the labels of their pods where nothing is written.
    if (isMapped && Object.keys(mapOf(selector)).length === 0) return [];
    return manifest.pods.map((pod) => judge(isMapped ? { matchLabels: selector } : selector, pod));
  },
};

function judge(selector: unknown, { path, labels }: PodTemplate): Finding {
  if (!hasRequirements(selector)) {
    return { passed: false, message: 'has no selector', path: 'spec.selector', expected: { matchLabels: labels } };
  }
  if (selectorMatches(selector, labels)) {
    return { passed: true, message: 'selects its own pods', path: 'spec.selector', actual: selector };
  }
  const message = 'selects labels that its pods do not have';
  return { passed: false, message, path: `${path}.metadata.labels`, actual: labels };
}
