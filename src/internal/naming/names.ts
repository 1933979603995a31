import { createHash } from 'crypto';
import { IConstruct } from 'constructs';
import { fail } from '../fail';
import { isMemberOfObject } from '../values/json';
import { withoutTrailing } from '../values/trailing';
import { misreadBecause } from '../values/yaml/yaml-text';

const DNS_1123_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1035_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1123_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

export const MAX_LABEL_LENGTH = 63;
export const MAX_SUBDOMAIN_LENGTH = 253;
const HASH_LENGTH = 8;
const PLAIN_PATH = /^(\/[a-z0-9]+)+$/;

export function isDnsLabel(name: string): boolean {
  return name.length <= MAX_LABEL_LENGTH && DNS_1123_LABEL.test(name);
}

/** Service names are stricter than other names: they may not begin with a digit. */
export function isServiceName(name: string): boolean {
  return name.length <= MAX_LABEL_LENGTH && DNS_1035_LABEL.test(name);
}

export function isDnsSubdomain(name: string): boolean {
  return name.length <= MAX_SUBDOMAIN_LENGTH && DNS_1123_SUBDOMAIN.test(name);
}

export function isPortName(name: string): boolean {
  return PORT_NAME.test(name);
}

export function isLabelValue(value: string): boolean {
  return value === '' || QUALIFIED_NAME.test(value);
}

/** Whether `key` may be the key of a label or an annotation: `[prefix/]name`. */
export function isQualifiedKey(key: string): boolean {
  const parts = key.split('/');
  const name = parts.pop() ?? '';
  return QUALIFIED_NAME.test(name) && (parts.length === 0 || (parts.length === 1 && isDnsSubdomain(parts[0])));
}

/** The name of the volume at a folder: `/var/cache` becomes `var-cache`, and what would read the same gets a hash. */
export function volumeName(path: string): string {
  const plain = path.slice(1).replace(/\//g, '-');
  if (PLAIN_PATH.test(path) && isDnsLabel(plain)) return plain;
  const slug = plain.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, MAX_LABEL_LENGTH - HASH_LENGTH - 1);
  return `${slug.replace(/^-|-$/g, '') || 'volume'}-${hashOf(path)}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}

/** The text as a DNS-1123 label; what is too long is cut and gets a hash, so that no two become one. */
export function shortenedLabel(text: string): string {
  return shortened(text, MAX_LABEL_LENGTH);
}

/** The text with so many characters at most; what is too long is cut and gets a hash. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - HASH_LENGTH - 1);
  return `${withoutTrailing(kept, '-')}-${hashOf(text)}`;
}

/** Refuses a name that is no DNS-1123 label. */
export function checkDnsLabel(scope: IConstruct, prop: string, name: string): void {
  if (typeof name !== 'string' || !isDnsLabel(name)) {
    fail(scope, {
      prop,
      must: 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)',
      got: name,
      remedy: 'choose such a name',
    });
  }
  checkReadable(scope, prop, name);
}

/** Refuses a name that is no DNS-1123 subdomain. */
export function checkDnsSubdomain(scope: IConstruct, prop: string, name: string): void {
  if (typeof name !== 'string' || !isDnsSubdomain(name)) {
    fail(scope, {
      prop,
      must: 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)',
      got: name,
      remedy: 'choose such a name',
    });
  }
  checkReadable(scope, prop, name);
}

/** Refuses a value that no label can hold. */
export function checkLabelValue(scope: IConstruct, prop: string, value: string): void {
  if (typeof value !== 'string' || value === '' || !isLabelValue(value)) {
    fail(scope, {
      prop,
      must: 'be a label value (letters, digits, -, _ and ., at most 63, with a letter or digit at both ends)',
      got: value,
      remedy: 'shorten it or replace the other characters',
    });
  }
  checkReadable(scope, prop, value);
}

/** Refuses labels whose key or value Kubernetes would refuse. */
export function checkLabels(scope: IConstruct, prop: string, labels: Record<string, string>): void {
  for (const [key, value] of Object.entries(labels)) {
    if (!isQualifiedKey(key)) {
      fail(scope, { prop, must: 'hold label keys like example.com/name', got: key, remedy: 'correct this key' });
    }
    checkKey(scope, prop, key);
    if (value !== '') checkLabelValue(scope, `${prop}.${key}`, value);
  }
}

/** Refuses a key that could not be told from what every JavaScript object has, such as `constructor`. */
export function checkKey(scope: IConstruct, prop: string, key: string): void {
  if (isMemberOfObject(key)) {
    fail(scope, { prop, must: 'hold no word that every JavaScript object has', got: key, remedy: 'rename it' });
  }
}

function checkReadable(scope: IConstruct, prop: string, name: string): void {
  const must = misreadBecause(name);
  if (must !== undefined) fail(scope, { prop, must, got: name, remedy: 'choose another' });
}
