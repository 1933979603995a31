import { POD_SECURITY_STANDARDS } from './standards';
import { ICheck } from '../check';
import { mapOf } from '../engine/plain';
import { isUnset, securityContextsOf } from '../engine/security-context';
import { shown } from '../engine/shown';
import { Severity } from '../severity';

/** No container is a process of its Windows node. */
export const POD_SECURITY_WINDOWS_HOST_PROCESS: ICheck = {
  id: 'pod-security-windows-host-process',
  title: 'Windows containers are no processes of their node',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'Such a container is not isolated: it has the rights of its account on the whole node.',
  remedy: { manifest: 'securityContext: {windowsOptions: {hostProcess: false}}' },
  references: [
    POD_SECURITY_STANDARDS, 'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/', 'pss:baseline',
    'polaris:hostProcess', 'kubescape:C-0211', 'trivy:KSV-0103', 'kyverno:disallow-host-process',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap((pod) => securityContextsOf(pod).flatMap(({ fields, path, container }) => {
    const actual = mapOf(fields.windowsOptions).hostProcess;
    if (isUnset(actual)) return [];
    return [{
      passed: actual === false,
      container,
      path: `${path}.windowsOptions.hostProcess`,
      message: `has hostProcess ${shown(actual)}`,
      actual,
      expected: false,
    }];
  })),
};
