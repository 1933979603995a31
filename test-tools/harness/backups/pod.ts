import { Manifest } from '../../../test/support/schemas';

/** What is around a Job when it runs. */
export interface World {
  /** The ConfigMaps of its namespace; other objects are passed over. */
  readonly objects: readonly Manifest[];
  /** The values of the Secrets of its namespace, by name and key. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string | Buffer>>>>;
  /** By the path on the node that a hostPath volume names, the file or folder here that stands for it. */
  readonly hostFiles: Readonly<Record<string, string>>;
  /** Host names that lead to an address, such as those of Services to 127.0.0.1. */
  readonly hosts?: Readonly<Record<string, string>>;
}

/** One pod of a Job. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly spec: Manifest;
  readonly world: World;
}

/** Something that a pod asks for by name and key, which may be missing where it is optional. */
export interface KeySource {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly optional?: boolean;
}

/** The data of a Secret or ConfigMap; none where it is optional and not there. */
export function dataOf({ kind, name, optional = false }: KeySource, world: World): Record<string, string | Buffer> {
  const data = kind === 'Secret' ? world.secrets[name] : configMapData(name, world);
  if (data === undefined && !optional) throw new Error(`${kind} "${name}" not found`);
  return data ?? {};
}

/** Whom a container runs as. */
export interface User {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** Whom a container runs as; as root where neither it nor the pod says anything. */
export function userOf({ spec }: Pod, container: Manifest): User {
  const { fsGroup, supplementalGroups = [], ...ofPod } = spec.securityContext ?? {};
  const { runAsUser = 0, runAsGroup = 0, runAsNonRoot } = { ...ofPod, ...container.securityContext };
  if (runAsNonRoot && runAsUser === 0) throw new Error(`container ${container.name} would run as root`);
  const groups = fsGroup === undefined ? supplementalGroups : [fsGroup, ...supplementalGroups];
  return { uid: runAsUser, gid: runAsGroup, groups };
}

function configMapData(name: string, { objects }: World): Record<string, string | Buffer> | undefined {
  const found = objects.find((object) => object.kind === 'ConfigMap' && object.metadata.name === name);
  if (found === undefined) return undefined;
  const { data, binaryData = {} } = found;
  const binary = Object.entries<string>(binaryData).map(([key, text]) => [key, Buffer.from(text, 'base64')]);
  return { ...data, ...Object.fromEntries(binary) };
}
