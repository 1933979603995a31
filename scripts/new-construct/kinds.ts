import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { isClusterScoped } from '../../src/app/cluster-scoped-kinds';

/** A kind that a construct may write. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly isClusterScoped: boolean;
  /** Whether what it says is below `spec`. */
  readonly hasSpec: boolean;
}

/** Kinds by their apiVersion, such as `networking.k8s.io/v1/NetworkPolicy`, with the names of their fields. */
export type KnownKinds = ReadonlyMap<string, readonly string[]>;

interface SchemaDocument {
  readonly kinds: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, { readonly properties?: object }>>;
}

/** Those that cdk8s-plus writes, whose public API stays what users know. */
const OF_CDK8S_PLUS = [
  'ConfigMap', 'CronJob', 'DaemonSet', 'Deployment', 'HorizontalPodAutoscaler', 'Ingress', 'Job', 'Role', 'RoleBinding',
  'Service', 'ServiceAccount', 'StatefulSet',
];

/** The one kind of a name, or of an apiVersion with a name; fails where there is none, or more than one. */
export function findKind(emits: string, known: KnownKinds): Kind {
  const kind = emits.split('/').at(-1)!;
  if (OF_CDK8S_PLUS.includes(kind)) {
    refuse(emits, 'be written as a plain object', 'copy a construct that has such an object of cdk8s-plus');
  }
  const found = [...known.keys()].filter((type) => type === emits || type.endsWith(`/${emits}`));
  const stable = found.filter((type) => /(^|\/)v\d+\/\w+$/.test(type));
  const [type, ...others] = stable.length > 0 ? stable : found;
  if (type === undefined) {
    refuse(emits, 'be a kind in schemas/', 'see to its case, or add its source to scripts/schemas/sources.ts');
  }
  if (others.length > 0) refuse(emits, 'name one kind', `write ${[type, ...others].join(' or ')}`);
  const apiVersion = type.slice(0, type.lastIndexOf('/'));
  const hasSpec = known.get(type)!.includes('spec');
  return { apiVersion, kind, hasSpec, isClusterScoped: isClusterScoped({ apiVersion, kind }) };
}

function refuse(emits: string, must: string, remedy: string): never {
  throw new Error(`'--emits' must ${must}, got ${JSON.stringify(emits)}; ${remedy}`);
}

/** All kinds of the newest minor, and all custom resources. */
export function readKinds(folder: string): KnownKinds {
  const files = fs.readdirSync(folder, { recursive: true }) as string[];
  const minors = files.filter((file) => /^kubernetes\/v.*\.gz$/.test(file)).sort();
  const documents = [minors.at(-1)!, ...files.filter((file) => /^crds\/.*\.gz$/.test(file))]
    .map((file) => JSON.parse(gunzipSync(fs.readFileSync(path.join(folder, file))).toString()) as SchemaDocument);
  return new Map(documents.flatMap(({ kinds, definitions }) => (
    Object.entries(kinds).map(([type, name]) => [type, Object.keys(definitions[name].properties ?? {})] as const)
  )));
}
