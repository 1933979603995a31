import { ApiObject, Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';
import { load } from 'js-yaml';
import { HTTP_2XX, TCP_TLS } from '../../alerts/probes/probe-modules';
import { messageAt, pathOf } from '../../internal/fail';
import { PROBE_MODULES_LABEL } from '../../internal/naming/labels';
import { filesLabeled, LabeledFile } from '../../internal/tree/labeled-config-maps';
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
  const modules = [...OWN, ...modulesOfTree(scope)].map(({ name, config }) => [name, config] as const);
  const sorted = modules.sort(([left], [right]) => (left < right ? -1 : 1));
  return Yaml.stringify({ modules: Object.fromEntries(sorted) });
}

/** What is wrong with the files that it is made of. */
export function moduleProblems(scope: IConstruct): string[] {
  const known = new Map(OWN.map((module) => [module.name, module]));
  const clashes = modulesOfTree(scope).flatMap((module) => {
    const other = known.get(module.name);
    if (other === undefined) known.set(module.name, module);
    return other === undefined || isSame(other.config, module.config) ? [] : [clash(scope, module, other)];
  });
  return [...moduleFiles(scope).flatMap((file) => (modulesIn(file) === undefined ? [unreadable(scope, file)] : [])),
    ...clashes];
}

function modulesOfTree(scope: IConstruct): OwnedModule[] {
  return moduleFiles(scope).flatMap((file) => (
    Object.entries(modulesIn(file) ?? {}).map(([name, config]) => ({ name, config, owner: file.owner }))
  ));
}

function moduleFiles(scope: IConstruct): LabeledFile[] {
  return filesLabeled(scope, PROBE_MODULES_LABEL).filter(({ name }) => FILE.test(name));
}

function modulesIn({ text }: LabeledFile): JsonObject | undefined {
  try {
    const content = load(text) as Json;
    return isObject(content) && isObject(content.modules) ? content.modules : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(scope: IConstruct, { owner, name, text }: LabeledFile): string {
  const must = `hold 'modules' at its top, in ConfigMap [${pathOf(owner)}]`;
  const remedy = 'write it as the blackbox exporter reads it';
  return messageAt(pathOf(scope), { prop: name, must, got: text, remedy });
}

function clash(scope: IConstruct, { name, owner }: OwnedModule, other: OwnedModule): string {
  const known = other.owner === undefined ? 'the module of this library' : `that of [${pathOf(other.owner)}]`;
  const must = `be the same as ${known} under this name, for the exporter has one of them`;
  const got = `another one in [${pathOf(owner!)}]`;
  return messageAt(pathOf(scope), { prop: `modules.${name}`, must, got, remedy: 'rename one of the two' });
}
