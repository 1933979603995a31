import { Manifest } from '../model/manifest';
import { PodTemplate } from '../model/manifest-pods';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/**
 * What the controller of a kind makes, and makes of nothing but what the object says. Whoever else is named as the
 * controller, an operator for one, says less than what it made.
 */
const MADE: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['apps/ReplicaSet'],
  'argoproj.io/Rollout': ['apps/ReplicaSet'],
  'apps.openshift.io/DeploymentConfig': ['ReplicationController'],
  'apps/ReplicaSet': ['Pod'],
  'ReplicationController': ['Pod'],
  'apps/StatefulSet': ['Pod', 'apps/ControllerRevision'],
  'apps/DaemonSet': ['Pod', 'apps/ControllerRevision'],
  'apps.kruise.io/CloneSet': ['Pod', 'apps/ControllerRevision'],
  'apps.kruise.io/StatefulSet': ['Pod', 'apps/ControllerRevision'],
  'apps.kruise.io/DaemonSet': ['Pod', 'apps/ControllerRevision'],
  'batch/CronJob': ['batch/Job'],
  'keda.sh/ScaledJob': ['batch/Job'],
  'jobset.x-k8s.io/JobSet': ['batch/Job'],
  'batch/Job': ['Pod'],
  'Service': ['discovery.k8s.io/EndpointSlice'],
};

/** Objects that are judged, and those that were made from one of them by a controller of Kubernetes. */
export interface Ownership {
  readonly judged: Manifest[];
  readonly owned: Manifest[];
}

/**
 * Tells what people wrote from what controllers made of it, as in a dump of a cluster: the Pods of a ReplicaSet and the
 * ReplicaSet of a Deployment are what the Deployment says, and their faults are mended there alone.
 */
export function splitOwned(manifests: readonly Manifest[]): Ownership {
  const controlled = manifests.filter((manifest) => controllerOf(manifest) !== undefined);
  if (controlled.length === 0) return { judged: [...manifests], owned: [] };
  const makers = new Map(manifests.filter(isMaker).map((maker) => [keyOf(maker), maker]));
  const owned = new Set(controlled.filter((manifest) => isMadeBy(manifest, makers)));
  return { judged: manifests.filter((manifest) => !owned.has(manifest)), owned: [...owned] };
}

function isMaker({ groupKind }: Manifest): boolean {
  return Object.hasOwn(MADE, groupKind);
}

function isMadeBy(manifest: Manifest, makers: ReadonlyMap<string, Manifest>): boolean {
  const { apiVersion, kind, name, uid } = controllerOf(manifest)!;
  const { groupKind } = new Manifest({ apiVersion, kind });
  const maker = makers.get(keyOf({ groupKind, namespace: manifest.namespace, name: textOf(name) }));
  if (maker === undefined || !MADE[groupKind].includes(manifest.groupKind)) return false;
  // One of the same name that was deleted and made again owns nothing of what the first one made.
  const { uid: present } = mapOf(maker.content.metadata);
  return (present === undefined || uid === undefined || present === uid) && isMadeAs(manifest, maker);
}

/** Anybody can write down an owner: what is judged by it must be what it says, as far as rights go. */
function isMadeAs({ pods }: Manifest, maker: Manifest): boolean {
  const templates = new Set(maker.pods.map(rightsOf));
  // One without a template is refused, and that is said.
  return templates.size === 0 || pods.every((pod) => templates.has(rightsOf(pod)));
}

/** What pods run, and with which rights, as one text. */
function rightsOf({ spec, containers }: PodTemplate): string {
  const { hostPID, hostIPC, hostNetwork, hostUsers, securityContext, serviceAccountName } = spec;
  const hostPaths = mapsIn(spec.volumes).flatMap(({ item }) => (item.hostPath === undefined ? [] : [item.hostPath]));
  const programs = containers.map(({ role, name, content }) => (
    [role, name, content.image, content.command, content.args, content.securityContext]
  ));
  return JSON.stringify([
    hostPID, hostIPC, hostNetwork, hostUsers, securityContext, serviceAccountName, hostPaths, programs,
  ]);
}

function keyOf({ groupKind, namespace, name }: Pick<Manifest, 'groupKind' | 'namespace' | 'name'>): string {
  return `${groupKind}\0${namespace}\0${name}`;
}

function controllerOf({ content }: Manifest): PlainMap | undefined {
  return listOf(mapOf(content.metadata).ownerReferences).filter(isMap)
    .find(({ controller }) => controller !== false);
}
