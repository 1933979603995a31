import { Construct } from 'constructs';
import { SyncedSecretTemplate } from './synced-secret-props';
import { fail } from '../../internal/fail';
import { isQualifiedKey } from '../../internal/naming/names';
import { closestWord } from '../../internal/values/closest-word';
import { JsonObject } from '../../internal/values/json';
import { checkText } from '../../internal/values/plain-text';
import { Unshown } from '../../internal/values/shown-value';
import { goTemplateParts } from '../../internal/values/templates/go-template';
import { checkGoTemplate } from '../go-template-text';
import { checkKeysOfType } from '../made-secret';
import { SecretKey } from '../secret-key';
import { secretInTemplate, TemplatedEntry } from '../template-secrets';

const WORD = /^\w+$/;
const QUOTED = /"(?:[^"\\]|\\.)*"|`[^`]*`/g;
const FIELD = /(?<![\w)\]$])\.([A-Za-z_]\w*)/g;
/** Within these a dot is something else, or a name may be anything. */
const OTHER_DOT = /\b(range|with|define|template|block)\b/;

/** A template, and the names of what it may take. */
interface GivenTemplate {
  readonly template: SyncedSecretTemplate;
  readonly names: readonly string[];
}

/** Refuses what would hold a secret, or what the operator could not make. */
export function checkTemplate(scope: Construct, { template, names }: GivenTemplate): void {
  const { type, data } = template;
  if (type !== undefined) checkType(scope, type, data === undefined ? names : Object.keys(data));
  if (data === undefined) return;
  if (Object.keys(data).length === 0) {
    fail(scope, { prop: 'template.data', must: 'hold a key', got: data, remedy: 'leave it out to have the values' });
  }
  for (const [key, text] of Object.entries(data)) {
    SecretKey.of('template', key)._check(scope, 'template.data');
    checkEntry(scope, { key, text, names });
  }
}

function checkType(scope: Construct, type: string, keys: readonly string[]): void {
  const prop = 'template.type';
  if (!isQualifiedKey(type)) {
    fail(scope, { prop, must: 'be a type of Secrets', got: type, remedy: 'write it like kubernetes.io/tls' });
  }
  checkKeysOfType(scope, prop, { type, keys });
}

/** `spec.target.template`: where there is one, the operator gives the Secret no other labels. */
export function templateFields(labels: Record<string, string>, template: SyncedSecretTemplate): JsonObject {
  const { type, data } = template;
  return { engineVersion: 'v2', mergePolicy: 'Replace', type, metadata: { labels }, data: data && { ...data } };
}

interface Entry extends TemplatedEntry {
  readonly names: readonly string[];
}

function checkEntry(scope: Construct, { key, text, names }: Entry): void {
  const prop = `template.data.${key}`;
  checkText(scope, prop, text);
  const found = secretInTemplate({ key, text, names });
  if (found !== undefined) {
    const remedy = 'put it into the store, name it in keys, and take it by {{ .name }}';
    fail(scope, { prop, must: 'hold no secret itself', got: new Unshown(found), remedy });
  }
  checkGoTemplate(scope, prop, text);
  const unknown = OTHER_DOT.test(text) ? undefined : fieldsOf(text).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const indexed = names.find((name) => name.startsWith(unknown) && !WORD.test(name) && text.includes(`.${name}`));
  if (indexed !== undefined) {
    const remedy = `write {{ index . "${indexed}" }}`;
    fail(scope, { prop, must: 'take by index what is no word', got: indexed, remedy });
  }
  const meant = closestWord(unknown, names) ?? names.join(', ');
  const remedy = `write one of keys, such as ${meant}`;
  fail(scope, { prop, must: 'take values that keys names', got: unknown, remedy });
}

function fieldsOf(text: string): string[] {
  const actions = goTemplateParts(text).flatMap(({ kind, text: action }) => (kind === 'action' ? [action] : []));
  return actions.flatMap((action) => [...action.replace(QUOTED, '""').matchAll(FIELD)].map(([, name]) => name));
}
