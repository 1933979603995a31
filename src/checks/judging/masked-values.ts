import { secretInPair, secretsInCommand } from '../../internal/secrets/search';
import { Place } from '../../internal/secrets/secret-values';
import { Manifest } from '../model/manifest';
import { isMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const LAST_KEY = /([^.[\]]{1,100})(?:\[\d{1,10}\])?\]?$/;
const SEPARATORS = /[.[\]]+/;
/** Of a variable the name stands beside the value. */
const VARIABLE = /\.env\[\d+\]\.value$/;

/** A value that a finding quotes, or what it is where it looks like a secret: any field may hold one by mistake. */
export function maskedValue(manifest: Manifest, path: string | undefined, value: unknown): unknown {
  return masked(nameAt(manifest, path ?? ''), value);
}

function masked(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => masked(name, item));
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, masked(key, one)]));
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const text = String(value);
  const kind = secretInPair(name, text, Place.ENVIRONMENT) ?? secretsInCommand(text.split(/\s+/)).at(0)?.kind;
  return kind === undefined ? value : `[${kind}, which is not shown]`;
}

function nameAt({ content }: Manifest, path: string): string {
  if (!VARIABLE.test(path)) return LAST_KEY.exec(path)?.[1] ?? '';
  const parent = path.replace(/\.value$/, '').split(SEPARATORS).filter((key) => key !== '');
  const variable = parent.reduce<unknown>((node, key) => (
    Array.isArray(node) || isMap(node) ? (node as Record<string, unknown>)[key] : undefined
  ), content);
  return isMap(variable) ? textOf(variable.name) : '';
}
