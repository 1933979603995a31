import { FoundSecret } from './found-secret';
import { isObject, Json, JsonObject } from '../../values/json';
import { secretInPair, secretsInCommand } from '../search';

/** Where a container says what the kubelet asks it. */
export const HANDLERS = [
  ['lifecycle', 'preStop'], ['lifecycle', 'postStart'], ['livenessProbe'], ['readinessProbe'], ['startupProbe'],
] as const;

/** The secrets that a container has as variables. */
export function secretsInEnvironment({ env }: JsonObject): FoundSecret[] {
  const found: FoundSecret[] = [];
  listOf(env).forEach((variable, index) => addPair(found, `env[${index}].value`, variable));
  return found;
}

/** The secrets in the command lines of a container, those of its probes and hooks too; undefined where it has none. */
export function secretsInCommands(container: JsonObject): FoundSecret[] | undefined {
  const commands: [string, Json][] = [['command', container.command], ['args', container.args]];
  for (const [path, handler] of handlersOf(container)) {
    if (isObject(handler.exec)) commands.push([`${path}.exec.command`, handler.exec.command]);
  }
  const written = commands.filter(([, words]) => listOf(words).length > 0);
  if (written.length === 0) return undefined;
  return written.flatMap(([path, words]) => (
    secretsInCommand(listOf(words).map(textOf)).map((secret) => ({ ...secret, path }))
  ));
}

/** The secrets that probes and hooks of a container send; undefined where they send nothing. */
export function secretsInRequests(container: JsonObject): FoundSecret[] | undefined {
  const requests = handlersOf(container).filter(([, { httpGet }]) => isObject(httpGet));
  if (requests.length === 0) return undefined;
  const found: FoundSecret[] = [];
  for (const [path, { httpGet: { httpHeaders, path: asked, host } }] of requests) {
    const headers = `${path}.httpGet.httpHeaders`;
    listOf(httpHeaders).forEach((header, index) => addPair(found, `${headers}[${index}].value`, header));
    addPair(found, `${path}.httpGet.path`, { name: 'path', value: asked });
    addPair(found, `${path}.httpGet.host`, { name: 'host', value: host });
  }
  return found;
}

function addPair(found: FoundSecret[], path: string, pair: Json): void {
  if (!isObject(pair) || typeof pair.value !== 'string' || pair.value === '') return;
  const name = typeof pair.name === 'string' ? pair.name : '';
  const kind = secretInPair(name, pair.value);
  if (kind !== undefined) found.push({ path, name, kind });
}

function handlersOf(container: JsonObject): [string, JsonObject][] {
  const handlers: [string, JsonObject][] = [];
  for (const [field, hook] of HANDLERS) {
    const value = container[field];
    const handler = hook !== undefined && isObject(value) ? value[hook] : value;
    if (isObject(handler)) handlers.push([hook === undefined ? field : `${field}.${hook}`, handler]);
  }
  return handlers;
}

/** What is no list has no items. */
export function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: Json): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
