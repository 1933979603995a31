import { Construct } from 'constructs';
import { sizeComplaint } from './config-size';
import { fail } from '../../internal/fail';
import { checkEnvironmentName } from '../../internal/naming/environment-names';
import { checkFileName } from '../../internal/naming/file-names';
import { isObject, Json, JsonObject } from '../../internal/values/json';
import { checkProcessText, checkText } from '../../internal/values/plain-text';

const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What a ConfigMap holds. */
export interface ConfigContent {
  readonly data?: Json;
  /** In Base64. */
  readonly binaryData?: Json;
}

/** Refuses what cannot be the files of a ConfigMap. */
export function checkFiles(scope: Construct, { data = {}, binaryData = {} }: ConfigContent): void {
  checkMap(scope, 'data', data);
  checkMap(scope, 'binaryData', binaryData);
  for (const [name, text] of Object.entries<string>(data)) {
    checkName(scope, name);
    checkText(scope, `config.${name}`, text);
  }
  for (const [name, text] of Object.entries<string>(binaryData)) {
    checkName(scope, name);
    checkBinary(scope, name, text);
    if (Object.hasOwn(data, name)) {
      const must = 'hold each file once, as text or as binary data';
      fail(scope, { prop: 'config', must, got: name, remedy: 'remove one of the two' });
    }
  }
  checkSize(scope, data, binaryData);
}

/** Refuses to add or remove files once each was mounted by itself. */
export function checkMounted(scope: Construct, files: readonly string[], { data, binaryData }: ConfigContent): void {
  const found = Object.keys({ ...data, ...binaryData });
  const isSame = found.length === files.length && files.every((name) => found.includes(name));
  if (isSame) return;
  const must = `hold the files that keepFolder mounts, ${files.join(', ')}`;
  fail(scope, { prop: 'config', must, got: found, remedy: 'name them in Config.files, or leave keepFolder out' });
}

/** Refuses what cannot be the variables that a ConfigMap gives to a process. */
export function checkVariables(scope: Construct, { data = {}, binaryData = {} }: ConfigContent): void {
  checkMap(scope, 'data', data);
  const [binary] = Object.keys(binaryData);
  if (binary !== undefined) {
    const remedy = 'add it as text, or keep files in Config.files';
    fail(scope, { prop: 'config', must: 'hold variables as text, for binary data become none', got: binary, remedy });
  }
  for (const [name, value] of Object.entries<string>(data)) {
    checkEnvironmentName(scope, 'config', name);
    checkProcessText(scope, `config.${name}`, value);
  }
  checkSize(scope, data, {});
}

function checkMap(scope: Construct, field: string, value: Json): void {
  if (!isObject(value)) {
    fail(scope, { prop: field, must: 'be a map', got: value, remedy: 'write a value for each key' });
  }
}

function checkName(scope: Construct, name: string): void {
  checkFileName(scope, 'config', { name, remedy: 'choose such a name; folders come from mountPath' });
}

function checkBinary(scope: Construct, name: string, text: string): void {
  if (typeof text !== 'string' || !BASE64.test(text)) {
    fail(scope, { prop: `config.${name}`, must: 'be Base64', got: text, remedy: "write buffer.toString('base64')" });
  }
}

function checkSize(scope: Construct, data: JsonObject, binaryData: JsonObject): void {
  const complaint = sizeComplaint('config', [
    ...Object.entries<string>(data).map(([name, text]) => ({ name, bytes: Buffer.byteLength(text) })),
    ...Object.entries<string>(binaryData).map(([name, text]) => ({ name, bytes: Buffer.byteLength(text, 'base64') })),
  ]);
  if (complaint !== undefined) fail(scope, complaint);
}
