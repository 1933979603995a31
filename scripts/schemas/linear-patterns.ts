import { Definitions, Json } from './json-schema';

const DOMAIN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';

/**
 * Patterns of definitions that try the same characters several times, and what takes the same texts without that.
 *
 * Manifests of strangers are put to them. Where a schema bounds the length as well, so does what stands here.
 */
const LINEAR: Readonly<Record<string, string>> = {
  // Base64, in lines.
  '^[A-Za-z0-9+/\\r\\n]*={0,2}[\\r\\n]*$': '^[A-Za-z0-9+/\\r\\n]*(={1,2}[\\r\\n]*)?$',
  // Whatever follows an authority is part of an address.
  '^(([^:/?#]+):)(//([^/?#]*))([^?#]*)(\\?([^#]*))?(#(.*))?': '^[^:/?#]+://',
  // Whatever follows the first character is anything at all.
  '^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|@every [^\\s]+.*|[^\\s]+( [^\\s]+){4})$':
    '^(@(annually|yearly|monthly|weekly|daily|midnight|hourly)|@every [^\\s].*|[^\\s]+( [^\\s]+){4})$',
  // What stands before the first of several is as good as what stands before any.
  '^.*@.*\\.iam\\.gserviceaccount\\.com$': '^[^@\\r\\n]*@.*\\.iam\\.gserviceaccount\\.com$',
  // Nothing is said about what stands before the last digit.
  '(^0|([0-9]*[.])?[0-9]+((K|M|G|T|E|P)i?)?B)$': '(^0|[0-9]((K|M|G|T|E|P)i?)?B)$',
  // Nor here about what stands before the last character of a domain.
  [`^Hostname|IPAddress|NamedAddress|${DOMAIN}\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$`]:
    '^Hostname|IPAddress|NamedAddress|[a-z0-9]\\/[A-Za-z0-9\\/\\-._~%!$&\'()*+,;=:]{1,253}$',
  [`^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|${DOMAIN}\\/[A-Za-z0-9]+$`]:
    '^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]\\/[A-Za-z0-9]+$',
};

/** The definitions with patterns whose cost is that of their text. */
export function withLinearPatterns(definitions: Definitions): Definitions {
  return rewrite(definitions) as Definitions;
}

function rewrite(value: Json, key = ''): Json {
  if (typeof value === 'string') return key === 'pattern' ? LINEAR[value] ?? value : value;
  if (Array.isArray(value)) return value.map((item) => rewrite(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, rewrite(child, name)]));
}
