import { Construct } from 'constructs';
import { WorkloadPort, WorkloadProtocol } from './workload-port';
import { fail } from '../internal/fail';
import { PortEntry } from '../internal/naming/container-ports';

const DEFAULT_PORT = 8080;
const HTTP_SERVICE_PORT = 80;

/** The ports that the props of a service name: `port` first, under the name `http`. */
export function servicePorts(port: number | undefined, ports: WorkloadPort[] | undefined): PortEntry[] {
  const main = port ?? (ports === undefined || ports.length === 0 ? DEFAULT_PORT : undefined);
  const named = (ports ?? []).map(portEntry);
  return main === undefined ? named : [httpPort(main), ...named];
}

/** The port of a worker, by its number. */
export function workerPort(number: number = DEFAULT_PORT): PortEntry {
  return httpPort(number);
}

/** The ports of pods that are called without a Service between: it has no address that could translate ports. */
export function statefulPorts(scope: Construct, ports: readonly WorkloadPort[]): PortEntry[] {
  if (ports.length === 0) {
    fail(scope, { prop: 'ports', must: 'hold a port', got: ports, remedy: 'name the port that callers connect to' });
  }
  const translated = ports.find(({ containerPort, servicePort = containerPort }) => (
    !Object.is(servicePort, containerPort)
  ));
  if (translated !== undefined) {
    const must = `equal containerPort, ${translated.containerPort}, for callers of a headless Service reach the pods`;
    const { name, servicePort: got } = translated;
    fail(scope, { prop: `ports.${name}.servicePort`, must, got, remedy: 'leave it out' });
  }
  return ports.map(portEntry);
}

function httpPort(containerPort: number): PortEntry {
  return { name: 'http', containerPort, servicePort: HTTP_SERVICE_PORT, protocol: WorkloadProtocol.TCP, prop: 'port' };
}

function portEntry({ name, containerPort, servicePort, protocol, appProtocol }: WorkloadPort): PortEntry {
  return {
    name,
    containerPort,
    servicePort: servicePort ?? containerPort,
    protocol: protocol ?? WorkloadProtocol.TCP,
    appProtocol,
  };
}
