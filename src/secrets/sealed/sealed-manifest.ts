import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { isQualifiedKey } from '../../internal/naming/names';
import { sealingScope, SealingScope } from '../../internal/naming/sealing';
import { secretInPair } from '../../internal/secrets/search';
import { Place } from '../../internal/secrets/secret-values';
import { isSealed } from '../../internal/values/ciphertexts';
import { closestWord } from '../../internal/values/closest-word';
import { isObject, Json, JsonObject } from '../../internal/values/json';
import { Unshown } from '../../internal/values/shown-value';
import { checkGoTemplate } from '../go-template-text';
import { checkKeysOfType } from '../made-secret';
import { SecretKey } from '../secret-key';

const PROP = 'sealed';
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  '': ['apiVersion', 'kind', 'metadata', 'spec', 'status'],
  'metadata': ['name', 'namespace', 'annotations', 'labels', 'creationTimestamp'],
  'spec': ['encryptedData', 'template'],
  'spec.template': ['data', 'immutable', 'metadata', 'type'],
};

/** What a SealedSecret says, read from what kubeseal wrote. */
export interface SealedContent {
  readonly name: string;
  /** None where a cluster-wide one was made without. */
  readonly namespace?: string;
  readonly scope: SealingScope;
  readonly annotations: Record<string, string>;
  readonly labels: Record<string, string>;
  readonly encryptedData: Record<string, string>;
  readonly template: JsonObject;
}

/** Reads what kubeseal wrote, and refuses what it did not; values are never shown. */
export function sealedContent(scope: Construct, manifest: JsonObject): SealedContent {
  checkKind(scope, manifest);
  const [metadata, spec] = [mapAt(scope, 'metadata', manifest.metadata), mapAt(scope, 'spec', manifest.spec)];
  const template = mapAt(scope, 'spec.template', spec.template);
  for (const [place, map] of Object.entries({ '': manifest, metadata, spec, 'spec.template': template })) {
    checkKnown(scope, place, map);
  }
  const annotations = textsAt(scope, 'metadata.annotations', metadata.annotations);
  const encryptedData = textsAt(scope, 'spec.encryptedData', spec.encryptedData);
  checkEncrypted(scope, encryptedData);
  checkTemplate(scope, template, Object.keys(encryptedData));
  return {
    name: textAt(scope, 'metadata.name', metadata.name),
    namespace: metadata.namespace === undefined ? undefined : textAt(scope, 'metadata.namespace', metadata.namespace),
    scope: sealingScope(annotations),
    annotations,
    labels: textsAt(scope, 'metadata.labels', metadata.labels),
    encryptedData,
    template,
  };
}

function checkKind(scope: Construct, { apiVersion, kind }: JsonObject): void {
  const got = [apiVersion, kind].map((one) => (typeof one === 'string' ? one : 'nothing')).join(' ');
  if (got === 'bitnami.com/v1alpha1 SealedSecret') return;
  const remedy = kind === 'Secret'
    ? 'encrypt it with kubeseal first: this is the Secret itself, which must not be in Git'
    : 'give what kubeseal -o yaml wrote';
  fail(scope, { prop: `${PROP}.kind`, must: 'be bitnami.com/v1alpha1 SealedSecret', got, remedy });
}

function checkKnown(scope: Construct, place: string, map: JsonObject): void {
  const known = KNOWN[place];
  const unknown = Object.keys(map).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const prop = place === '' ? PROP : `${PROP}.${place}`;
  const remedy = unknown === 'data' ? 'seal it again: a newer kubeseal encrypts each key by itself'
    : `write ${closestWord(unknown, known) ?? `one of ${known.join(', ')}`}, or leave it out`;
  fail(scope, { prop, must: 'have no field that a SealedSecret does not have', got: unknown, remedy });
}

function checkEncrypted(scope: Construct, encryptedData: Record<string, string>): void {
  const prop = `${PROP}.spec.encryptedData`;
  if (Object.keys(encryptedData).length === 0) {
    fail(scope, { prop, must: 'have a key', got: {}, remedy: 'seal a Secret that has some' });
  }
  for (const [key, text] of Object.entries(encryptedData)) {
    SecretKey.of('sealed', key)._check(scope, prop);
    if (isSealed(text)) continue;
    const must = 'be a ciphertext of kubeseal';
    const remedy = 'seal it: Base64 alone encrypts nothing';
    fail(scope, { prop: `${prop}.${key}`, must, got: new Unshown('a text'), remedy });
  }
}

/** Entries of the template are templates themselves, which everybody may read. */
function checkTemplate(scope: Construct, { type, data }: JsonObject, sealedKeys: readonly string[]): void {
  const prop = `${PROP}.spec.template`;
  if (type !== undefined && (typeof type !== 'string' || !isQualifiedKey(type))) {
    fail(scope, { prop: `${prop}.type`, must: 'be a type of Secrets', got: type, remedy: 'write it like Opaque' });
  }
  const texts = textsAt(scope, 'spec.template.data', data);
  for (const [key, text] of Object.entries(texts)) {
    SecretKey.of('sealed', key)._check(scope, `${prop}.data`);
    checkGoTemplate(scope, `${prop}.data.${key}`, text);
    const kind = secretInPair(key, text, Place.FIELD);
    if (kind === undefined) continue;
    const remedy = 'seal it, and take it by {{ index . "key" }}';
    fail(scope, { prop: `${prop}.data.${key}`, must: 'hold no secret', got: new Unshown(kind), remedy });
  }
  if (type === undefined) return;
  checkKeysOfType(scope, `${prop}.type`, { type, keys: [...sealedKeys, ...Object.keys(texts)] });
}

function mapAt(scope: Construct, place: string, value: Json): JsonObject {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) {
    const remedy = 'give what kubeseal -o yaml wrote';
    fail(scope, { prop: `${PROP}.${place}`, must: 'be an object', got: new Unshown('a value'), remedy });
  }
  return value;
}

function textsAt(scope: Construct, place: string, value: Json): Record<string, string> {
  const map = mapAt(scope, place, value);
  for (const [key, text] of Object.entries(map)) textAt(scope, `${place}.${key}`, text);
  return { ...map } as Record<string, string>;
}

function textAt(scope: Construct, place: string, value: Json): string {
  if (typeof value === 'string') return value;
  const got = value === undefined ? value : new Unshown('a value');
  fail(scope, { prop: `${PROP}.${place}`, must: 'be text', got, remedy: 'give what kubeseal -o yaml wrote' });
}
