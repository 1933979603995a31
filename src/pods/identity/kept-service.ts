import { ApiObject } from 'cdk8s';
import { KeptController } from './kept-controller';
import { fail } from '../../internal/fail';
import { keepFields, keepSelection } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { INSTANCE_LABEL } from '../../internal/naming/labels';
import { JsonObject, objectsIn } from '../../internal/values/json';

const USE_NAME = 'give the workload the prop name instead';

/** Holds a Service to what callers, routes and monitors know it by. */
export function keepService(kept: KeptController, object: ApiObject, labels: () => Record<string, string>): void {
  const { name, selector } = kept.context;
  const reason = 'callers and routes find it by that';
  keepFields(object, [{ path: ['metadata', 'name'], value: name, reason, remedy: USE_NAME }]);
  keepFields(object, [{
    path: ['metadata', 'labels', INSTANCE_LABEL],
    value: name,
    reason: 'monitors select it by that',
    remedy: USE_NAME,
  }], () => object.metadata.getLabel(INSTANCE_LABEL) !== name);
  keepSelection(object, {
    path: ['spec', 'selector'],
    isFlat: true,
    made: selector,
    labels,
    what: 'the pods of the workload',
    remedy: 'add the label to the pods too, by podMetadata',
  });
  Overlay.of(object).require((document) => checkPorts(kept, document), () => false);
  if (kept.controller.kind !== 'StatefulSet') return;
  keepFields(object, [{
    path: ['spec', 'clusterIP'],
    value: 'None',
    reason: 'only a headless Service gives each pod a name of its own',
    remedy: 'add another Service beside it',
  }]);
}

function checkPorts({ context: { scope }, ports }: KeptController, document: JsonObject): void {
  const found = objectsIn(document.spec?.ports);
  const lost = ports.find((port) => !found.some(({ name, port: number, protocol = 'TCP', targetPort = number }) => (
    name === port.name && number === port.servicePort && protocol === port.protocol
      && [port.name, port.containerPort].includes(targetPort)
  )));
  if (lost === undefined) return;
  const { name, servicePort, containerPort, protocol } = lost;
  const must = `keep ${name}, ${servicePort}/${protocol} to ${containerPort}, which callers, routes and monitors go by`;
  const got = found.map((port) => `${port.name}, ${port.port}/${port.protocol ?? 'TCP'} to ${port.targetPort}`);
  fail(scope, { prop: 'spec.ports', must, got, remedy: 'change it by the props port and ports instead' });
}
