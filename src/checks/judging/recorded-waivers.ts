import { checkedWaiver } from './waiver-content';
import { WAIVER_ANNOTATION_PREFIX } from '../../internal/naming/labels';
import type { Manifest } from '../model/manifest';
import { isMap } from '../model/values/plain-data';
import type { Waiver } from '../model/waiver';

/** A waiver as it stands in an annotation. */
export interface WaiverEntry {
  readonly checkId: string;
  readonly container?: string;
  /** Where the annotation stands. */
  readonly path: string;
  readonly waiver?: Waiver;
  /** What is wrong with it; then it is not followed. */
  readonly problem?: string;
}

/** The waivers of an object, those in its pods' annotations included. */
export function waiversOf({ annotations, pods }: Manifest): WaiverEntry[] {
  const places = [{ map: annotations, path: 'metadata' }, ...pods.filter(({ path }) => path !== '').map((pod) => (
    { map: pod.annotations, path: `${pod.path}.metadata` }
  ))];
  const said = new Set<string>();
  return places.flatMap(({ map, path }) => Object.entries(map)
    .filter(([key]) => key.startsWith(WAIVER_ANNOTATION_PREFIX))
    // Programs that annotate whatever they find write the same to an object and to its pods.
    .filter(([key, value]) => isFirst(said, `${key} ${JSON.stringify(value)}`))
    .map(([key, value]) => ({ ...subjectOf(key), path: `${path}.annotations[${key}]`, ...readWaiver(value) })));
}

/** Whether it is for the whole object and has no end, as what other tools are told. */
export function isForAll({ container, waiver }: WaiverEntry): boolean {
  return container === undefined && waiver !== undefined && waiver.until === undefined;
}

function isFirst(said: Set<string>, text: string): boolean {
  const { size } = said;
  return said.add(text).size > size;
}

function subjectOf(annotation: string): { checkId: string; container?: string } {
  const [checkId, ...rest] = annotation.slice(WAIVER_ANNOTATION_PREFIX.length).split('.');
  return { checkId, container: rest.length === 0 ? undefined : rest.join('.') };
}

function readWaiver(value: unknown): { waiver: Waiver } | { problem: string } {
  if (typeof value !== 'string' || value.trim() === '') return { problem: 'it gives no reason' };
  if (!value.trim().startsWith('{')) return checkedWaiver({ reason: value });
  const parsed = parseJson(value);
  return isMap(parsed) ? checkedWaiver(parsed) : { problem: 'it begins like JSON and is none' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
