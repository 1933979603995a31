import { ApiObject } from 'cdk8s';
import { Workload } from 'cdk8s-plus-28';
import { fail } from '../../internal/fail';
import { checkField, checkSelection, FieldPath, fieldAt, KeptField } from '../../internal/manifest/kept-fields';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { PortEntry } from '../../internal/naming/container-ports';
import { INSTANCE_LABEL, VERSION_LABEL } from '../../internal/naming/labels';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { hasEndingPods } from '../pod-template';
import { versionLabel } from '../version-label';

const USE_NAME = 'give the workload the prop name instead';

/** What makes the pods of a workload, and what others know of these. */
export interface KeptController {
  readonly context: WorkloadContext;
  readonly controller: Workload;
  readonly autoscaler?: ApiObject;
  /** Where the template of the pods stands. */
  readonly template: FieldPath;
  /** Those that policies and Services lead to. */
  readonly ports: readonly PortEntry[];
  /** What else others go by; none where it is left out. */
  readonly fields?: () => KeptField[];
}

/** Refuses a controller whose pods others would not know any more. */
export function checkController(kept: KeptController, document: JsonObject): void {
  const { context: { scope } } = kept;
  for (const field of [...namesOf(kept), ...kept.fields?.() ?? []]) checkField(scope, document, field);
  checkSelector(kept, document);
  checkPorts(kept, document);
  checkVersion(kept, document);
}

/** Whether cdk8s-plus gave the pods another label, or the controller another selector. */
export function isControllerTouched({ context: { name }, controller }: KeptController): boolean {
  return controller.podMetadata.getLabel(INSTANCE_LABEL) !== name || controller.matchExpressions.length > 0
    || Object.keys(controller.matchLabels).length > 1;
}

function namesOf({ context: { name }, controller, autoscaler, template }: KeptController): KeptField[] {
  return [
    ...(autoscaler ? typeOf(controller) : []),
    { path: ['metadata', 'name'], value: name, reason: 'its pods and what scales them go by it', remedy: USE_NAME },
    {
      path: [...template, 'metadata', 'labels', INSTANCE_LABEL],
      value: name,
      reason: 'Services, policies and budgets select the pods by it',
      remedy: USE_NAME,
    },
    {
      path: [...template, 'spec', 'serviceAccountName'],
      value: name,
      reason: 'identities and roles are bound to that ServiceAccount',
      remedy: 'grant what it needs to the ServiceAccount of the workload instead',
    },
    ...(controller.kind === 'StatefulSet' ? [serviceName(name)] : []),
  ];
}

function typeOf({ apiVersion, kind }: Workload): KeptField[] {
  const reason = 'the HorizontalPodAutoscaler scales it by that';
  const remedy = 'use scaling: Autoscaling.none(reason), and make another HorizontalPodAutoscaler';
  return Object.entries({ apiVersion, kind }).map(([key, value]) => ({ path: [key], value, reason, remedy }));
}

function serviceName(value: string): KeptField {
  const reason = 'its pods are found by the names that this Service gives them';
  return { path: ['spec', 'serviceName'], value, reason, remedy: USE_NAME };
}

function checkSelector({ context, controller, template }: KeptController, document: JsonObject): void {
  const { scope, selector } = context;
  // A CronJob selects nothing, and of a Job the API server says what it selects.
  if (hasEndingPods(controller)) return;
  checkSelection(scope, document, {
    path: ['spec', 'selector'],
    made: selector,
    labels: () => fieldAt(document, [...template, 'metadata', 'labels']) ?? {},
    what: 'the pods that it makes',
    remedy: 'leave it: the labels of pods may be added to, their selector cannot be changed in a cluster',
  });
}

/** Sidecars listen on some of the ports. */
function checkPorts({ context: { scope }, ports, template }: KeptController, document: JsonObject): void {
  const spec = fieldAt(document, [...template, 'spec']) ?? {};
  const sidecars = objectsIn(spec.initContainers).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const found = [...objectsIn(spec.containers), ...sidecars].flatMap((container) => objectsIn(container.ports));
  const lost = ports.find(({ name, containerPort, protocol }) => !found.some((port) => (
    port.name === name && port.containerPort === containerPort && (port.protocol ?? 'TCP') === protocol
  )));
  if (lost === undefined) return;
  const { name, containerPort, protocol } = lost;
  fail(scope, {
    prop: 'ports',
    must: `keep ${name}, ${containerPort}/${protocol}, which network policies and what finds the pods lead to`,
    got: found.map((port) => `${port.name}, ${port.containerPort}/${port.protocol ?? 'TCP'}`),
    remedy: 'change it by the prop port or ports instead',
  });
}

/** The label of the version is that of the image. */
function checkVersion({ context: { scope, name }, template }: KeptController, document: JsonObject): void {
  const main = objectsIn(fieldAt(document, [...template, 'spec', 'containers'])).find((one) => one.name === name);
  const label = fieldAt(document, [...template, 'metadata', 'labels', VERSION_LABEL]);
  const image = String(main?.image);
  const [, tag] = /:([^:/]+)$/.exec(image.split('@')[0]) ?? [];
  if (main === undefined || label === undefined || versionLabel(tag) === label) return;
  const must = `have the tag that the label ${VERSION_LABEL} is made of, ${label}`;
  fail(scope, { prop: 'image', must, got: image, remedy: 'change it by the prop image instead' });
}
