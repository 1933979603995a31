import { ApiObject } from 'cdk8s';
import { Workload } from 'cdk8s-plus-28';
import { fail } from '../../internal/fail';
import { FieldPath, fieldAt, keepFields, KeptField, keepSelection } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { PortEntry } from '../../internal/naming/container-ports';
import { INSTANCE_LABEL, VERSION_LABEL } from '../../internal/naming/labels';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { versionLabel } from '../version-label';

const USE_NAME = 'give the workload the prop name instead';

/** What makes the pods of a workload, and what others know of these. */
export interface KeptController {
  readonly context: WorkloadContext;
  readonly controller: Workload;
  /** Where the template of the pods stands. */
  readonly template: FieldPath;
  /** Those that policies and Services lead to. */
  readonly ports: readonly PortEntry[];
  /** What else others go by; none where it is left out. */
  readonly fields?: readonly KeptField[];
}

/** Holds a controller to what others know its pods by. */
export function keepController(kept: KeptController): void {
  keepNames(kept);
  keepPodLabels(kept);
  const overlay = Overlay.of(ApiObject.of(kept.controller));
  overlay.require((document) => checkPorts(kept, document), () => false);
  overlay.require((document) => checkVersion(kept, document), () => false);
}

function keepNames({ context: { name }, controller, template, fields = [] }: KeptController): void {
  keepFields(ApiObject.of(controller), [
    { path: ['metadata', 'name'], value: name, reason: 'its pods and what scales them go by it', remedy: USE_NAME },
    {
      path: [...template, 'spec', 'serviceAccountName'],
      value: name,
      reason: 'identities and roles are bound to that ServiceAccount',
      remedy: 'grant what it needs to the ServiceAccount of the workload instead',
    },
    ...(controller.kind === 'StatefulSet' ? [serviceName(name)] : []),
    ...fields,
  ]);
}

function keepPodLabels({ context: { name, selector }, controller, template }: KeptController): void {
  const object = ApiObject.of(controller);
  const labels = [...template, 'metadata', 'labels'];
  keepFields(object, [{
    path: [...labels, INSTANCE_LABEL],
    value: name,
    reason: 'Services, policies and budgets select the pods by it',
    remedy: USE_NAME,
  }], () => controller.podMetadata.getLabel(INSTANCE_LABEL) !== name);
  // A CronJob selects nothing.
  if (controller.kind === 'CronJob') return;
  keepSelection(object, {
    path: ['spec', 'selector'],
    made: selector,
    labels: (document) => fieldAt(document, labels) ?? {},
    what: 'the pods that it makes',
    remedy: 'leave it: the labels of pods may be added to, their selector cannot be changed in a cluster',
  }, () => Object.keys(controller.matchLabels).length > 1 || controller.matchExpressions.length > 0);
}

function serviceName(value: string): KeptField {
  const reason = 'its pods are found by the names that this Service gives them';
  return { path: ['spec', 'serviceName'], value, reason, remedy: USE_NAME };
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
  const [, tag] = /:([^:/]+)$/.exec(image.replace(/@.*$/, '')) ?? [];
  if (main === undefined || label === undefined || versionLabel(tag) === label) return;
  const must = `have the tag that the label ${VERSION_LABEL} is made of, ${label}`;
  fail(scope, { prop: 'image', must, got: image, remedy: 'change it by the prop image instead' });
}
