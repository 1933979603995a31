import { ContainerScripts, ScriptContext, scriptsOf, scriptsOfWords } from './container-scripts';
import { PodContainer } from '../../model/manifest-pods';
import { listOf, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const HOOKS = ['lifecycle.postStart', 'lifecycle.preStop'];

/** A command that a container is told to run, and where it is written. */
export interface ExecCommand {
  readonly path: string;
  readonly scripts: ContainerScripts['scripts'];
}

/** What the probes of a container run. */
export function probeCommands(container: PodContainer, context: ScriptContext): ExecCommand[] {
  return PROBES.flatMap((place) => commandAt(place, container, context));
}

/** All that a container is told to run: its command, its probes and its hooks. */
export function allCommands(container: PodContainer, context: ScriptContext): ExecCommand[] {
  const { content, path } = container;
  const main = ['command', 'args'].find((field) => listOf(content[field]).length > 0);
  return [
    ...(main === undefined ? [] : [{ path: `${path}.${main}`, scripts: scriptsOf(container, context).scripts }]),
    ...[...PROBES, ...HOOKS].flatMap((place) => commandAt(place, container, context)),
  ];
}

function commandAt(place: string, container: PodContainer, context: ScriptContext): ExecCommand[] {
  const handler = place.split('.').reduce<unknown>((value, key) => mapOf(value)[key], container.content);
  const words = listOf(mapOf(mapOf(handler).exec).command).map(textOf);
  if (words.length === 0) return [];
  const { scripts } = scriptsOfWords(words, container, context);
  return [{ path: `${container.path}.${place}.exec.command`, scripts }];
}
