import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { goDuration, secondsOfGo } from './go-duration';
import { RefreshPolicy } from './synced-secret-props';
import { fail } from '../../internal/fail';
import { checkField, fieldAt } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { checkKeysOfType } from '../made-secret';

const TARGET = ['spec', 'target'];
/** Those by which the operator makes the Secret itself. */
const MAKING = ['Owner', 'Orphan'];
/** What the API server sets. */
const DEFAULT_INTERVAL = '1h0m0s';
/** Keys of types are missing where nothing else may bring them. */
const OTHER_KEYS = [['spec', 'dataFrom'], [...TARGET, 'template', 'templateFrom']];
/** Fields by which less becomes of it than workloads were told. */
const ABSENT = [
  {
    path: [...TARGET, 'manifest'],
    must: 'be left out, for otherwise no Secret is made',
    remedy: 'write another ExternalSecret for what is none',
  },
  {
    path: ['spec', 'syncWindows'],
    must: 'be left out, for otherwise values are not renewed as often as is said',
    remedy: 'write an ExternalSecret of your own for values that rest',
  },
];

/** What workloads were told of the Secret. */
export interface KeptSync {
  readonly keys: readonly string[];
  readonly refreshPolicy: RefreshPolicy;
  readonly storeRef: JsonObject;
  /** The longest time between two readings, in seconds. */
  readonly interval: number;
}

/** Holds an ExternalSecret to what workloads take, whatever a patch makes of it. */
export function keepSynced(scope: Construct, object: ApiObject, kept: KeptSync): void {
  const { keys, refreshPolicy, storeRef, interval } = kept;
  const fields = [
    {
      path: ['spec', 'secretStoreRef'],
      value: storeRef,
      reason: 'that store was seen to serve the namespace',
      remedy: 'give the prop store instead',
    },
    {
      path: ['spec', 'refreshPolicy'],
      value: refreshPolicy,
      reason: 'whoever takes the Secret goes by how it is renewed',
      remedy: 'give the prop refreshPolicy instead',
    },
  ];
  Overlay.of(object).require((document) => {
    checkMaker(scope, document);
    checkKeys(scope, document, keys);
    fields.forEach((field) => checkField(scope, document, field));
    checkSources(scope, document);
    checkType(scope, document);
    checkAbsent(scope, document);
    if (refreshPolicy === RefreshPolicy.PERIODIC) checkRenewal(scope, document, interval);
  }, () => false);
}

function checkMaker(scope: Construct, document: JsonObject): void {
  const got = fieldAt(document, [...TARGET, 'creationPolicy']);
  if (MAKING.includes(got)) return;
  const must = `be one of ${MAKING.join(' and ')}, for with others nobody makes the Secret that workloads take`;
  const remedy = 'leave it, and take a Secret that others make by mountSecret';
  fail(scope, { prop: 'spec.target.creationPolicy', must, got, remedy });
}

function checkKeys(scope: Construct, document: JsonObject, keys: readonly string[]): void {
  const made = madeKeys(document);
  const missing = keys.find((key) => !made.includes(key));
  if (missing === undefined) return;
  const must = `make the key ${missing}, which workloads can take`;
  fail(scope, { prop: 'spec', must, got: made, remedy: 'name the keys by the props keys and template instead' });
}

function madeKeys(document: JsonObject): string[] {
  const synced = objectsIn(fieldAt(document, ['spec', 'data'])).map(({ secretKey }) => secretKey);
  const template = [...TARGET, 'template'];
  const data = fieldAt(document, [...template, 'data']);
  const isReplaced = fieldAt(document, [...template, 'mergePolicy']) !== 'Merge';
  const hasMore = objectsIn(fieldAt(document, [...template, 'templateFrom'])).length > 0;
  const written = Object.keys(data ?? {});
  return isReplaced && (hasMore || written.length > 0) ? written : [...synced, ...written];
}

/** A source of its own comes before the store of all. */
function checkSources(scope: Construct, { spec }: JsonObject): void {
  for (const field of ['data', 'dataFrom']) {
    const index = objectsIn(spec?.[field]).findIndex(({ sourceRef }) => sourceRef !== undefined);
    if (index < 0) continue;
    const prop = `spec.${field}[${index}].sourceRef`;
    const must = 'be left out, for the store alone was seen to serve the namespace';
    const remedy = 'make another SyncedSecret for values of another store';
    fail(scope, { prop, must, got: objectsIn(spec?.[field])[index].sourceRef, remedy });
  }
}

function checkType(scope: Construct, document: JsonObject): void {
  const type = fieldAt(document, [...TARGET, 'template', 'type']);
  if (typeof type !== 'string' || OTHER_KEYS.some((path) => objectsIn(fieldAt(document, path)).length > 0)) return;
  checkKeysOfType(scope, 'spec.target.template.type', { type, keys: madeKeys(document) });
}

function checkAbsent(scope: Construct, document: JsonObject): void {
  for (const { path, must, remedy } of ABSENT) {
    const got = fieldAt(document, path);
    if (got !== undefined) fail(scope, { prop: path.join('.'), must, got, remedy });
  }
}

function checkRenewal(scope: Construct, document: JsonObject, longest: number): void {
  const isFixed = fieldAt(document, [...TARGET, 'immutable']) === true;
  if (isFixed) {
    const remedy = 'give the prop refreshPolicy RefreshPolicy.CREATED_ONCE, and patch that';
    const must = 'stay away, for values are to be renewed';
    fail(scope, { prop: 'spec.target.immutable', must, got: true, remedy });
  }
  const got = fieldAt(document, ['spec', 'refreshInterval']) ?? DEFAULT_INTERVAL;
  const seconds = secondsOfGo(String(got));
  const remedy = 'give the prop refreshInterval instead';
  const prop = 'spec.refreshInterval';
  if (seconds === undefined || seconds <= 0) {
    fail(scope, { prop, must: 'be above zero, for otherwise values are read once and never again', got, remedy });
  }
  if (seconds <= longest) return;
  fail(scope, { prop, must: `be ${goDuration(longest)} at most, as the prop refreshInterval says`, got, remedy });
}
