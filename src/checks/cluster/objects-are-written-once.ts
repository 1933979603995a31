import { writtenVersions } from '../facts/cluster/written-versions';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** An object stands in one place. */
export const OBJECTS_ARE_WRITTEN_ONCE: ICheck = {
  id: 'objects-are-written-once',
  title: 'Every object is written once',
  box: 'valid-manifests',
  severity: Severity.WARNING,
  why: 'Helm and Kustomize refuse what is there twice, and the next change reaches only one of the copies.',
  remedy: {
    manifest: 'Remove all copies but one.',
    construct: 'Make the object once, and give it to whoever needs it.',
  },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names'],
  appliesTo: ['*'],
  evaluate: (manifest, cluster) => {
    const versions = writtenVersions(manifest, cluster);
    // What differs is another and worse fault.
    if (versions === undefined || !versions.areAlike) return [];
    const { count, places } = versions;
    const path = 'metadata.name';
    if (count === 1) return [{ passed: true, path, message: 'is written once' }];
    const message = `is written ${count} times, always the same${places === '' ? '' : `: ${places}`}`;
    return [{ passed: false, path, message, actual: manifest.name }];
  },
};
