import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { isUnset, securityContextsOf } from '../facts/pods/security-context';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

/** No container is a process of its Windows node. */
export const POD_SECURITY_WINDOWS_HOST_PROCESS: ICheck = {
  id: 'pod-security-windows-host-process',
  title: 'Windows containers are no processes of their node',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'Such a container is not isolated: it has the rights of its account on the whole node.',
  remedy: { manifest: 'securityContext: {windowsOptions: {hostProcess: false}}' },
  references: [
    POD_SECURITY_STANDARDS, 'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
    'pss:baseline/windowsHostProcess', 'polaris:hostProcess', 'trivy:KSV-0103', 'kyverno:disallow-host-process',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap((pod) => securityContextsOf(pod).flatMap(({ fields, path, container }) => {
    const actual = mapOf(fields.windowsOptions).hostProcess;
    if (isUnset(actual)) return [];
    return [{
      passed: actual === false,
      container,
      path: `${path}.windowsOptions.hostProcess`,
      message: `has hostProcess ${valueText(actual)}`,
      actual,
      expected: false,
    }];
  })),
};
