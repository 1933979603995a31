import { ApiObject, Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';
import { contentOf } from './found-content';
import { HTTP_2XX, TCP_TLS } from '../../alerts/probes/probe-modules';
import { describe, pathOf } from '../../internal/fail';
import { PROBE_MODULES_LABEL } from '../../internal/naming/labels';
import { filesLabeled, FoundFile } from '../../internal/tree/labeled-config-maps';
import { isObject, isSame, Json, JsonObject } from '../../internal/values/json';

const FILE = /\.blackbox\.ya?ml$/;

/** A module of the blackbox exporter, and who wrote it. */
interface OwnedModule {
  readonly name: string;
  readonly config: Json;
  readonly owner?: ApiObject;
}

const OWN: readonly OwnedModule[] = [HTTP_2XX, TCP_TLS];

/** The configuration of a blackbox exporter: what every probe of a tree asks for, each under its name. */
export function probeModuleFile(scope: IConstruct): string {
  const modules = [...OWN, ...modulesOf(moduleFiles(scope))].map(({ name, config }) => [name, config] as const);
  const sorted = modules.sort(([left], [right]) => (left < right ? -1 : 1));
  return Yaml.stringify({ modules: Object.fromEntries(sorted) });
}

/** What is wrong with the files that it is made of. */
export function moduleProblems(scope: IConstruct): string[] {
  const files = moduleFiles(scope);
  const known = new Map(OWN.map((module) => [module.name, module]));
  const clashes = modulesOf(files).flatMap((module) => {
    const other = known.get(module.name);
    if (other === undefined) known.set(module.name, module);
    return other === undefined || isSame(other.config, module.config) ? [] : [clash(module, other)];
  });
  return [...files.filter(({ modules }) => modules === undefined).map((file) => unreadable(file)), ...clashes];
}

/** A file with modules; without any it cannot be read. */
interface ModuleFile extends FoundFile {
  readonly modules?: JsonObject;
}

function moduleFiles(scope: IConstruct): ModuleFile[] {
  return filesLabeled(scope, PROBE_MODULES_LABEL).filter(({ name }) => FILE.test(name)).map((file) => {
    const { modules } = contentOf(file);
    return isObject(modules) ? { ...file, modules } : file;
  });
}

function modulesOf(files: readonly ModuleFile[]): OwnedModule[] {
  return files.flatMap(({ owner, modules = {} }) => (
    Object.entries(modules).map(([name, config]) => ({ name, config, owner }))
  ));
}

function unreadable({ owner, name, text }: FoundFile): string {
  const must = `hold 'modules' at its top, in ConfigMap [${pathOf(owner)}]`;
  const remedy = 'write it as the blackbox exporter reads it';
  return describe({ prop: name, must, got: text, remedy });
}

function clash({ name, owner }: OwnedModule, other: OwnedModule): string {
  const known = other.owner === undefined ? 'the module of this library' : `that of [${pathOf(other.owner)}]`;
  const must = `be the same as ${known} under this name, for the exporter has one of them`;
  const got = `another one in [${pathOf(owner!)}]`;
  return describe({ prop: `modules.${name}`, must, got, remedy: 'rename one of the two' });
}
