import * as path from 'path';
import { readShell, ShellStatement } from './shell-statements';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { PodContainer, PodTemplate } from '../../model/manifest-pods';
import { listOf, mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh', 'su']);
const INLINE = /^-\w*c$/;
const SOURCING = new Set(['.', 'source']);
const SHELL_SCRIPT = /^(?!#!)|^#!.{0,40}sh\b/;
const MAX_DEPTH = 4;

/** What one process of a container runs. */
export interface Script {
  readonly statements: readonly ShellStatement[];
  /** The text of the script; empty where no shell runs. */
  readonly text: string;
  /** The options that the shell is called with, such as `-ec`. */
  readonly options: readonly string[];
}

/** All that a container runs. */
export interface ContainerScripts {
  readonly scripts: readonly Script[];
  /** The commands, by identity, whose own script is one of these. */
  readonly unfolded: ReadonlySet<readonly string[]>;
  /** The files of ConfigMaps that it mounts, by their paths. */
  readonly files: Files;
}

/** Where a container takes files from, by their paths. */
type Files = ReadonlyMap<string, string>;

const parsed = oncePerCluster(() => new Map<string, ShellStatement[]>());

/**
 * What a container runs: the words of its command and, where that is a shell, the script. A script is read where it
 * stands in the command, or where it is a file of a ConfigMap that is among the manifests.
 */
export function scriptsOf(container: PodContainer, context: ScriptContext): ContainerScripts {
  const { command, args, image } = container.content;
  const words = [...wordsIn(command), ...wordsIn(args)];
  const reader = readerFor(container, context);
  if (words.length === 0) return reader;
  reader.run(words);
  // Without a command, the arguments are those of the image's own program, whose name is mostly that of the image.
  if (wordsIn(command).length === 0) reader.run([programOfImage(image), ...words]);
  return reader;
}

/** What one command in a container runs, such as that of a probe. */
export function scriptsOfWords(
  words: readonly string[], container: PodContainer, context: ScriptContext,
): ContainerScripts {
  const reader = readerFor(container, context);
  reader.run(words);
  return reader;
}

function readerFor(container: PodContainer, context: ScriptContext): ScriptReader {
  const folder = textOf(container.content.workingDir) || '/';
  return new ScriptReader(filesOf(container, context), folder, parsed(context.cluster));
}

/** Where a container stands. */
export interface ScriptContext {
  readonly owner: Manifest;
  readonly pod: PodTemplate;
  readonly cluster: Cluster;
}

/** The name of a program without its folder. */
export function programName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}

class ScriptReader implements ContainerScripts {
  public readonly scripts: Script[] = [];
  public readonly unfolded = new Set<readonly string[]>();
  private readonly seen = new Set<string>();

  constructor(
    public readonly files: Files,
    private readonly folder: string,
    private readonly known: Map<string, ShellStatement[]>,
  ) {}

  public run(words: readonly string[]): void {
    const statement = { pipelines: [[words]], isChecked: false, isInner: false };
    this.scripts.push({ statements: [statement], text: '', options: [] });
    this.unfold(words, 0);
  }

  /** Reads the script that a command runs, itself or by others before it, such as `kubectl exec db -- sh -c`. */
  private unfold(words: readonly string[], depth: number): void {
    const called = depth > MAX_DEPTH ? undefined : this.calledBy(words);
    if (called === undefined || !SHELL_SCRIPT.test(called.text)) return;
    this.unfolded.add(words);
    if (this.seen.has(called.text)) return;
    this.seen.add(called.text);
    const statements = this.statementsOf(called.text);
    this.scripts.push({ ...called, statements });
    for (const command of statements.flatMap(({ pipelines }) => pipelines.flat())) this.unfold(command, depth + 1);
  }

  private calledBy(words: readonly string[]): Omit<Script, 'statements'> | undefined {
    const shell = words.findIndex((word) => SHELLS.has(programName(word)));
    const start = SOURCING.has(words[0]) ? 0 : shell;
    if (start === -1) return this.scriptAt(words[0], []);
    const rest = words.slice(start + 1);
    const operand = rest.findIndex((word, index) => !isOption(word) && !isOptionName(rest[index - 1]));
    const inline = rest.findIndex((word) => INLINE.test(word));
    const isInline = inline !== -1 && (inline < operand || programName(words[start]) === 'su');
    const options = rest.slice(0, operand);
    return isInline ? { text: rest[inline + 1] ?? '', options } : this.scriptAt(rest[operand], options);
  }

  private scriptAt(word: string | undefined, options: readonly string[]): Omit<Script, 'statements'> | undefined {
    const text = word === undefined ? undefined : this.files.get(path.posix.resolve(this.folder, word));
    return text === undefined ? undefined : { text, options };
  }

  private statementsOf(text: string): ShellStatement[] {
    let statements = this.known.get(text);
    if (statements === undefined) this.known.set(text, statements = readShell(text));
    return statements;
  }
}

/** `-e`, `+x` and `--norc`; what follows `-o` is the name of an option. */
function isOption(word: string): boolean {
  return /^[-+]\w|^--/.test(word);
}

function isOptionName(before: string | undefined): boolean {
  return before !== undefined && /^[-+]\w*o$/.test(before);
}

function programOfImage(image: unknown): string {
  return programName(textOf(image)).split(/[:@]/)[0];
}

function wordsIn(list: unknown): string[] {
  return listOf(list).map(textOf);
}

/** The files of ConfigMaps that a container mounts, by their paths. */
function filesOf({ content }: PodContainer, { owner, pod, cluster }: ScriptContext): Files {
  const files = new Map<string, string>();
  const volumes = new Map(mapsIn(pod.spec.volumes).map(({ item }) => [textOf(item.name), item]));
  for (const { item: mount } of mapsIn(content.volumeMounts)) {
    const [mountPath, subPath] = [textOf(mount.mountPath), textOf(mount.subPath)];
    for (const source of configMapsOf(volumes.get(textOf(mount.name)))) {
      const data = mapOf(cluster.named('ConfigMap', owner.namespace, textOf(source.name))?.content.data);
      for (const [key, file] of namesOf(source, data)) {
        if (subPath === '') files.set(path.posix.join(mountPath, file), textOf(data[key]));
        else if (subPath === file) files.set(path.posix.normalize(mountPath), textOf(data[key]));
      }
    }
  }
  return files;
}

function configMapsOf(volume: unknown): Record<string, unknown>[] {
  const { configMap, projected } = mapOf(volume);
  return [mapOf(configMap), ...mapsIn(mapOf(projected).sources).map(({ item }) => mapOf(item.configMap))];
}

/** Each key of a ConfigMap with the name of its file. */
function namesOf({ items }: Record<string, unknown>, data: Record<string, unknown>): [string, string][] {
  if (items === undefined) return Object.keys(data).map((key) => [key, key]);
  return mapsIn(items).map(({ item }) => [textOf(item.key), textOf(item.path)]);
}
