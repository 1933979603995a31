import { IConstruct } from 'constructs';
import { fail } from '../internal/fail';
import { checkWebAddress, isWebAddress } from '../internal/values/addresses/web-address';
import { checkLink } from '../internal/values/plain-text';

/** The service that a dashboard shows. */
export interface ServicePlace {
  readonly namespace: string;
  readonly service: string;
}

const PLACEHOLDER = /\{(\w{1,100})\}/g;
const PLACEHOLDERS = ['namespace', 'service'];

/** Refuses what is no address, and placeholders that stand for nothing. */
export function checkDashboards(scope: IConstruct, address: string | undefined): void {
  if (address === undefined) return;
  checkLink(scope, 'dashboards', address);
  if (isWebAddress(address) && hasKnownPlaceholders(address) && address.includes('{service}')) return;
  fail(scope, {
    prop: 'dashboards',
    must: 'be an address by http or https, with {service} and perhaps {namespace} in it, and nothing else in braces',
    got: address,
    remedy: 'write it like https://grafana.example.com/d/service?var-namespace={namespace}&var-service={service}',
  });
}

/** The same of an address that is given for one service, and need not name it. */
export function checkDashboard(scope: IConstruct, prop: string, address: string | undefined): void {
  checkWebAddress(scope, prop, address);
  if (address === undefined || hasKnownPlaceholders(address)) return;
  const must = 'have nothing in braces but {service} and {namespace}';
  fail(scope, { prop, must, got: address, remedy: 'write what stands for something else as it is' });
}

function hasKnownPlaceholders(address: string): boolean {
  return [...address.matchAll(PLACEHOLDER)].every(([, name]) => PLACEHOLDERS.includes(name));
}

/** The address with the names of a service, which no address has to escape. */
export function dashboardAddress(address: string, place: ServicePlace): string {
  return address.replace(PLACEHOLDER, (_, name: keyof ServicePlace) => place[name]);
}
