import { ApiObject } from 'cdk8s';
import { checkController, isControllerTouched, KeptController } from './kept-controller';
import { checkService } from './kept-service';
import { fail } from '../../internal/fail';
import { checkField, checkSelection, FieldPath, fieldAt } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { PortEntry } from '../../internal/naming/container-ports';
import { INSTANCE_LABEL } from '../../internal/naming/labels';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { JsonObject, objectsIn } from '../../internal/values/json';

/** A workload with all objects that it is made of. */
export interface KeptWorkload extends KeptController {
  /** The one that is scraped. */
  readonly metricsPort?: PortEntry;
  readonly objects: readonly ApiObject[];
}

/** Refuses a document of an object that others would not know any more. */
type Check = (kept: KeptWorkload, document: JsonObject, object: ApiObject) => void;

/** By kind; of the others it is the namespace alone that somebody goes by. */
const CHECKS: Readonly<Record<string, Check>> = {
  ConfigMap: (kept, document, object) => checkName(kept, document, { object, reason: 'its pods are configured by it' }),
  CronJob: checkController,
  DaemonSet: checkController,
  Deployment: checkController,
  HorizontalPodAutoscaler: checkTarget,
  Job: checkController,
  NetworkPolicy: (kept, document) => checkPods(kept, document, { path: ['spec', 'podSelector'] }),
  PodDisruptionBudget: (kept, document) => checkPods(kept, document, { path: ['spec', 'selector'] }),
  PodMonitor: (kept, document) => {
    checkPods(kept, document, { path: ['spec', 'selector'] });
    checkEndpoint(kept, document, 'podMetricsEndpoints');
  },
  Rollout: checkController,
  Service: checkService,
  ServiceAccount: (kept, document, object) => checkName(kept, document, { object, reason: 'its pods run as it' }),
  ServiceMonitor: (kept, document) => {
    checkServiceSelection(kept, document);
    checkEndpoint(kept, document, 'endpoints');
  },
  StatefulSet: checkController,
};

/** Holds the objects of a workload to what others know them by, whatever changes them. */
export function keepIdentity(kept: KeptWorkload): void {
  const { context: { name } } = kept;
  for (const object of kept.objects) {
    const isTouched = object === ApiObject.of(kept.controller)
      ? () => isControllerTouched(kept)
      : () => object.kind === 'Service' && object.metadata.getLabel(INSTANCE_LABEL) !== name;
    Overlay.of(object).require((document) => {
      checkNamespace(kept, document);
      if (Object.hasOwn(CHECKS, object.kind)) CHECKS[object.kind](kept, document, object);
    }, isTouched);
    if (object.kind !== 'Service') continue;
    // Nobody can tell what cdk8s-plus made it select.
    Overlay.of(object).require((document) => checkPods(kept, document, { path: ['spec', 'selector'], isFlat: true }));
  }
}

function checkNamespace({ context: { scope, namespace } }: KeptWorkload, document: JsonObject): void {
  checkField(scope, document, {
    path: ['metadata', 'namespace'],
    value: namespace,
    reason: 'quota, policies and callers look for the workload there',
    remedy: 'make the workload a child of the other ProductionNamespace instead',
  });
}

/** An object that somebody names. */
interface Named {
  readonly object: ApiObject;
  readonly reason: string;
}

/** What else is written, such as alert rules, has a name of its own. */
function checkName({ context: { scope, name } }: KeptWorkload, document: JsonObject, { object, reason }: Named): void {
  if (object.name !== name) return;
  const remedy = 'give the workload the prop name instead';
  checkField(scope, document, { path: ['metadata', 'name'], value: name, reason, remedy });
}

function checkTarget({ context: { scope, name }, controller }: KeptWorkload, document: JsonObject): void {
  const { apiVersion, kind } = controller;
  checkField(scope, document, {
    path: ['spec', 'scaleTargetRef'],
    value: { apiVersion, kind, name },
    reason: 'it was made for this workload',
    remedy: 'use scaling: Autoscaling.none(reason), and make another one',
  });
}

/** Where the selector of pods stands. */
interface PodSelector {
  readonly path: FieldPath;
  readonly isFlat?: boolean;
}

function checkPods(kept: KeptWorkload, document: JsonObject, selector: PodSelector): void {
  const { context: { scope, labels, selector: made }, controller, template } = kept;
  checkSelection(scope, document, {
    ...selector,
    made,
    labels: () => labelsOf(ApiObject.of(controller), [...template, 'metadata', 'labels']) ?? labels,
    what: 'the pods of the workload',
    remedy: selector.isFlat ? 'add the label to the pods too, by podMetadata' : 'make another object for other pods',
  });
}

/** A ServiceMonitor finds pods by the labels of their Service. */
function checkServiceSelection({ context, objects }: KeptWorkload, document: JsonObject): void {
  const service = objects.find(({ kind }) => kind === 'Service');
  checkSelection(context.scope, document, {
    path: ['spec', 'selector'],
    made: context.selector,
    labels: () => labelsOf(service, ['metadata', 'labels']) ?? context.labels,
    what: 'the Service of the workload',
    remedy: 'make another monitor for other Services',
  });
}

/** The labels that an object, or its pods, finally carry. */
function labelsOf(object: ApiObject | undefined, path: FieldPath): Record<string, string> | undefined {
  const document = object && RenderedDocuments.of(object).readableDocumentOf(object);
  return document && fieldAt(document, path);
}

function checkEndpoint({ context: { scope }, metricsPort }: KeptWorkload, document: JsonObject, list: string): void {
  if (metricsPort === undefined) return;
  const { name } = metricsPort;
  const ports = objectsIn(document.spec?.[list]).map(({ port }) => port);
  if (ports.includes(name)) return;
  const must = `hold the port ${name}, which the network policy opens to Prometheus`;
  fail(scope, { prop: `spec.${list}`, must, got: ports, remedy: 'use metrics: Metrics.at({ port }) instead' });
}
