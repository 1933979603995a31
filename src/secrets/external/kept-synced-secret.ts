import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { RefreshPolicy } from './synced-secret-props';
import { fail } from '../../internal/fail';
import { checkField, fieldAt } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { JsonObject, objectsIn } from '../../internal/values/json';

const TARGET = ['spec', 'target'];
/** Those by which the operator makes the Secret itself. */
const MAKING = ['Owner', 'Orphan'];
/** A duration of Go without a digit above zero, or below zero: the operator then reads once. */
const NO_INTERVAL = /^(?:-.*|[^1-9]*)$/;

/** What workloads were told of the Secret. */
export interface KeptSync {
  readonly keys: readonly string[];
  readonly refreshPolicy: RefreshPolicy;
  readonly storeRef: JsonObject;
}

/** Holds an ExternalSecret to what workloads take, whatever a patch makes of it. */
export function keepSynced(scope: Construct, object: ApiObject, { keys, refreshPolicy, storeRef }: KeptSync): void {
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
    if (refreshPolicy === RefreshPolicy.PERIODIC) checkInterval(scope, document);
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

function checkInterval(scope: Construct, document: JsonObject): void {
  const got = fieldAt(document, ['spec', 'refreshInterval']);
  // Without one the API server sets an hour.
  if (got === undefined || !NO_INTERVAL.test(String(got))) return;
  const must = 'be above zero, for otherwise values are read once and never again';
  fail(scope, { prop: 'spec.refreshInterval', must, got, remedy: 'give the prop refreshInterval instead' });
}
