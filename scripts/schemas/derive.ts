import { createHash } from 'crypto';
import { readCrdFile } from './crd-files';
import { readEnumerations } from './enumerations';
import { readFeatureGates } from './feature-gates';
import { GoModule, downloadGoModule, hasModuleFile, readModuleFile } from './go-module';
import { SchemaDocument, stableJson } from './json-schema';
import {
  CRD_SOURCES,
  CrdSource,
  KUBERNETES_ENUMERATIONS_FILE,
  KUBERNETES_GATES_FILES,
  KUBERNETES_MODULE,
  KUBERNETES_OPENAPI_FILE,
  KubernetesSource,
} from './sources';
import { servedCustomResources, strictCustomResource } from './strict-crd';
import { KubernetesOpenApi, strictKubernetes } from './strict-kubernetes';

/** Where a schema file comes from and what it must hold, as kept in the index. */
export interface IndexEntry {
  /** Relative to the schema folder. */
  readonly file: string;
  /** The Kubernetes minor, or the name of the custom resource definition. */
  readonly minor?: string;
  readonly crd?: string;
  readonly kinds: number;
  readonly module: string;
  readonly version: string;
  readonly sum: string;
  readonly source: string;
  readonly sourceSha256: string;
  /** The other sources of Kubernetes' own schemas. */
  readonly enumerationsSha256?: string;
  readonly gatesSha256?: string;
  /** Of the uncompressed file: gzip's bytes differ between releases of zlib. */
  readonly schemaSha256: string;
}

/** A schema file before it is compressed. */
export interface DerivedFile {
  readonly entry: IndexEntry;
  readonly json: string;
  readonly document: SchemaDocument;
}

type Subject = Pick<IndexEntry, 'file' | 'minor' | 'crd'>;
type Origin = Pick<
  IndexEntry, 'module' | 'version' | 'sum' | 'source' | 'sourceSha256' | 'enumerationsSha256' | 'gatesSha256'
>;

/** Derives the schemas of one Kubernetes minor. */
export function deriveKubernetes({ minor, version }: KubernetesSource): DerivedFile {
  const module = downloadGoModule(KUBERNETES_MODULE, version);
  const text = readModuleFile(module, KUBERNETES_OPENAPI_FILE);
  const words = readModuleFile(module, KUBERNETES_ENUMERATIONS_FILE);
  const gates = KUBERNETES_GATES_FILES.filter((file) => hasModuleFile(module, file))
    .map((file) => readModuleFile(module, file)).join('');
  return explaining(module, KUBERNETES_OPENAPI_FILE, () => {
    const facts = { enumerations: readEnumerations(words), gates: readFeatureGates(gates) };
    const document = strictKubernetes(JSON.parse(text) as KubernetesOpenApi, facts);
    const subject = { file: `kubernetes/v${minor}.json.gz`, minor };
    const second = { enumerationsSha256: sha256(words), gatesSha256: sha256(gates) };
    const origin = { ...originOf(module, KUBERNETES_OPENAPI_FILE, text), ...second };
    return derivedFile(subject, origin, document);
  });
}

/** Derives the schemas of all custom resources. */
export function deriveCustomResources(kubernetes: SchemaDocument): DerivedFile[] {
  return CRD_SOURCES.flatMap((source) => deriveFromCrdFile(source, kubernetes));
}

function deriveFromCrdFile(source: CrdSource, kubernetes: SchemaDocument): DerivedFile[] {
  const { text, sum } = readCrdFile(source);
  const origin = { name: source.module, version: source.version, sum };
  return explaining(origin, source.file, () =>
    servedCustomResources(text).map((resource) => {
      const { group, plural, version } = resource;
      const subject = { file: `crds/${group}/${plural}_${version}.json.gz`, crd: `${plural}.${group}` };
      return derivedFile(subject, originOf(origin, source.file, text), strictCustomResource(resource, kubernetes));
    }),
  );
}

function derivedFile(subject: Subject, origin: Origin, document: SchemaDocument): DerivedFile {
  const json = stableJson(document);
  const kinds = Object.keys(document.kinds).length;
  return { entry: { ...subject, kinds, ...origin, schemaSha256: sha256(json) }, json, document };
}

function originOf({ name, version, sum }: Omit<GoModule, 'directory'>, source: string, text: string): Origin {
  return { module: name, version, sum, source, sourceSha256: sha256(text) };
}

function explaining<T>(module: Omit<GoModule, 'directory' | 'sum'>, file: string, derive: () => T): T {
  try {
    return derive();
  } catch (error) {
    throw new Error(`${module.name}@${module.version}, ${file}: ${(error as Error).message}`);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
