import { evaluateAmount } from '../facts/pods/resource-amounts';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Every container has a limit of local storage. */
export const HAS_EPHEMERAL_STORAGE_LIMIT: ICheck = {
  id: 'has-ephemeral-storage-limit',
  title: 'Containers have a limit of local storage',
  box: 'resources',
  severity: Severity.ADVICE,
  why: 'Logs and temporary files of one container can fill the disk of its node, and then every pod there is evicted.',
  remedy: {
    manifest: 'resources: {limits: {ephemeral-storage: 128Mi}}',
    construct: 'resources: Resources.of({ cpuRequest: Cpu.millis(250), memory: Size.mebibytes(256) })',
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    'kube-score:container-ephemeral-storage-request-and-limit', 'kyverno:require-emptydir-requests-limits',
  ],
  appliesTo: ['pods'],
  evaluate: evaluateAmount({ list: 'limits', resource: 'ephemeral-storage' }),
};
