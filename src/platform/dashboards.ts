import { IConstruct } from 'constructs';
import { fail } from '../internal/fail';
import { isWebAddress } from '../internal/values/addresses/web-address';
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
  const names = [...address.matchAll(PLACEHOLDER)].map(([, name]) => name);
  const isKnown = names.every((name) => PLACEHOLDERS.includes(name));
  if (isWebAddress(address) && isKnown && names.includes('service')) return;
  fail(scope, {
    prop: 'dashboards',
    must: 'be an address by http or https, with {service} and perhaps {namespace} in it, and nothing else in braces',
    got: address,
    remedy: 'write it like https://grafana.example.com/d/service?var-namespace={namespace}&var-service={service}',
  });
}

/** The address with the names of a service, which no address has to escape. */
export function dashboardAddress(address: string, place: ServicePlace): string {
  return address.replace(PLACEHOLDER, (_, name: keyof ServicePlace) => place[name]);
}
