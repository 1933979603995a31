import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { fail, pathOf } from '../internal/fail';
import { checkField, FieldPath, KeptField } from '../internal/manifest/kept-fields';
import { Overlay } from '../internal/manifest/overlay';
import { missingKeysText } from '../internal/naming/keys-of-types';
import { madeSecrets } from '../internal/tree/claims';

/** Where a Secret is. */
export interface SecretPlace {
  readonly namespace: string;
  readonly name: string;
}

/** Refuses a second maker of one Secret: each would write its keys over those of the other. */
export function claimSecret(scope: Construct, { namespace, name }: SecretPlace): void {
  const other = madeSecrets(scope).claim(`${namespace}/${name}`, scope);
  if (other === undefined) return;
  const must = `name a Secret that nothing else makes, and ${pathOf(other)} makes it`;
  fail(scope, { prop: 'name', must, got: `${namespace}/${name}`, remedy: 'give one of the two another name' });
}

/** The type of a Secret, and the keys that it is made with. */
export interface TypedKeys {
  readonly type: string;
  readonly keys: readonly string[];
}

/** Refuses what the API server would refuse of whoever makes it, where nobody looks. */
export function checkKeysOfType(scope: Construct, prop: string, { type, keys }: TypedKeys): void {
  const missing = missingKeysText(type, keys);
  if (missing === '') return;
  const must = `come with ${missing}, without which the API server refuses the Secret`;
  fail(scope, { prop, must, got: type, remedy: 'add what is missing, or leave the type out' });
}

/** Where the place of a Secret stands in the object that makes it. */
export interface KeptPlace extends SecretPlace {
  /** Where its name stands. */
  readonly names: readonly FieldPath[];
  /** Where its namespace stands. */
  readonly namespaces: readonly FieldPath[];
}

/** Pods go by the place of the Secret. */
export function keepSecret(scope: Construct, object: ApiObject, kept: KeptPlace): void {
  const { name, namespace, names, namespaces } = kept;
  const reason = 'workloads take the Secret by that';
  const fields: KeptField[] = [
    ...names.map((path) => ({ path, value: name, reason, remedy: 'give it the prop name instead' })),
    ...namespaces.map((path) => ({ path, value: namespace, reason, remedy: 'make it in the other namespace instead' })),
  ];
  Overlay.of(object).require((document) => {
    for (const field of fields) checkField(scope, document, field);
  }, () => false);
}
