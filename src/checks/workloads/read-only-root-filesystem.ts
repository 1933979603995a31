import { judgeContainers } from '../facts/pods/containers';
import { runsOnWindows } from '../facts/pods/operating-system';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** Nobody changes the program of a container while it runs. */
export const READ_ONLY_ROOT_FILESYSTEM: ICheck = {
  id: 'read-only-root-filesystem',
  title: 'The root file system is read-only',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'Whoever breaks into a container that can write to its root may replace its programs and stay.',
  remedy: {
    manifest: 'securityContext: {readOnlyRootFilesystem: true}, and an emptyDir for each folder that is written to.',
    construct: 'Give writable folders with addWritableFolder instead of patching securityContext.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'kube-score:container-security-context-readonlyrootfilesystem', 'kube-linter:no-read-only-root-fs',
    'polaris:notReadOnlyRootFilesystem', 'checkov:CKV_K8S_22', 'kubescape:C-0017', 'trivy:KSV-0014',
    'kyverno:require-ro-rootfs',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container, pod) => {
    if (runsOnWindows(pod)) return undefined;
    const actual = mapOf(container.content.securityContext).readOnlyRootFilesystem;
    const passed = actual === true;
    const message = passed ? 'has a read-only root file system' : 'can write to its root file system';
    const path = `${container.path}.securityContext.readOnlyRootFilesystem`;
    return { passed, message, path, actual, expected: true };
  }),
};
