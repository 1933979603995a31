import { ApiObject } from 'cdk8s';
import { keepController, KeptController } from './kept-controller';
import { keepService } from './kept-service';
import { fail } from '../../internal/fail';
import { FieldPath, fieldAt, keepFields, keepSelection } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { PortEntry } from '../../internal/naming/container-ports';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { JsonObject, objectsIn } from '../../internal/values/json';

/** A workload with all objects that it is made of. */
export interface KeptWorkload extends KeptController {
  /** The one that is scraped. */
  readonly metricsPort?: PortEntry;
}

/** A workload, and what else of it an object leads to. */
interface KeptParts extends KeptWorkload {
  readonly service?: ApiObject;
}

/** What an object is held to. */
type Keeper = (kept: KeptParts, object: ApiObject) => void;

/** By kind; of the others it is the namespace alone that somebody goes by. */
const KEEPERS: Readonly<Record<string, Keeper>> = {
  ConfigMap: (kept, object) => keepName(kept, object, 'its pods take their configuration from it'),
  HorizontalPodAutoscaler: keepTarget,
  NetworkPolicy: (kept, object) => keepPods(kept, object, ['spec', 'podSelector']),
  PodDisruptionBudget: (kept, object) => keepPods(kept, object, ['spec', 'selector']),
  PodMonitor: (kept, object) => {
    keepPods(kept, object, ['spec', 'selector']);
    keepEndpoint(kept, object, 'podMetricsEndpoints');
  },
  Service: (kept, object) => keepService(kept, object, podLabels(kept)),
  ServiceAccount: (kept, object) => keepName(kept, object, 'its pods run as it'),
  ServiceMonitor: (kept, object) => {
    keepServiceSelection(kept, object);
    keepEndpoint(kept, object, 'endpoints');
  },
};

/**
 * Holds the objects of a workload to what others know them by, whatever changes them.
 *
 * @param kept the workload
 * @param objects all of its objects
 */
export function keepIdentity(kept: KeptWorkload, objects: readonly ApiObject[]): void {
  objects.forEach((object) => keepNamespace(kept.context, object));
  keepController(kept);
  const parts = { ...kept, service: objects.find(({ kind }) => kind === 'Service') };
  for (const object of objects) {
    if (Object.hasOwn(KEEPERS, object.kind)) KEEPERS[object.kind](parts, object);
  }
}

function keepNamespace({ namespace }: WorkloadContext, object: ApiObject): void {
  keepFields(object, [{
    path: ['metadata', 'namespace'],
    value: namespace,
    reason: 'quota, policies and callers look for the workload there',
    remedy: 'make the workload a child of the other ProductionNamespace instead',
  }]);
}

/** What else is written, such as alert rules, has a name of its own. */
function keepName({ context: { name } }: KeptWorkload, object: ApiObject, reason: string): void {
  if (object.name !== name) return;
  keepFields(object, [{
    path: ['metadata', 'name'], value: name, reason, remedy: 'give the workload the prop name instead',
  }]);
}

function keepTarget({ context: { name }, controller }: KeptWorkload, object: ApiObject): void {
  const { apiVersion, kind } = controller;
  keepFields(object, [{
    path: ['spec', 'scaleTargetRef'],
    value: { apiVersion, kind, name },
    reason: 'it was made for this workload',
    remedy: 'use scaling: Autoscaling.none(reason), and make another one',
  }]);
  const fields = Object.entries({ apiVersion, kind }).map(([key, value]) => ({
    path: [key],
    value,
    reason: 'the HorizontalPodAutoscaler scales it by that',
    remedy: 'use scaling: Autoscaling.none(reason), and make another HorizontalPodAutoscaler',
  }));
  keepFields(ApiObject.of(controller), fields);
}

function keepPods(kept: KeptWorkload, object: ApiObject, path: FieldPath): void {
  keepSelection(object, {
    path,
    made: kept.context.selector,
    labels: podLabels(kept),
    what: 'the pods of the workload',
    remedy: 'make another object for other pods',
  }, () => false);
}

/** A ServiceMonitor finds pods by the labels of their Service. */
function keepServiceSelection({ context: { selector, labels }, service }: KeptParts, object: ApiObject): void {
  keepSelection(object, {
    path: ['spec', 'selector'],
    made: selector,
    labels: () => {
      const document = service && RenderedDocuments.of(service).readableDocumentOf(service);
      return fieldAt(document ?? {}, ['metadata', 'labels']) ?? labels;
    },
    what: 'the Service of the workload',
    remedy: 'make another monitor for other Services',
  }, () => false);
}

/** The labels that the pods finally carry. */
function podLabels({ context, controller, template }: KeptWorkload): () => Record<string, string> {
  const object = ApiObject.of(controller);
  return () => {
    const document = RenderedDocuments.of(object).readableDocumentOf(object) ?? {};
    return fieldAt(document, [...template, 'metadata', 'labels']) ?? context.labels;
  };
}

function keepEndpoint({ context: { scope }, metricsPort }: KeptWorkload, object: ApiObject, list: string): void {
  if (metricsPort === undefined) return;
  const { name } = metricsPort;
  Overlay.of(object).require((document: JsonObject) => {
    const ports = objectsIn(document.spec?.[list]).map(({ port }) => port);
    if (ports.includes(name)) return;
    const must = `hold the port ${name}, which the network policy opens to Prometheus`;
    fail(scope, { prop: `spec.${list}`, must, got: ports, remedy: 'use metrics: Metrics.at({ port }) instead' });
  }, () => false);
}
