import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { isUnset } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapsIn, PlainMap } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

const ALLOWED = [
  'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret',
];

/** Volumes are of the kinds that reach nothing but what Kubernetes manages. */
export const POD_SECURITY_VOLUME_TYPES: ICheck = {
  id: 'pod-security-volume-types',
  title: 'Volumes are of the kinds that Kubernetes manages',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'Other kinds reach storage past PersistentVolumes, where an administrator would decide who may.',
  remedy: { manifest: 'Claim the storage with a persistentVolumeClaim.' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:restricted/restrictedVolumes', 'trivy:KSV-0028', 'kyverno:restrict-volume-types',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap(({ spec, specPath }): Finding[] => {
    const volumes = mapsIn(spec.volumes);
    const forbidden = volumes.filter(({ item }) => !isAllowed(item));
    if (volumes.length > 0 && forbidden.length === 0) {
      return [{ passed: true, path: `${specPath}.volumes`, message: 'has volumes of the restricted kinds only' }];
    }
    return forbidden.map(({ item, index }) => ({
      passed: false,
      path: `${specPath}.volumes[${index}]`,
      message: `has the volume ${valueText(item.name)} of kind ${volumeTypesOf(item).join(', ')}`,
      actual: item,
      expected: `a volume of kind ${ALLOWED.join(', ')}`,
    }));
  }),
};

function volumeTypesOf(volume: PlainMap): string[] {
  return Object.keys(volume).filter((key) => key !== 'name' && !isUnset(volume[key]));
}

/** The API server makes a volume of no kind an emptyDir before it asks whether the pod may have it. */
function isAllowed(volume: PlainMap): boolean {
  const sources = volumeTypesOf(volume);
  return sources.length === 0 || sources.some((source) => ALLOWED.includes(source));
}
