import { Construct } from 'constructs';
import { ConfigContent } from './config-rules';
import { nameHash } from './config-source';
import { fail } from '../../internal/fail';
import { checkField } from '../../internal/manifest/kept-fields';
import { isObject, JsonObject } from '../../internal/values/json';

/** What a ConfigMap was made with that never changes. */
export interface UnchangedConfig {
  readonly name: string;
  readonly content: ConfigContent;
}

/** Refuses to write what the name of an immutable ConfigMap does not stand for. */
export function checkUnchanged(scope: Construct, document: JsonObject, { name, content }: UnchangedConfig): void {
  const reason = 'its name says that it never changes';
  const remedy = 'leave immutable out of Config';
  checkField(scope, document, { path: ['metadata', 'name'], value: name, reason, remedy });
  checkField(scope, document, { path: ['immutable'], value: true, reason, remedy });
  if (nameHash(document) === nameHash(content)) return;
  fail(scope, {
    prop: 'config',
    must: 'stay as it was given, for the name of what is immutable has the hash of that',
    got: changedEntries(content, document),
    remedy: 'give all of it to Config, or leave immutable out',
  });
}

/** The names alone: values may be anything. */
function changedEntries(before: ConfigContent, after: ConfigContent): string[] {
  const [old, now] = [allOf(before), allOf(after)];
  return Object.keys({ ...old, ...now }).filter((name) => old[name] !== now[name]).sort();
}

function allOf({ data, binaryData }: ConfigContent): JsonObject {
  return { ...(isObject(data) ? data : {}), ...(isObject(binaryData) ? binaryData : {}) };
}
