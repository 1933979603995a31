import { problem, where } from './problems';
import { missingKeysOf } from '../../../internal/naming/keys-of-types';
import { Finding } from '../../model/check';
import type { Cluster } from '../../model/cluster';
import { Manifest } from '../../model/manifest';
import { isMap, mapOf, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { keysOfMade } from '../secrets/secret-writers';

const MAX_DATA_BYTES = 1024 * 1024;
const MAX_ANNOTATION_BYTES = 256 * 1024;

const MAX_PRIORITY = 1_000_000_000;
const PRIORITIES_OF_KUBERNETES = new Map([
  ['system-cluster-critical', 2_000_000_000], ['system-node-critical', 2_000_001_000],
]);

const POD_SECURITY_LABEL = /^pod-security\.kubernetes\.io\/(enforce|audit|warn)(-version)?$/;
const LEVEL = /^(privileged|baseline|restricted)$/;
const VERSION = /^(latest|v1\.(0|[1-9][0-9]*))$/;

/** Where the objects that make Secrets say of which type. */
const TYPE_OF_MADE: Readonly<Record<string, string>> = {
  'bitnami.com/SealedSecret': 'spec.template.type',
  'external-secrets.io/ExternalSecret': 'spec.target.template.type',
};

/** What the API server refuses of ConfigMaps, Secrets, PriorityClasses and annotations beyond their fields. */
export function dataProblems(manifest: Manifest, cluster: Cluster): Finding[] {
  const { groupKind, name, content, annotations, labels } = manifest;
  const ofAnnotations = where(
    sizeWithKeysOf(annotations) > MAX_ANNOTATION_BYTES,
    problem('metadata.annotations', 'has more than 256 KiB of annotations'),
  );
  switch (groupKind) {
    case 'ConfigMap':
      return [...ofAnnotations, ...configMapProblems(content)];
    case 'Secret':
      return [...ofAnnotations, ...secretProblems(content)];
    case 'Namespace':
      return [...ofAnnotations, ...levelProblems(labels)];
    case 'scheduling.k8s.io/PriorityClass':
      return [...ofAnnotations, ...priorityProblems(name, content)];
    case 'bitnami.com/SealedSecret':
    case 'external-secrets.io/ExternalSecret':
      return [...ofAnnotations, ...madeProblems(manifest, cluster)];
    default:
      return ofAnnotations;
  }
}

/** The highest values are those of what Kubernetes itself runs. */
function priorityProblems(name: string, { value }: PlainMap): Finding[] {
  const most = PRIORITIES_OF_KUBERNETES.get(name) ?? MAX_PRIORITY;
  const isKept = name.startsWith('system-') && !PRIORITIES_OF_KUBERNETES.has(name);
  return [
    ...where(
      typeof value === 'number' && value > most,
      problem('value', `has a value above ${most}, the most that it may be`, value),
    ),
    ...where(isKept, problem('metadata.name', 'has a name that begins with system-, which Kubernetes keeps', name)),
  ];
}

/** Levels and versions of Pod Security, which the API server reads. */
function levelProblems(labels: PlainMap): Finding[] {
  return Object.entries(labels).flatMap(([label, value]) => {
    const match = POD_SECURITY_LABEL.exec(label);
    if (match === null) return [];
    const form = match[2] === undefined ? LEVEL : VERSION;
    return form.test(textOf(value))
      ? []
      : [problem(`metadata.labels[${label}]`, `has ${label}: ${textOf(value)}, which Pod Security refuses`, value)];
  });
}

function configMapProblems(content: PlainMap): Finding[] {
  const data = mapOf(content.data);
  const binaryData = mapOf(content.binaryData);
  return [
    ...encodingProblems(binaryData, 'binaryData'),
    ...Object.keys(binaryData)
      .filter((key) => Object.hasOwn(data, key))
      .map((key) => problem(`binaryData[${key}]`, `has ${key} in data and in binaryData`)),
    ...(sizeOf(data) + decodedSizeOf(binaryData) > MAX_DATA_BYTES
      ? [problem('data', 'holds more than 1 MiB')]
      : []),
  ];
}

function secretProblems(content: PlainMap): Finding[] {
  const [data, texts] = [mapOf(content.data), mapOf(content.stringData)];
  const type = textOf(content.type);
  const missing = missingKeysOf(type, [...Object.keys(data), ...Object.keys(texts)]);
  return [
    ...encodingProblems(data, 'data'),
    ...typeProblems('data', type, missing),
    ...(decodedSizeOf(data) + sizeOf(texts) > MAX_DATA_BYTES ? [problem('data', 'holds more than 1 MiB')] : []),
    ...(type === 'kubernetes.io/dockerconfigjson' ? dockerProblems(data, texts) : []),
  ];
}

function typeProblems(path: string, type: string, missing: readonly string[]): Finding[] {
  return missing.length === 0 ? [] : [problem(path, `is of type ${type} and has no ${missing.join(' and no ')}`)];
}

/** The API server refuses the Secret, and nobody is told but who reads the status of what makes it. */
function madeProblems(manifest: Manifest, cluster: Cluster): Finding[] {
  const { groupKind, content } = manifest;
  const path = TYPE_OF_MADE[groupKind];
  const type = textOf(path.split('.').reduce<unknown>((value, key) => mapOf(value)[key], content));
  const keys = keysOfMade(manifest, cluster) ?? [];
  return keys.length === 0 ? [] : typeProblems(path, type, missingKeysOf(type, keys));
}

function dockerProblems(data: PlainMap, texts: PlainMap): Finding[] {
  const key = '.dockerconfigjson';
  const written: unknown = texts[key];
  const text = typeof written === 'string' ? written : Buffer.from(textOf(data[key]), 'base64').toString('utf8');
  const isThere = typeof written === 'string' || data[key] !== undefined;
  return where(isThere && !isJsonMap(text), problem(`data[${key}]`, 'holds a configuration that is no JSON'));
}

function isJsonMap(text: string): boolean {
  try {
    return isMap(JSON.parse(text));
  } catch {
    return false;
  }
}

/** What is not even four characters at a time is no base64. */
function encodingProblems(map: PlainMap, path: string): Finding[] {
  return Object.entries(map)
    .filter(([, value]) => typeof value === 'string')
    .flatMap(([key, value]) => {
      const text = (value as string).replace(/[\r\n]/g, '');
      // Other characters are told by the schema.
      return text.length % 4 === 0 ? [] : [problem(`${path}[${key}]`, `holds what is no base64 in ${key}`)];
    });
}

function sizeOf(map: PlainMap): number {
  return Object.values(map).reduce((sum: number, value) => sum + Buffer.byteLength(textOf(value)), 0);
}

/** Four characters of base64 are three bytes. */
function decodedSizeOf(map: PlainMap): number {
  return Object.values(map).reduce((sum: number, value) => (
    sum + Math.floor(textOf(value).replace(/[=\s]/g, '').length * 3 / 4)
  ), 0);
}

function sizeWithKeysOf(map: PlainMap): number {
  return Object.keys(map).reduce((sum, key) => sum + Buffer.byteLength(key), sizeOf(map));
}
