import { JsonSchema } from '../json-schema';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const QUALIFIED = '([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)';

/** What labels, annotations and node labels are called. */
export const QUALIFIED_NAME: JsonSchema = {
  pattern: `^(${SUBDOMAIN}/)?${QUALIFIED}$`,
  maxLength: 317,
  description: 'a name of at most 63 letters, digits, "-", "_" and ".", after a DNS prefix and "/" if it has one',
};

/** As labels are called, in whatever case. */
const ANNOTATION_NAME: JsonSchema = {
  ...QUALIFIED_NAME,
  pattern: `^(${SUBDOMAIN.replaceAll('a-z', 'A-Za-z')}/)?${QUALIFIED}$`,
};

export const LABEL_VALUE: JsonSchema = {
  pattern: `^${QUALIFIED}?$`,
  description: 'at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
};

export const DNS_LABEL: JsonSchema = {
  pattern: `^${LABEL}$`,
  maxLength: 63,
  description: 'a DNS label: at most 63 lower-case letters, digits and "-", with a letter or digit at both ends',
};

export const DNS_SUBDOMAIN: JsonSchema = {
  pattern: `^${SUBDOMAIN}$`,
  maxLength: 253,
  description:
    'a DNS name: at most 253 lower-case letters, digits, "-" and ".", with a letter or digit at both ends',
};

/** A host name, of which the first label may be `*`. */
export const HOST_NAME: JsonSchema = {
  pattern: `^(\\*\\.)?${SUBDOMAIN}$|^$`,
  maxLength: 253,
  description: 'a DNS name of lower-case letters, digits, "-" and ".", whose first part may be "*"',
};

export const PORT_NAME: JsonSchema = {
  pattern: '^(?!.*--)(?=.*[a-z])[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  maxLength: 15,
  description:
    'at most 15 lower-case letters, digits and "-", with a letter in it and no "-" at an end or beside another',
};

/** As names in the path of a request may look. */
export const PATH_SEGMENT: JsonSchema = {
  pattern: '^(?!\\.{1,2}$)[^/%]+$',
  description: 'a name without "/" and "%"',
};

export const PORT: JsonSchema = { minimum: 1, maximum: 65535, description: 'a port from 1 to 65535' };
export const PORT_OR_NONE: JsonSchema = { minimum: 0, maximum: 65535, description: 'a port from 1 to 65535' };

/** A number of a port, or the name of one. */
export const PORT_OR_NAME: JsonSchema = {
  minimum: 1,
  maximum: 65535,
  pattern: PORT_NAME.pattern,
  maxLength: 15,
  description: 'a port from 1 to 65535, or the name of one: at most 15 lower-case letters, digits and "-"',
};

export const NOT_NEGATIVE: JsonSchema = { minimum: 0 };
export const POSITIVE: JsonSchema = { minimum: 1 };
export const NOT_EMPTY: JsonSchema = { minLength: 1 };
export const SOME: JsonSchema = { minItems: 1 };

/** A number that is not negative, or a percentage of whole percents. */
export const COUNT_OR_PERCENT: JsonSchema = {
  minimum: 0,
  maximum: 2147483647,
  pattern: '^[0-9]+%$',
  description: 'a number that is not negative, or a percentage such as "25%"',
};

/** Of these pods at most all. */
export const COUNT_OR_SHARE: JsonSchema = {
  minimum: 0,
  maximum: 2147483647,
  pattern: '^0*(100|[0-9]{1,2})%$',
  description: 'a number that is not negative, or a percentage from "0%" to "100%"',
};

export const ABSOLUTE_PATH: JsonSchema = { pattern: '^/', description: 'a path that begins with "/"' };

/** A path that stays where it is put. */
export const INNER_PATH: JsonSchema = {
  pattern: '^(?!/)(?!(.*/)?\\.\\.(/|$))',
  description: 'a path that does not begin with "/" and has no ".."',
};

export const LABELS: JsonSchema = {
  propertyNames: QUALIFIED_NAME,
  additionalProperties: { type: 'string', ...LABEL_VALUE },
};
export const ANNOTATIONS: JsonSchema = { propertyNames: ANNOTATION_NAME };

/** Keys of ConfigMaps and Secrets, which become names of files. */
export const FILE_KEY: JsonSchema = {
  pattern: '^(?!\\.\\.)(?!\\.$)[-._a-zA-Z0-9]+$',
  maxLength: 253,
  description: 'a key of at most 253 letters, digits, "-", "_" and ".", which does not begin with ".."',
};

export const FILE_KEYS: JsonSchema = { propertyNames: FILE_KEY };

/** What is empty is left out, to the API server. */
export function emptyOr(schema: JsonSchema): JsonSchema {
  return { ...schema, pattern: `${schema.pattern as string}|^$` };
}

/** One of the words, where the published definition names none. */
export function oneOf(...words: string[]): JsonSchema {
  return { enum: words };
}

/** One of the words, or nothing. */
export function maybeOneOf(...words: string[]): JsonSchema {
  return { enum: ['', ...words] };
}

/** Exactly one of the fields is there. */
export function exactlyOne(...fields: string[]): JsonSchema {
  return { oneOf: fields.map((field) => ({ required: [field] })), description: `exactly one of ${listed(fields)}` };
}

/** Not all of the fields are there. */
export function notTogether(...fields: string[]): JsonSchema {
  return { not: { required: fields }, description: `not ${fields.join(' together with ')}` };
}

/** The field is there, whose words decide about others. */
export function where(field: string, words: readonly string[], then: JsonSchema): JsonSchema {
  return { if: { required: [field], properties: { [field]: { enum: [...words] } } }, then };
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
