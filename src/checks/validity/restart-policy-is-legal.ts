import { isUnset } from '../facts/pods/security-context';
import { isJob } from '../facts/workload-kinds';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { valueText } from '../model/values/value-text';

const LASTING = [
  'ReplicationController', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet',
  'extensions/Deployment', 'extensions/DaemonSet', 'extensions/ReplicaSet', 'argoproj.io/Rollout',
];
const ENDING = ['batch/Job', 'batch/CronJob', 'jobset.x-k8s.io/JobSet', 'keda.sh/ScaledJob'];
const USUAL = 'Always';

/** Pods are restarted as their controller takes it. */
export const RESTART_POLICY_IS_LEGAL: ICheck = {
  id: 'restart-policy-is-legal',
  title: 'The restart policy is one that the controller takes',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  // KubeLinter wants Always in writing; it is what the API server writes where there is nothing.
  why: 'The API server refuses a Deployment whose pods may end, and a Job whose pods never do.',
  remedy: {
    manifest: 'restartPolicy: Never in the template of a Job; leave it out in a Deployment.',
    construct: 'Remove the patch: the constructs write what each controller takes.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy', 'kube-linter:restart-policy',
    'kube-score:cronjob-restartpolicy',
  ],
  appliesTo: [...LASTING, ...ENDING],
  evaluate: (manifest) => manifest.pods.map((pod) => judge(manifest, pod)),
};

function judge(manifest: Manifest, { spec, specPath }: PodTemplate): Finding {
  const legal = isJob(manifest) ? ['OnFailure', 'Never'] : [USUAL];
  const written: unknown = spec.restartPolicy;
  const actual = isUnset(written) || written === '' ? USUAL : written;
  const place = { path: `${specPath}.restartPolicy`, actual: written, expected: legal.join(' or ') };
  return legal.includes(String(actual))
    ? { ...place, passed: true, message: `restarts as ${valueText(actual)} says` }
    : { ...place, passed: false, message: `restarts as ${valueText(actual)} says, as no ${manifest.kind} may` };
}
