import { Construct } from 'constructs';
import { describe } from '../../internal/fail';
import { objectsOfKind } from '../../internal/tree/objects-of-kind';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { matchesLabels } from '../../internal/values/label-selectors';

/** Whatever stands behind a name of old times makes the volume. */
const IN_TREE = /^kubernetes\.io\//;

/** Claims, and the class by which snapshots of them are taken. */
export interface SnapshotSource {
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly className: string;
}

/** What a tree says of a claim. */
interface Claim {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly storageClass: unknown;
}

/** Whether something of the tree makes a VolumeSnapshotClass of this name. */
export function makesSnapshotClass(scope: Construct, className: string): boolean {
  return objectsOfKind(scope, { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshotClass' })
    .some(({ name }) => name === className);
}

/** Claims of the tree whose volumes another driver makes than the one that is to take snapshots of them. */
export function driverProblems(scope: Construct, { namespace, labels, className }: SnapshotSource): string[] {
  const driver = fieldsByName(scope, 'snapshot.storage.k8s.io', 'VolumeSnapshotClass').get(className)?.driver;
  if (typeof driver !== 'string') return [];
  const storageClasses = fieldsByName(scope, 'storage.k8s.io', 'StorageClass');
  const claims = [...ownClaims(scope), ...templateClaims(scope)].filter((claim) => (
    claim.namespace === namespace && matchesLabels({ matchLabels: labels }, claim.labels)
  ));
  return claims.flatMap(({ name, storageClass }) => {
    const provisioner = storageClasses.get(String(storageClass))?.provisioner;
    if (typeof provisioner !== 'string' || provisioner === driver || IN_TREE.test(provisioner)) return [];
    return [describe({
      prop: 'snapshotClassName',
      must: `name a class of the driver ${provisioner}, which makes the volume of the claim ${name} by the StorageClass`
        + ` ${storageClass}`,
      got: `${className} of the driver ${driver}`,
      remedy: 'name a class of that driver, or select other claims',
    })];
  });
}

function fieldsByName(scope: Construct, apiGroup: string, kind: string): Map<unknown, JsonObject> {
  return new Map(documentsOf(scope, apiGroup, kind).map((document) => [document.metadata?.name, document]));
}

function ownClaims(scope: Construct): Claim[] {
  return documentsOf(scope, 'core', 'PersistentVolumeClaim').map(claimOf);
}

/** The controller gives them the labels, too, by which it selects its pods. */
function templateClaims(scope: Construct): Claim[] {
  return documentsOf(scope, 'apps', 'StatefulSet').flatMap(({ metadata, spec }) => (
    objectsIn(spec?.volumeClaimTemplates).map(claimOf).map(({ name, labels, storageClass }) => ({
      name: `${name} of ${metadata?.name}`,
      namespace: metadata?.namespace,
      labels: { ...labels, ...spec?.selector?.matchLabels },
      storageClass,
    }))
  ));
}

function claimOf({ metadata, spec }: JsonObject): Claim {
  const { name, namespace, labels = {} } = metadata ?? {};
  return { name, namespace, labels, storageClass: spec?.storageClassName };
}

function documentsOf(scope: Construct, apiGroup: string, kind: string): JsonObject[] {
  const rendered = RenderedDocuments.of(scope);
  return objectsOfKind(scope, { apiGroup, kind }).flatMap((object) => rendered.readableDocumentOf(object) ?? []);
}
