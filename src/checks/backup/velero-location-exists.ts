import { VELERO_BACKUPS, veleroSpecOf } from '../facts/backup/velero-backups';
import { oncePerCluster } from '../facts/once-per-cluster';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { groupBy } from '../model/values/group-by';
import { textOf } from '../model/values/text-of';

/** What Velero takes where nobody says anything else. */
const DEFAULT = 'default';

const locationsByNamespace = oncePerCluster((cluster) => (
  groupBy(cluster.ofKind('velero.io/BackupStorageLocation'), ({ namespace }) => [cluster.effectiveNamespace(namespace)])
));

/** Backups have somewhere to go. */
export const VELERO_LOCATION_EXISTS: ICheck = {
  id: 'velero-location-exists',
  title: 'The location of a Velero backup exists',
  box: 'volume-backups',
  severity: Severity.CRITICAL,
  why: 'A backup that names no location that there is ends as FailedValidation; and Velero looks in its own namespace '
    + 'alone.',
  remedy: {
    manifest: 'spec: {template: {storageLocation: <name of a BackupStorageLocation in the same namespace>}}',
    construct: "new VeleroPlan(this, 'velero', { location, locations: { second } })",
  },
  references: ['https://velero.io/docs/v1.18/locations/'],
  appliesTo: VELERO_BACKUPS,
  evaluate: (manifest, cluster) => {
    // Where none is among the manifests, they are made elsewhere.
    const there = locationsIn(manifest, cluster);
    return there.length === 0 ? [] : [judge(manifest, there)];
  },
};

function locationsIn({ namespace }: Manifest, cluster: Cluster): readonly Manifest[] {
  return locationsByNamespace(cluster).get(cluster.effectiveNamespace(namespace)) ?? [];
}

function judge(manifest: Manifest, there: readonly Manifest[]): Finding {
  const { path, spec: { storageLocation } } = veleroSpecOf(manifest);
  const named = textOf(storageLocation);
  const expected = `one of ${there.map(({ name }) => name).join(', ')}`;
  if (named === '') {
    const found = there.find(({ name, spec }) => spec.default === true || name === DEFAULT);
    return found === undefined
      ? { passed: false, path, message: 'names no location, and none is the default', expected }
      : { passed: true, message: `goes to BackupStorageLocation ${found.name}, the default` };
  }
  const field = `${path}.storageLocation`;
  if (there.some(({ name }) => name === named)) {
    return { passed: true, path: field, message: `goes to BackupStorageLocation ${named}` };
  }
  const message = `goes to ${named}, which is none of the locations in its namespace`;
  return { passed: false, path: field, message, actual: storageLocation, expected };
}
