import { Construct } from 'constructs';
import { checkKnown, mapAt, PROP, textsAt } from './sealed-fields';
import { checkUnmoved, ownMetadata, metadataOfTemplate } from './sealed-metadata';
import { fail } from '../../internal/fail';
import { isQualifiedKey } from '../../internal/naming/names';
import { sealingScope, SealingScope } from '../../internal/naming/sealing';
import { isSealed } from '../../internal/values/ciphertexts';
import { JsonObject } from '../../internal/values/json';
import { Unshown } from '../../internal/values/shown-value';
import { checkGoTemplate } from '../go-template-text';
import { checkKeysOfType } from '../made-secret';
import { SecretKey } from '../secret-key';
import { secretInTemplate } from '../template-secrets';

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  '': ['apiVersion', 'kind', 'metadata', 'spec', 'status'],
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
  /** With metadata, which may be empty. */
  readonly template: JsonObject;
}

/** Reads what kubeseal wrote, and refuses what it did not; values are never shown. */
export function sealedContent(scope: Construct, manifest: JsonObject): SealedContent {
  checkKind(scope, manifest);
  const [own, spec] = [ownMetadata(scope, manifest.metadata), mapAt(scope, 'spec', manifest.spec)];
  const given = mapAt(scope, 'spec.template', spec.template);
  for (const [place, map] of Object.entries({ '': manifest, spec, 'spec.template': given })) {
    checkKnown(scope, place, { map, known: KNOWN[place] });
  }
  const encryptedData = textsAt(scope, 'spec.encryptedData', spec.encryptedData);
  checkEncrypted(scope, encryptedData);
  const template = { ...given, metadata: metadataOfTemplate(scope, given.metadata) };
  checkTemplate(scope, template, Object.keys(encryptedData));
  const { name, namespace = '', annotations } = own;
  checkUnmoved(scope, { name, namespace, annotations, template: template.metadata });
  return { ...own, scope: sealingScope(annotations), encryptedData, template };
}

function checkKind(scope: Construct, { apiVersion, kind }: JsonObject): void {
  const got = [apiVersion, kind].map((one) => (typeof one === 'string' ? one : 'nothing')).join(' ');
  if (got === 'bitnami.com/v1alpha1 SealedSecret') return;
  const remedy = kind === 'Secret'
    ? 'encrypt it with kubeseal first: this is the Secret itself, which must not be in Git'
    : 'give what kubeseal -o yaml wrote';
  fail(scope, { prop: `${PROP}.kind`, must: 'be bitnami.com/v1alpha1 SealedSecret', got, remedy });
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
function checkTemplate(scope: Construct, template: JsonObject, sealedKeys: readonly string[]): void {
  const prop = `${PROP}.spec.template`;
  const { type, data, immutable } = template;
  if (immutable !== undefined && immutable !== null && typeof immutable !== 'boolean') {
    const got = new Unshown('a value');
    fail(scope, { prop: `${prop}.immutable`, must: 'be true or false', got, remedy: 'write it without quotes' });
  }
  if (type !== undefined && (typeof type !== 'string' || !isQualifiedKey(type))) {
    fail(scope, { prop: `${prop}.type`, must: 'be a type of Secrets', got: type, remedy: 'write it like Opaque' });
  }
  const texts = textsAt(scope, 'spec.template.data', data);
  for (const [key, text] of Object.entries(texts)) {
    SecretKey.of('sealed', key)._check(scope, `${prop}.data`);
    checkGoTemplate(scope, `${prop}.data.${key}`, text);
    const kind = secretInTemplate({ key, text, names: sealedKeys });
    if (kind === undefined) continue;
    const remedy = 'seal it, and take it by {{ index . "key" }}';
    fail(scope, { prop: `${prop}.data.${key}`, must: 'hold no secret', got: new Unshown(kind), remedy });
  }
  if (type === undefined) return;
  checkKeysOfType(scope, `${prop}.type`, { type, keys: [...sealedKeys, ...Object.keys(texts)] });
}
