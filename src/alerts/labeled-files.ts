import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { CONFIG_MAP_BYTES } from '../internal/manifest/config-map-size';
import { checkDnsSubdomain } from '../internal/naming/names';

/** The longest key of a ConfigMap. */
const MAX_KEY_LENGTH = 253;

/** Metadata of an object, as the platform makes them. */
export interface LabeledMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/** A file in a ConfigMap, and by which label it is found. */
export interface LabeledFile {
  readonly label: string;
  readonly key: string;
  readonly text: string;
}

/** A ConfigMap with one file. */
export function fileObject(metadata: LabeledMetadata, { label, key, text }: LabeledFile) {
  const labeled = withLabels(metadata, { [label]: 'true' });
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: labeled, data: { [key]: text } };
}

/** The metadata with more labels. */
export function withLabels(metadata: LabeledMetadata, added: Record<string, string>): LabeledMetadata {
  return { ...metadata, labels: { ...metadata.labels, ...added } };
}

/** The end of the longest key that begins with a name, and what the file is. */
export interface FileEnding {
  readonly ending: string;
  readonly what: string;
}

/** Refuses a name that no object has, or that leaves no room for the keys that begin with it. */
export function checkNameOfFiles(scope: Construct, name: string, { ending, what }: FileEnding): void {
  checkDnsSubdomain(scope, 'name', name);
  const most = MAX_KEY_LENGTH - ending.length;
  if (name.length <= most) return;
  const must = `have at most ${most} characters, for the file with ${what} has ${ending.length} more`;
  fail(scope, { prop: 'name', must, got: name, remedy: 'give a shorter name' });
}

/** A file, and what it is made of. */
export interface GivenFile {
  readonly prop: string;
  readonly text: string;
  readonly remedy: string;
}

/** Refuses what no ConfigMap holds, and no Secret that an operator makes of an object. */
export function checkFileSize(scope: Construct, { prop, text, remedy }: GivenFile): void {
  const bytes = Buffer.byteLength(text);
  if (bytes <= CONFIG_MAP_BYTES) return;
  const must = `have at most ${CONFIG_MAP_BYTES} bytes, as much as a ConfigMap holds`;
  fail(scope, { prop, must, got: bytes, remedy });
}
