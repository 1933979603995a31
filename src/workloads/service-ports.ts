import { WorkloadPort, WorkloadProtocol } from './workload-port';
import { PortEntry } from '../internal/ports';

const DEFAULT_PORT = 8080;
const HTTP_SERVICE_PORT = 80;

/** The ports that the props of a service name: `port` first, under the name `http`. */
export function servicePorts(port: number | undefined, ports: WorkloadPort[] | undefined): PortEntry[] {
  const main = port ?? (ports === undefined || ports.length === 0 ? DEFAULT_PORT : undefined);
  const named = (ports ?? []).map(portEntry);
  return main === undefined ? named : [httpPort(main), ...named];
}

function httpPort(containerPort: number): PortEntry {
  return { name: 'http', containerPort, servicePort: HTTP_SERVICE_PORT, protocol: WorkloadProtocol.TCP };
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
