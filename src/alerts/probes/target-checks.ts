import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { isAskedUrl } from '../../internal/values/addresses/asked-urls';
import { isHostPort } from '../../internal/values/addresses/hosts';
import { checkText, refuseSecret } from '../../internal/values/plain-text';

const HAS_PORT = /:\d+$/;
const URL_TEXT = /^https?:[^#]+$/;
const MODULE = /^[-\w.]+$/;

/** The addresses that are asked, with the prop that they were given as. */
export interface GivenTargets {
  readonly prop: string;
  readonly values: readonly string[];
  /** What two texts have alike that ask the same. */
  readonly keyOf: (value: string) => string;
}

/** Refuses that nothing is asked, or the same twice. */
export function checkTargets(scope: Construct, { prop, values, keyOf }: GivenTargets): void {
  if (values.length === 0) {
    fail(scope, { prop, must: 'name something to ask', got: values, remedy: 'give an address, or remove the probe' });
  }
  const keys = values.map(keyOf);
  const first = new Map(keys.map((key, index) => [key, index] as const).reverse());
  const twice = values.find((_, index) => first.get(keys[index]) !== index);
  if (twice === undefined) return;
  fail(scope, { prop, must: 'name each address once', got: twice, remedy: 'remove it there where it is too much' });
}

/** Refuses what is no page, or has a password in it, which would stand in the manifest. */
export function checkPage(scope: Construct, prop: string, value: string): void {
  if (!URL_TEXT.test(value) || !isAskedUrl(value)) {
    const must = 'be an http or https address without credentials and fragment';
    fail(scope, { prop, must, got: value, remedy: 'write it like https://shop.example.com/healthz' });
  }
  checkText(scope, prop, value);
  const remedy = 'ask a page that anybody may read: all who read the manifest could ask this one';
  refuseSecret(scope, { prop, must: 'be an address without credentials', remedy }, value);
}

/** A page by what is asked: names of hosts in any case, and the usual port, say nothing else. */
export function pageKey(value: string): string {
  return new URL(value).href;
}

/** The same of a host with a port. */
export function hostKey(value: string): string {
  return value.toLowerCase();
}

/** Refuses what is no host with a port. */
export function checkAddress(scope: Construct, prop: string, value: string): void {
  if (isHostPort(value)) return;
  const remedy = 'write it like shop.example.com:443, without a scheme and a path';
  fail(scope, { prop, must: 'be a host with a port', got: value, remedy });
}

/** A host with the port of TLS where it has none; refuses what is no host. */
export function tlsAddress(scope: Construct, prop: string, value: string): string {
  const address = HAS_PORT.test(value) ? value : `${value}:443`;
  if (isHostPort(address)) return address;
  const remedy = 'write it like shop.example.com or mail.example.com:465, without https:// and a path';
  return fail(scope, { prop, must: 'be a host, with its port where that is not 443', got: value, remedy });
}

/** Refuses what no module is called. */
export function checkModule(scope: Construct, value: string): void {
  if (MODULE.test(value)) return;
  const must = 'be the name of a module: letters, digits, -, _ and .';
  const remedy = 'write it as in the configuration of the blackbox exporter';
  fail(scope, { prop: 'module', must, got: value, remedy });
}
