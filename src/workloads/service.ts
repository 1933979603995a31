import { ApiObject } from 'cdk8s';
import { Protocol, Service, ServiceProps, ServiceType } from 'cdk8s-plus-28';
import { Overlay } from '../internal/manifest/overlay';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { PortEntry } from '../internal/naming/container-ports';

/** The Service of a workload: inside the cluster only, each port by its name. */
export function createService(context: WorkloadContext, ports: readonly PortEntry[], id: string = 'Service'): Service {
  return serviceWith(context, ports, { id });
}

/** The Service that gives each pod a name of its own, and has no address. */
export function createHeadlessService(context: WorkloadContext, ports: readonly PortEntry[], options: HeadlessOptions) {
  return serviceWith(context, ports, {
    id: 'Service', clusterIP: 'None', publishNotReadyAddresses: options.publishNotReadyAddresses,
  });
}

/** How pods are found before they are ready. */
interface HeadlessOptions {
  readonly publishNotReadyAddresses: boolean;
}

/** What is other than usual. */
interface OwnServiceProps extends Partial<ServiceProps> {
  readonly id: string;
}

function serviceWith(context: WorkloadContext, ports: readonly PortEntry[], given: OwnServiceProps): Service {
  const { id, ...props } = given;
  const service = new Service(context.scope, id, {
    metadata: objectMetadata(context),
    type: ServiceType.CLUSTER_IP,
    ...props,
    ports: ports.map(({ name, servicePort, containerPort, protocol }) => ({
      name, port: servicePort, targetPort: containerPort, protocol: protocol as Protocol,
    })),
  });
  Object.entries(context.selector).forEach(([label, value]) => service.selectLabel(label, value));
  const overlay = Overlay.of(ApiObject.of(service));
  overlay.dropDefault('/spec/externalIPs', []);
  overlay.dropDefault('/spec/publishNotReadyAddresses', false);
  // By name, so that old and new pods of a rollout may listen on different ports; sidecar-ports.ts says what is not.
  overlay.merge({ spec: { ports: ports.map(({ name, appProtocol }) => ({ name, targetPort: name, appProtocol })) } });
  return service;
}
