import * as fs from 'fs';
import * as path from 'path';
import { downloadGoModule, GoModule, readModuleFile } from './go-module';
import { KUBERNETES_MODULE, KUBERNETES_OPENAPI_FILE, KUBERNETES_SOURCES } from './sources';

/** The modules that say of their own kinds when they go. */
const MODULES = ['k8s.io/api', 'k8s.io/apiextensions-apiserver', 'k8s.io/kube-aggregator'];
const FILE = 'zz_generated.prerelease-lifecycle.go';
const METHOD = /^func \(in \*(\w+)\) APILifecycle(\w+)\(\).*\{\n\treturn (.*)$/gmu;
const GROUP = /GroupName = "([^"]*)"/u;
const MINOR = /^1, (\d+)$/u;
const KINDS = 'x-kubernetes-group-version-kind';
const MINORS = KUBERNETES_SOURCES.map(({ minor }) => minorOf(minor));
const [OLDEST, NEWEST] = [Math.min(...MINORS), Math.max(...MINORS)];
const REPLACEMENT = /Group: "([^"]*)", Version: "([^"]*)"/u;

/** When a version of a kind is deprecated and goes, and what takes its place. */
export interface ApiLifecycle {
  readonly apiVersion: string;
  readonly kind: string;
  readonly deprecatedIn: number;
  readonly removedIn: number;
  readonly replacement?: string;
  /** The first minor that serves the replacement, where it is none of the oldest. */
  readonly replacedIn?: number;
}

/** What was found, and in which modules. */
export interface ApiLifecycles {
  readonly rows: readonly ApiLifecycle[];
  readonly modules: readonly GoModule[];
}

interface OpenApi {
  readonly definitions: Record<string, { readonly [KINDS]?: readonly GroupVersionKind[] }>;
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The minors that serve a version, by `group/kind` and the version. */
type Served = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/** Reads the markers of all minors, for types leave the modules some time after their API left the cluster. */
export function readApiLifecycles(): ApiLifecycles {
  const modules = KUBERNETES_SOURCES.flatMap(({ version }) => (
    MODULES.map((name) => downloadGoModule(name, version.replace(/^v1\./u, 'v0.')))
  ));
  const said = new Map(modules.flatMap(lifecyclesOf).map((row) => [`${row.apiVersion}/${row.kind}`, row]));
  const served = servedVersions();
  // What a minor beyond all known ones will bring is a plan.
  const known = [...said.values()].map((row) => ({ ...row, removedIn: removalOf(row, served) }))
    .filter(({ deprecatedIn, removedIn }) => Math.min(deprecatedIn, removedIn) <= NEWEST);
  const rows = known.flatMap((row) => replaced(row, served)).sort(byName);
  return { modules, rows };
}

function lifecyclesOf(module: GoModule): ApiLifecycle[] {
  return fs.readdirSync(module.directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === FILE)
    .flatMap((file) => lifecyclesIn(module, path.dirname(file)));
}

function lifecyclesIn(module: GoModule, folder: string): ApiLifecycle[] {
  const [, group] = GROUP.exec(readModuleFile(module, path.join(folder, 'register.go'))) ?? [];
  if (group === undefined) throw new Error(`${module.name}@${module.version}: ${folder}/register.go names no group`);
  const apiVersion = group === '' ? path.basename(folder) : `${group}/${path.basename(folder)}`;
  const said = new Map<string, Map<string, string>>();
  for (const [, kind, moment, value] of readModuleFile(module, path.join(folder, FILE)).matchAll(METHOD)) {
    said.set(kind, (said.get(kind) ?? new Map()).set(moment, value));
  }
  return [...said].flatMap(([kind, values]) => lifecycleOf(apiVersion, kind, values));
}

function lifecycleOf(apiVersion: string, kind: string, said: ReadonlyMap<string, string>): ApiLifecycle[] {
  const [deprecatedIn, removedIn] = ['Deprecated', 'Removed'].map((moment) => MINOR.exec(said.get(moment) ?? '')?.[1]);
  if (kind.endsWith('List') || deprecatedIn === undefined || removedIn === undefined) return [];
  const [, group, version] = REPLACEMENT.exec(said.get('Replacement') ?? '') ?? [];
  const replacement = group === undefined ? undefined : `${group}/${version}`;
  return [{ apiVersion, kind, deprecatedIn: Number(deprecatedIn), removedIn: Number(removedIn), replacement }];
}

function servedVersions(): Served {
  const served = new Map<string, Map<string, number[]>>();
  for (const { minor, version } of KUBERNETES_SOURCES) {
    const openApi = readModuleFile(downloadGoModule(KUBERNETES_MODULE, version), KUBERNETES_OPENAPI_FILE);
    for (const [groupKind, apiVersion] of kindsIn(openApi)) {
      const versions = served.get(groupKind) ?? new Map<string, number[]>();
      served.set(groupKind, versions.set(apiVersion, [...versions.get(apiVersion) ?? [], minorOf(minor)]));
    }
  }
  return served;
}

function kindsIn(openApi: string): [string, string][] {
  const { definitions } = JSON.parse(openApi) as OpenApi;
  return Object.values(definitions).flatMap(({ [KINDS]: kinds = [] }) => {
    // What stands in every group, such as DeleteOptions, is no object.
    if (kinds.length !== 1) return [];
    const [{ group, version, kind }] = kinds;
    return [[`${group}/${kind}`, version] as [string, string]];
  });
}

/** What is alpha may go before its marker says so. */
function removalOf({ apiVersion, kind, removedIn }: ApiLifecycle, served: Served): number {
  const [group, version] = apiVersion.split('/');
  const last = served.get(`${group}/${kind}`)?.get(version)?.at(-1);
  return last === undefined || last === NEWEST ? removedIn : Math.min(removedIn, last + 1);
}

/** A marker may name what has gone since, or nothing where a later version came after it was written. */
function replaced(row: ApiLifecycle, served: Served): ApiLifecycle[] {
  const [own, ownVersion] = row.apiVersion.split('/');
  const isLeft = minorsOf(served, own, row.kind).size > 0;
  const group = isLeft ? own : row.replacement?.split('/')[0] ?? own;
  const [best] = [...minorsOf(served, group, row.kind)]
    .sort(([one], [other]) => rankOf(other) - rankOf(one));
  if (best === undefined) return [row];
  const [version, [since]] = best;
  // Whatever the marker says, nothing else can be written.
  if (group === own && rankOf(version) <= rankOf(ownVersion)) return [];
  return [{ ...row, replacement: `${group}/${version}`, ...(since > OLDEST ? { replacedIn: since } : {}) }];
}

/** The versions that the newest minor has. */
function minorsOf(served: Served, group: string, kind: string): Map<string, readonly number[]> {
  return new Map([...served.get(`${group}/${kind}`) ?? []].filter(([, minors]) => minors.includes(NEWEST)));
}

function minorOf(minor: string): number {
  return Number(minor.split('.')[1]);
}

/** As Kubernetes orders them: v2, v1, v1beta2, v1beta1, v1alpha1. */
function rankOf(version: string): number {
  const [, major, stability, number = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/u.exec(version) ?? [];
  return ['alpha', 'beta', undefined].indexOf(stability) * 10_000 + Number(major) * 100 + Number(number);
}

function byName(one: ApiLifecycle, other: ApiLifecycle): number {
  return `${one.apiVersion}/${one.kind}` < `${other.apiVersion}/${other.kind}` ? -1 : 1;
}
