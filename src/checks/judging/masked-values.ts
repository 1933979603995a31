import { unshown } from '../../internal/secrets/masked-text';
import { secretInPair, secretsInCommand } from '../../internal/secrets/search';
import { Place } from '../../internal/secrets/secret-values';
import { SeenPairs } from '../../internal/secrets/seen-texts';
import { Manifest } from '../model/manifest';
import { isMap, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const LAST_KEY = /([^.[\]]{1,100})(?:\[\d{1,10}\])?\]?$/;
const SEPARATORS = /[.[\]]+/;
/** Of a variable the name stands beside the value. */
const VARIABLE = /\.env\[\d+\]\.value$/;

const KINDS = new SeenPairs<string | undefined>();

/** A value that a finding quotes, or what it is where it looks like a secret; `mask` knows those of its object. */
export function maskedValue(value: unknown, name: string, mask: (text: string) => string): unknown {
  return new ValueMask(mask).applyTo(value, name);
}

/** The kind of secret that a quoted value is as a whole; undefined where it is none. */
export function secretKindOf(value: unknown, name: string): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? kindOf(name, String(value)) : undefined;
}

const OWN = { enumerable: true, writable: true, configurable: true };

class ValueMask {
  /** What is being copied, which may hold itself. */
  private readonly copies = new Map<unknown, unknown>();

  constructor(private readonly mask: (text: string) => string) {}

  public applyTo(value: unknown, name: string): unknown {
    if (typeof value === 'string' || typeof value === 'number') return this.maskedWord(value, name);
    if (!Array.isArray(value) && !isMap(value)) return value;
    if (this.copies.has(value)) return this.copies.get(value);
    const copy = Array.isArray(value) ? [] : {};
    this.copies.set(value, copy);
    for (const key of Object.keys(value)) {
      const item = this.applyTo((value as PlainMap)[key], Array.isArray(value) ? name : key);
      // A key may be `__proto__`, which is set otherwise.
      Object.defineProperty(copy, this.mask(key), { ...OWN, value: item });
    }
    this.copies.delete(value);
    return copy;
  }

  private maskedWord(value: string | number, name: string): unknown {
    const text = String(value);
    const kind = kindOf(name, text);
    if (kind !== undefined) return unshown(kind);
    const shown = this.mask(text);
    return shown === text ? value : shown;
  }
}

function kindOf(name: string, text: string): string | undefined {
  return KINDS.of(name, text, searchValue);
}

function searchValue(name: string, text: string): string | undefined {
  return secretInPair(name, text, Place.ENVIRONMENT) ?? secretsInCommand(text.split(/\s+/)).at(0)?.kind;
}

/** What the value at a path is called. */
export function nameAt({ content }: Manifest, path: string): string {
  if (!VARIABLE.test(path)) return LAST_KEY.exec(path)?.[1] ?? '';
  const parent = path.replace(/\.value$/, '').split(SEPARATORS).filter((key) => key !== '');
  const variable = parent.reduce<unknown>((node, key) => (
    Array.isArray(node) || isMap(node) ? (node as Record<string, unknown>)[key] : undefined
  ), content);
  return isMap(variable) ? textOf(variable.name) : '';
}
