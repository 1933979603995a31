import { failuresOrPass } from '../facts/failures-or-pass';
import { judgeContainers } from '../facts/pods/containers';
import { containerPorts } from '../facts/pods/declared-ports';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { PodContainer } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const SSH_PORTS: readonly unknown[] = [22, 2222];

/** Nobody logs in to a pod but by the API server. */
export const NO_SSH: ICheck = {
  id: 'no-ssh',
  title: 'Pods take no logins by SSH',
  box: 'access',
  severity: Severity.WARNING,
  why: 'It is a second way in, with keys that no role of the cluster limits, and no audit log tells who came.',
  remedy: { manifest: 'Remove the port and the daemon; look into pods by kubectl debug, which roles allow.' },
  references: [
    'https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/', 'kube-linter:ssh-port',
    'kubescape:C-0042',
  ],
  appliesTo: ['pods', 'Service'],
  evaluate: (manifest) => (
    manifest.groupKind === 'Service' ? judgeService(manifest) : judgeContainers(manifest.pods, judgeContainer)
  ),
};

function judgeContainer(container: PodContainer): Omit<Finding, 'container'> | undefined {
  const ports = containerPorts(container);
  if (ports.length === 0) return undefined;
  const path = `${container.path}.ports`;
  const actual = ports.find(({ number, protocol }) => protocol === 'TCP' && SSH_PORTS.includes(number))?.number;
  return actual === undefined
    ? { passed: true, path, message: 'declares no port of SSH' }
    : { passed: false, path, message: `declares the port ${actual}, at which SSH is spoken`, actual };
}

function judgeService({ spec }: Manifest): Finding[] {
  return failuresOrPass(mapsIn(spec.ports).map(({ item, index }) => {
    const field = ['port', 'targetPort'].find((one) => SSH_PORTS.includes(item[one]));
    return field === undefined
      ? { passed: true, path: `spec.ports[${index}]`, message: 'is no port of SSH' }
      : {
        passed: false,
        path: `spec.ports[${index}].${field}`,
        message: `has the port ${textOf(item[field])}, at which SSH is spoken`,
        actual: item[field],
      };
  }), 'has no port of SSH');
}
