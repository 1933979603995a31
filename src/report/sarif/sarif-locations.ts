import type { ArtifactLocation, Location, LogicalLocation } from 'sarif';
import { Result } from '../../checks/model/result';
import { namePartsOf } from '../object-names';

/** The address of a file; none where what was read is no file. */
export type FileAddress = (file: string) => ArtifactLocation | undefined;

/** Where a result stands: in which file, and at which object and container. */
export function locationsOf(result: Result, addressOf: FileAddress): Location[] {
  const { file, line } = result;
  const artifactLocation = file === undefined ? undefined : addressOf(file);
  const logicalLocations = logicalLocationsOf(result);
  if (artifactLocation === undefined && logicalLocations.length === 0) return [];
  return [{
    ...(artifactLocation === undefined ? {} : {
      // GitHub takes no location without a line; what has none is about the whole file.
      physicalLocation: { artifactLocation, region: { startLine: line ?? 1 } },
    }),
    ...(logicalLocations.length === 0 ? {} : { logicalLocations }),
  }];
}

function logicalLocationsOf({ manifest, container }: Result): LogicalLocation[] {
  if (manifest === undefined) return [];
  const { kind, namespace, name } = namePartsOf(manifest);
  const fullyQualifiedName = [namespace, kind, name].filter((part) => part !== '').join('/');
  const object = { name, fullyQualifiedName, kind: 'resource' };
  if (container === undefined) return [object];
  return [
    object, { name: container, fullyQualifiedName: `${fullyQualifiedName}/${container}`, kind: 'container' },
  ];
}
