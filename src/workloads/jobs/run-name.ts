import { createHash } from 'crypto';
import { ApiObject } from 'cdk8s';
import { Overlay } from '../../internal/manifest/overlay';
import { JsonObject } from '../../internal/values/json';

const DIGITS = 8;
/** What follows the name of a job, and the hyphen between them. */
export const RUN_SUFFIX_LENGTH = DIGITS + 1;
/** What follows the name of a job and the hyphen, as a regular expression. */
export const RUN_SUFFIX = `[0-9a-f]{${DIGITS}}`;

/**
 * What the API server lets nobody change of a Job; the rest may be applied to one that is there.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/batch/validation/validation.go
 */
const IMMUTABLE = [
  'backoffLimitPerIndex', 'completionMode', 'completions', 'managedBy', 'podFailurePolicy', 'selector', 'successPolicy',
  'template',
];

/**
 * Gives a Job a name that changes with whatever cannot be changed of it, so that applying it never fails: another one
 * is made instead, and runs.
 */
export function nameByContent(job: ApiObject): void {
  Overlay.of(job).complete((document) => {
    const { metadata, spec } = document;
    return { ...document, metadata: { ...metadata, name: `${metadata.name}-${digestOf(spec)}` } };
  });
}

function digestOf(spec: JsonObject): string {
  const text = JSON.stringify(IMMUTABLE.map((field) => spec[field] ?? null));
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}
