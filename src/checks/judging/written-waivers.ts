import * as path from 'path';
import { missingContainer, suggestion } from './missing-subject';
import { checkedWaiver } from './waiver-content';
import { globPattern } from '../../internal/values/globs';
import type { Manifest } from '../model/manifest';
import { isMap, listOf, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';
import type { Waiver, WrittenWaiver } from '../model/waiver';

const SUBJECT = ['namespace', 'kind', 'name', 'container'] as const;
const CONTENT = ['reason', 'owner', 'until', 'ticket'] as const;
const KEYS = new Set<string>(['check', 'checks', ...SUBJECT, ...CONTENT]);

/** What a file beside the manifests says of one check. */
export interface SharedWaiver {
  readonly file: string;
  readonly line: number;
  readonly path: string;
  /** Empty where it names none. */
  readonly checkId: string;
  readonly container?: string;
  readonly waiver?: Waiver;
  /** What is wrong with it; then it is not followed. */
  readonly problem?: string;
  /** Whether it speaks of an object. */
  isAbout(manifest: Manifest): boolean;
  /** Why it speaks of nothing; undefined where it speaks of an object, and of a container where it names one. */
  missing(manifests: readonly Manifest[]): string | undefined;
}

/** Each entry of a file for each check that it names. */
export function sharedWaivers(written: readonly WrittenWaiver[]): SharedWaiver[] {
  return written.flatMap(({ content, ...place }): SharedWaiver[] => {
    const problem = problemOf(content);
    if (problem !== undefined || !isMap(content)) {
      return [{ ...withoutFolder(place), checkId: '', problem, isAbout: () => false, missing: () => undefined }];
    }
    const isAbout = subjectOf(content, place.folder);
    const missing = (manifests: readonly Manifest[]) => missingIn(content, place.folder, manifests);
    return checkIdsOf(content).map((checkId) => (
      { ...withoutFolder(place), checkId, container: content.container, ...checkedWaiver(content), isAbout, missing }
    ));
  });
}

function withoutFolder({ file, line, path: at }: Omit<WrittenWaiver, 'content'>) {
  return { file, line, path: at };
}

function problemOf(content: unknown): string | undefined {
  if (!isMap(content)) return 'it is no map with check, reason, owner and until';
  const unknown = Object.keys(content).find((key) => !KEYS.has(key));
  if (unknown !== undefined) return `it says ${unknown}, and may say ${[...KEYS].join(', ')}`;
  if (checkIdsOf(content).length === 0) return 'it names no check';
  const odd = SUBJECT.find((key) => content[key] !== undefined && !isText(content[key]));
  if (odd !== undefined) return `its ${odd} is no text`;
  // It may be about more than anybody looks at, so that somebody must, again and again.
  const missing = (['reason', 'owner', 'until'] as const).find((key) => !isText(content[key]));
  return missing === undefined ? globProblem(content) : `it says no ${missing}`;
}

function globProblem({ namespace, name }: PlainMap): string | undefined {
  try {
    [namespace, name].forEach((glob) => globPattern(glob ?? '*'));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function checkIdsOf({ check, checks }: PlainMap): string[] {
  return [check, ...listOf(checks)].filter(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** By namespace and name, which may be globs, by kind, and by the folder that the file stands in. */
function subjectOf({ namespace, kind, name }: PlainMap, folder: string | undefined): (manifest: Manifest) => boolean {
  const inNamespace = globPattern(namespace ?? '**');
  const hasName = globPattern(name ?? '**');
  const root = folder === undefined ? undefined : path.resolve(folder);
  return (manifest) => (kind === undefined || kind === manifest.kind || kind === manifest.groupKind)
    && hasName.test(manifest.name)
    && inNamespace.test(manifest.kind === 'Namespace' ? manifest.name : manifest.namespace)
    && (root === undefined || isBelow(manifest.source?.file, root));
}

function missingIn(content: PlainMap, folder: string | undefined, manifests: readonly Manifest[]): string | undefined {
  const fitting = manifests.filter(subjectOf(content, folder));
  if (fitting.length > 0) return missingContainer(content.container, fitting);
  const hints = (['kind', 'name', 'namespace'] as const).filter((key) => content[key] !== undefined).map((key) => {
    // Who else would be meant, were it not for this.
    const others = manifests.filter(subjectOf({ ...content, [key]: undefined }, folder));
    return suggestion(content[key], others.map((manifest) => valueOf(manifest, key, content)), `${key} `);
  });
  return `matches no object${hints.find((hint) => hint !== '') ?? ''}`;
}

/** A kind is compared as it is written, with its group or without. */
function valueOf(manifest: Manifest, key: 'kind' | 'name' | 'namespace', { kind }: PlainMap): string {
  if (key === 'kind') return textOf(kind).includes('/') ? manifest.groupKind : manifest.kind;
  return manifest[key];
}

function isBelow(file: string | undefined, folder: string): boolean {
  if (file === undefined) return false;
  const place = path.resolve(file);
  return place.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
