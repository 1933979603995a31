import { IConstruct } from 'constructs';
import { Unshown } from './shown-value';
import { Complaint, fail } from '../fail';
import { secretInPair } from '../secrets/search';
import { Place } from '../secrets/secret-values';
import { isUnicode, misreadBecause } from './yaml/yaml-text';

const NUL = '\0';

/** Refuses text that UTF-8 files cannot hold. */
export function checkText(scope: IConstruct, prop: string, value: string): void {
  if (typeof value !== 'string') {
    fail(scope, { prop, must: 'be text', got: value, remedy: 'give it a value, or leave it out' });
  }
  if (!isUnicode(value)) {
    fail(scope, { prop, must: 'be valid Unicode text', got: value, remedy: 'remove the unpaired surrogate' });
  }
  const must = misreadBecause(value);
  if (must !== undefined) fail(scope, { prop, must, got: value, remedy: 'write it differently, or ship it in a file' });
}

/** Refuses text that no process can be given as an argument or in its environment. */
export function checkProcessText(scope: IConstruct, prop: string, value: string): void {
  checkText(scope, prop, value);
  if (value.includes(NUL)) {
    fail(scope, { prop, must: 'hold no NUL character', got: value, remedy: 'remove it, no process can receive one' });
  }
}

/** Refuses a reason that says nothing. */
export function checkReason(scope: IConstruct, prop: string, reason: string): void {
  if (typeof reason === 'string') checkText(scope, prop, reason);
  if (typeof reason !== 'string' || reason.trim() === '') {
    fail(scope, { prop, must: 'say why', got: reason, remedy: 'write the reason, it appears in the readiness report' });
  }
}

/** Refuses a command line with an argument that no process can be given. */
export function checkArguments(scope: IConstruct, prop: string, list: readonly string[] | undefined): void {
  list?.forEach((argument) => checkProcessText(scope, prop, argument));
}

/** Refuses a link that everybody reads, and that would let them in. */
export function checkLink(scope: IConstruct, prop: string, address: string): void {
  checkText(scope, prop, address);
  const remedy = 'take it out: whoever follows the link logs in there';
  refuseSecret(scope, { prop, must: 'be a link without credentials', remedy }, address);
}

/** Refuses the secret itself, which somebody may give who does not know that its place is asked for. */
export function checkSecretReference(scope: IConstruct, { prop, remedy }: AskedPlace, text: string): void {
  checkText(scope, prop, text);
  refuseSecret(scope, { prop, must: 'say where the secret is, and not what', remedy }, text);
}

/** A prop that asks where a secret is, and what to do with the secret itself. */
type AskedPlace = Pick<Complaint, 'prop' | 'remedy'>;

/** Refuses a text that everybody reads where it is, or holds, what is known as a secret. */
export function refuseSecret(scope: IConstruct, complaint: Omit<Complaint, 'got'>, value: string): void {
  const kind = secretInPair('', value, Place.FIELD);
  if (kind !== undefined) fail(scope, { ...complaint, got: new Unshown(kind) });
}
