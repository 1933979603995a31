import { Construct } from 'constructs';
import { checkKnown, mapAt, PROP, textAt, textIfAny, textsAt } from './sealed-fields';
import { fail } from '../../internal/fail';
import { checkKey, checkLabels, isQualifiedKey } from '../../internal/naming/names';
import { isLeftByKubeseal, SealedPlace, SealingFault, sealingFaults } from '../../internal/naming/sealing';
import { Json, JsonObject } from '../../internal/values/json';
import { Unshown } from '../../internal/values/shown-value';

const OF_TEMPLATE = 'spec.template.metadata';
const KNOWN = ['name', 'namespace', 'annotations', 'labels', 'creationTimestamp'];
/** A Secret of a cluster brings them, and its controller gives them to no other. */
const OF_A_CLUSTER = [
  'deletionGracePeriodSeconds', 'deletionTimestamp', 'generateName', 'generation', 'managedFields', 'ownerReferences',
  'resourceVersion', 'selfLink', 'uid',
];

/** What metadata says. */
export interface SealedMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly annotations: Record<string, string>;
  readonly labels: Record<string, string>;
}

/** Reads the metadata of a SealedSecret, and refuses what the API server would refuse. */
export function ownMetadata(scope: Construct, value: Json): SealedMetadata & { readonly name: string } {
  const metadata = mapAt(scope, 'metadata', value);
  checkKnown(scope, 'metadata', { map: metadata, known: KNOWN });
  return { ...contentOf(scope, 'metadata', metadata), name: textAt(scope, 'metadata.name', metadata.name) };
}

/** The metadata of its template, which is that of the Secret; refuses what the controller could not write. */
export function metadataOfTemplate(scope: Construct, value: Json): JsonObject {
  const metadata = mapAt(scope, OF_TEMPLATE, value);
  checkKnown(scope, OF_TEMPLATE, { map: metadata, known: [...KNOWN, 'finalizers', ...OF_A_CLUSTER] });
  contentOf(scope, OF_TEMPLATE, metadata);
  const { finalizers } = metadata;
  if (finalizers !== undefined && finalizers !== null && !isListOfKeys(finalizers)) {
    const got = new Unshown('a value');
    const remedy = 'write them like [example.com/keep]';
    fail(scope, { prop: `${PROP}.${OF_TEMPLATE}.finalizers`, must: 'be a list of finalizers', got, remedy });
  }
  return metadata;
}

function contentOf(scope: Construct, place: string, metadata: JsonObject): SealedMetadata {
  const annotations = textsAt(scope, `${place}.annotations`, metadata.annotations);
  const labels = textsAt(scope, `${place}.labels`, metadata.labels);
  checkLabels(scope, `${PROP}.${place}.labels`, labels);
  for (const key of Object.keys(annotations)) checkAnnotationKey(scope, `${PROP}.${place}.annotations`, key);
  const [name, namespace] = ['name', 'namespace'].map((key) => textIfAny(scope, `${place}.${key}`, metadata[key]));
  return { name, namespace, annotations, labels };
}

/** The API server takes capitals in those. */
function checkAnnotationKey(scope: Construct, prop: string, key: string): void {
  if (!isQualifiedKey(key.toLowerCase())) {
    fail(scope, { prop, must: 'hold keys of annotations like example.com/name', got: key, remedy: 'correct this key' });
  }
  checkKey(scope, prop, key);
}

function isListOfKeys(value: Json): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && isQualifiedKey(item));
}

/** Refuses what was moved, or given another scope, after it was sealed. */
export function checkUnmoved(scope: Construct, place: SealedPlace): void {
  const { name, namespace } = place.template;
  // kubeseal writes both, with the scope beside them.
  const isNamed = [name, namespace].every((text) => typeof text === 'string' && text !== '');
  const [fault] = sealingFaults(place, isNamed || isLeftByKubeseal(place.template));
  if (fault === undefined) return;
  const { part, sealed, said } = fault;
  if (part === 'scope') failOnScope(scope, fault);
  const must = `stay the ${part} that it was sealed for, ${sealed}, as its template says`;
  const remedy = 'seal it again for this place, with kubeseal and the certificate of the cluster';
  fail(scope, { prop: `${PROP}.metadata.${part}`, must, got: said, remedy });
}

function failOnScope(scope: Construct, { sealed, said }: SealingFault): never {
  const must = `say the scope that it was sealed with, ${sealed}, as its template says`;
  const remedy = `seal it again with --scope ${said}, or where it was sealed so, annotate its template in the same way`;
  fail(scope, { prop: `${PROP}.metadata.annotations`, must, got: said, remedy });
}
