import { ACCEPTED_DIFFERENCES } from './accepted-differences';

/** What the server keeps otherwise than it was told. */
export interface Differences {
  readonly unlisted: readonly string[];
  /** Places in the list of those that are accepted. */
  readonly accepted: readonly number[];
}

/** Compares every value that was sent with what the server keeps; what it adds is its own affair. */
export function differences(kind: string, sent: unknown, kept: unknown): Differences {
  const accepted: number[] = [];
  const unlisted = compare(asKept(sent), kept, '').filter(({ path }) => {
    const index = ACCEPTED_DIFFERENCES.findIndex((entry) => entry.kind === kind && entry.path.test(path));
    if (index >= 0) accepted.push(index);
    return index < 0;
  });
  return { accepted, unlisted: unlisted.map(({ path, was, is }) => `${path}: ${show(was)} became ${show(is)}`) };
}

/** Text of a Secret is kept among its other data. */
function asKept(sent: any): unknown {
  if (sent?.stringData === undefined) return sent;
  const { stringData, data, ...others } = sent;
  const texts = Object.entries<string>(stringData).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  return { ...others, data: { ...data, ...Object.fromEntries(texts) } };
}

interface Difference {
  readonly path: string;
  readonly was: unknown;
  readonly is: unknown;
}

function compare(sent: any, kept: any, path: string): Difference[] {
  const isNested = typeof sent === 'object' && sent !== null && Object.keys(sent).length > 0;
  if (!isNested || typeof kept !== 'object' || kept === null) {
    return JSON.stringify(sent) === JSON.stringify(kept) ? [] : [{ path, was: sent, is: kept }];
  }
  return Object.keys(sent).flatMap((key) => {
    const step = Array.isArray(sent) ? `[${key}]` : `${path === '' ? '' : '.'}${key}`;
    return compare(sent[key], kept[key], path + step);
  });
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
