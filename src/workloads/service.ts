import { ApiObject } from 'cdk8s';
import { Protocol, Service, ServiceType } from 'cdk8s-plus-28';
import { INSTANCE_LABEL } from '../internal/labels';
import { Overlay } from '../internal/overlay';
import { PortEntry } from '../internal/ports';
import { objectMetadata, WorkloadContext } from '../internal/workload-context';

/** The Service of a workload: inside the cluster only, each port by its name. */
export function createService(context: WorkloadContext, ports: readonly PortEntry[]): Service {
  const service = new Service(context.scope, 'Service', {
    metadata: objectMetadata(context),
    type: ServiceType.CLUSTER_IP,
    ports: ports.map(({ name, servicePort, containerPort, protocol }) => ({
      name, port: servicePort, targetPort: containerPort, protocol: protocol as Protocol,
    })),
  });
  service.selectLabel(INSTANCE_LABEL, context.selector[INSTANCE_LABEL]);
  const overlay = Overlay.of(ApiObject.of(service));
  overlay.dropDefault('/spec/externalIPs', []);
  // By name, so that old and new pods of a rollout may listen on different ports.
  overlay.merge({ spec: { ports: ports.map(({ name, appProtocol }) => ({ name, targetPort: name, appProtocol })) } });
  return service;
}
