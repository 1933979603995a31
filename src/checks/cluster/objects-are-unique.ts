import { writtenVersions } from '../facts/cluster/written-versions';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No object is written in two ways. */
export const OBJECTS_ARE_UNIQUE: ICheck = {
  id: 'objects-are-unique',
  title: 'No object is written twice with different contents',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  // All other checks see the last one alone: what follows from the doubling is no fault of its own.
  why: 'Both have one name in the cluster: whichever is applied last takes the place of the other, and with it goes '
    + 'what the other one ran.',
  remedy: {
    manifest: 'Give one of them another metadata.name or namespace, or remove it. Check the folder of each cluster by '
      + 'itself.',
    construct: 'Give one of them another id: the constructs call their objects by it.',
  },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names'],
  appliesTo: ['*'],
  evaluate: (manifest, cluster) => {
    const versions = writtenVersions(manifest, cluster);
    if (versions === undefined) return [];
    const { count, areAlike, places } = versions;
    const path = 'metadata.name';
    if (areAlike) return [{ passed: true, path, message: 'is written in one way' }];
    const message = `is written ${count} times with different contents${places === '' ? '' : `: ${places}`}`;
    return [{ passed: false, path, message, actual: manifest.name, expected: 'a name that no other one has' }];
  },
};
