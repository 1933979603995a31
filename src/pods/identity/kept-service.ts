import { Construct } from 'constructs';
import { KeptController } from './kept-controller';
import { fail } from '../../internal/fail';
import { checkField, KeptField } from '../../internal/manifest/kept-fields';
import { PortEntry } from '../../internal/naming/container-ports';
import { INSTANCE_LABEL } from '../../internal/naming/labels';
import { JsonObject, objectsIn } from '../../internal/values/json';

const USE_NAME = 'give the workload the prop name instead';

/** Refuses a Service that callers, routes and monitors would not know any more. */
export function checkService(kept: KeptController, document: JsonObject): void {
  for (const field of fieldsOf(kept)) checkField(kept.context.scope, document, field);
  checkPorts(kept.context.scope, document, kept.ports);
}

function fieldsOf({ context: { name }, controller }: KeptController): KeptField[] {
  const names = [
    { path: ['metadata', 'name'], value: name, reason: 'callers and routes find it by that', remedy: USE_NAME },
    {
      path: ['metadata', 'labels', INSTANCE_LABEL],
      value: name,
      reason: 'monitors select it by that',
      remedy: USE_NAME,
    },
  ];
  if (controller.kind !== 'StatefulSet') return names;
  const reason = 'only a headless Service gives each pod a name of its own';
  return [...names, {
    path: ['spec', 'clusterIP'], value: 'None', reason, remedy: 'add another Service beside it',
  }];
}

/** Refuses a Service without a port that others go by. */
export function checkPorts(scope: Construct, document: JsonObject, ports: readonly PortEntry[]): void {
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
