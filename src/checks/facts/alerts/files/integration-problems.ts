import { REQUIREMENTS } from './alertmanager-fields';
import { misspelt } from './field-problems';
import { COMMON_FIELDS, INTEGRATION_FIELDS } from './integration-fields';
import { isPlaceholder } from '../../../../internal/secrets/placeholders';
import { isUrlOfGo } from '../../../../internal/values/addresses/asked-urls';
import { Finding } from '../../../model/check';
import { isMap, mapOf, PlainMap } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { duplicates, isSet, problem, where } from '../../validity/problems';

/** Fields whose values are addresses that Alertmanager calls, here or in `global`. */
const ADDRESS = /^(?:(?:\w+_)?(?:api|app|webhook)_url|pagerduty_url)$/;
const ADDRESSES_OF_THEIR_OWN: Readonly<Record<string, readonly string[]>> = {
  incidentio_configs: ['url'], pagerduty_configs: ['url'], webhook_configs: ['url'],
};
/** What may be any text there. */
const ANY_TEXT: Readonly<Record<string, readonly string[]>> = { sns_configs: ['api_url'], pushover_configs: ['url'] };
const SERVER = /^(?:[^:[\]]*|\[[^[\]]*\]):[^:[\]]+$/;
/** What knows no key but that of its client. */
const WITH_AUTHORIZATION = ['webex_configs'];

/** What is an address besides what is called so, and what is none. */
interface OtherAddresses {
  readonly besides?: readonly string[];
  readonly butNot?: readonly string[];
}

/** What Alertmanager refuses in an integration of a receiver. */
export function integrationProblems(field: string, from: { own: unknown; global: PlainMap }, path: string): Finding[] {
  if (!isMap(from.own)) return [problem(path, `has ${field} with nothing in it`)];
  const { own } = from;
  const known = INTEGRATION_FIELDS[field];
  return [
    ...known === undefined ? [] : misspelt(own, [...COMMON_FIELDS, ...known], `${path}.`),
    ...twice(own, path),
    ...missingFields(field, { own, global: from.global }, path),
    ...addresses(own, path, { besides: ADDRESSES_OF_THEIR_OWN[field], butNot: ANY_TEXT[field] }),
    ...where(WITH_AUTHORIZATION.includes(field) && !isSet(mapOf(own.http_config).authorization), problem(
      `${path}.http_config.authorization`, `has ${field} without http_config.authorization`,
    )),
    ...duplicates(Object.keys(mapOf(own.headers)), (name) => name.toLowerCase(), (name) => (
      problem(`${path}.headers`, `has the header ${name} twice, for their case does not count`)
    )),
  ];
}

/** A value as text and as a file too. */
export function twice(map: PlainMap, path: string): Finding[] {
  return Object.keys(map).filter((field) => isSet(map[field]) && isSet(map[`${field}_file`]))
    .map((field) => problem(`${path}.${field}`, `has both ${field} and ${field}_file`));
}

/** Addresses that are none; they may be secret, and are not shown. */
export function addresses(
  map: PlainMap, path: string, { besides = [], butNot = [] }: OtherAddresses = {},
): Finding[] {
  const fields = Object.keys(map).filter((field) => besides.includes(field) || ADDRESS.test(field))
    .filter((field) => !butNot.includes(field) && isSet(map[field]));
  return [
    ...fields.filter((field) => !isFilledIn(map[field]) && !isUrlOfGo(textOf(map[field]))).map((field) => (
      problem(`${path}.${field}`, `has ${field} that is no address such as https://example.com`)
    )),
    ...['smarthost', 'smtp_smarthost'].filter((field) => isSet(map[field]) && !isFilledIn(map[field]))
      .filter((field) => !SERVER.test(textOf(map[field]))).map((field) => (
        problem(`${path}.${field}`, `has ${field} without a port, unlike smtp.example.com:587`, map[field])
      )),
  ];
}

function missingFields(field: string, { own, global }: { own: PlainMap; global: PlainMap }, path: string): Finding[] {
  const missing = (REQUIREMENTS[field] ?? []).filter((one) => (
    !one.own.some((name) => isGiven(own, name)) && !(one.global ?? []).some((name) => isGiven(global, name))
  ));
  return missing.map(({ own: names, global: shared = [] }) => {
    const places = [...names, ...shared.map((name) => `global.${name}`)].join(' or ');
    return problem(`${path}.${names[0]}`, `has ${field} without ${places}`);
  });
}

/** Whether something stands in a field or comes from a file. */
function isGiven(map: PlainMap, field: string): boolean {
  return isSet(map[field]) || isSet(map[`${field}_file`]);
}

/** Also a template, which the address of a webhook may be. */
function isFilledIn(value: unknown): boolean {
  const text = textOf(value);
  return isPlaceholder(text) || text.includes('{{');
}
