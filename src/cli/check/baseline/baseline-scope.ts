import * as path from 'path';
import { STDIN } from '../../../checks/loading/bounded-text';
import { PlainMap } from '../../../checks/model/values/plain-data';
import { DEFAULT_MINOR } from '../../../internal/kubernetes-version';
import { maskedPath } from '../../../internal/secrets/masked-text';
import { shownValue } from '../../../internal/values/shown-value';
import { visible } from '../../../internal/values/visible-text';

const LISTS = ['paths', 'exclude', 'registries', 'checks'] as const;
const TEXTS = ['kubernetesVersion', 'evidence', 'waivers'] as const;
const NEEDED: readonly string[] = ['paths', 'exclude'];

/** What a baseline says of the run that wrote it. */
export const SCOPE_KEYS = [...LISTS, ...TEXTS] as const;

/**
 * What was judged when a baseline was written, and by what: only a run of the same can tell that a finding is mended.
 * What was not given is left out.
 */
export interface BaselineScope {
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly kubernetesVersion?: string;
  readonly registries?: readonly string[];
  /** Packages of checks. */
  readonly checks?: readonly string[];
  readonly evidence?: string;
  readonly waivers?: string;
}

/** Of the options of a run, those that change what is found. */
export interface ScopeOptions {
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly minor: number;
  readonly registries: readonly string[];
  readonly packages: readonly string[];
  readonly evidence?: string;
  readonly waivers?: string;
}

/** The scope of a run; its files are seen from the folder of the baseline, which is the same on every machine. */
export function scopeOf(options: ScopeOptions, baseline: string): BaselineScope {
  const { minor, registries, packages, evidence, waivers } = options;
  const folder = path.dirname(path.resolve(baseline));
  const below = (file: string) => shown(file === STDIN ? STDIN : pathFrom(folder, file));
  const checks = packages.map((name) => (isFile(name) ? below(name) : shown(name)));
  return {
    paths: sorted(options.paths.map(below)),
    exclude: sorted(options.exclude.map(shown)),
    kubernetesVersion: minor === DEFAULT_MINOR ? undefined : `1.${minor}`,
    registries: registries.length === 0 ? undefined : sorted(registries.map(shown)),
    checks: checks.length === 0 ? undefined : sorted(checks),
    evidence: evidence === undefined ? undefined : below(evidence),
    waivers: waivers === undefined ? undefined : below(waivers),
  };
}

/** What two scopes do not have in common. */
export function differencesOf(left: BaselineScope, right: BaselineScope): string[] {
  return SCOPE_KEYS.filter((key) => JSON.stringify(ordered(left[key])) !== JSON.stringify(ordered(right[key])));
}

/** The scope as lines of YAML. */
export function scopeLines(scope: BaselineScope): string[] {
  return SCOPE_KEYS.flatMap((key) => (scope[key] === undefined ? [] : [`${key}: ${JSON.stringify(scope[key])}`]));
}

/** The scope that a baseline has. */
export function scopeIn(content: BaselineScope): BaselineScope {
  const { paths, exclude, kubernetesVersion, registries, checks, evidence, waivers } = content;
  return { paths, exclude, kubernetesVersion, registries, checks, evidence, waivers };
}

/** Why a map has no scope. */
export function scopeProblem(content: PlainMap): string | undefined {
  const isLeftOut = (key: string) => content[key] === undefined && !NEEDED.includes(key);
  const list = LISTS.find((key) => !isLeftOut(key) && !isListOfTexts(content[key]));
  if (list !== undefined) return `its ${list} must be a list of texts, got ${shownValue(content[list])}`;
  const text = TEXTS.find((key) => !isLeftOut(key) && typeof content[key] !== 'string');
  return text === undefined ? undefined : `its ${text} must be a text, got ${shownValue(content[text])}`;
}

function pathFrom(folder: string, file: string): string {
  return path.relative(folder, path.resolve(file)).split(path.sep).join('/') || '.';
}

/** Other names are those of packages. */
function isFile(name: string): boolean {
  return name.startsWith('.') || path.isAbsolute(name);
}

function shown(text: string): string {
  return visible(maskedPath(text));
}

function ordered(value?: string | readonly string[]): string | readonly string[] | undefined {
  return typeof value === 'object' ? sorted(value) : value;
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
