import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { isUnset } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

/** No volume is a folder of the node. */
export const POD_SECURITY_HOST_PATH_VOLUMES: ICheck = {
  id: 'pod-security-host-path-volumes',
  title: 'Volumes are no folders of the node',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'Files of the node hold the keys to it and to its other pods, and what is written there stays behind.',
  remedy: { manifest: 'Use emptyDir for scratch space, a persistentVolumeClaim for data, a configMap for files.' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:baseline/hostPathVolumes', 'kube-linter:sensitive-host-mounts',
    'kube-linter:writable-host-mount', 'polaris:hostPathSet', 'kubescape:C-0045', 'kubescape:C-0048', 'trivy:KSV-0023',
    'trivy:KSV-0121', 'kyverno:disallow-host-path',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap(({ spec, specPath }): Finding[] => {
    const volumes = mapsIn(spec.volumes);
    const ofNode = volumes.filter(({ item }) => !isUnset(item.hostPath));
    if (volumes.length > 0 && ofNode.length === 0) {
      return [{ passed: true, path: `${specPath}.volumes`, message: 'mounts no folder of its node' }];
    }
    return ofNode.map(({ item, index }) => ({
      passed: false,
      path: `${specPath}.volumes[${index}].hostPath`,
      message: `has the folder ${valueText(mapOf(item.hostPath).path)} of its node as volume ${valueText(item.name)}`,
      actual: item.hostPath,
      expected: 'another kind of volume',
    }));
  }),
};
