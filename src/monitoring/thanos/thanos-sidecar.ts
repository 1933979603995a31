import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { ObjectStoreAccess } from './object-store-access';
import { GRPC, HTTP, LISTEN_GRPC, LISTEN_HTTP, thanosProbes } from './thanos-program';
import { Resources } from '../../availability/resources';
import { StatefulService } from '../../workloads/stateful-service';

/** What the pods of a Prometheus declare for it. */
export const SIDECAR_PORTS = [HTTP, GRPC].map(({ name, containerPort }) => ({ name: `thanos-${name}`, containerPort }));
/** What it asks for. */
export const SIDECAR_RESOURCES = Resources.guaranteed(Cpu.millis(100), Size.mebibytes(256));

/** The pods of a Prometheus, where it answers there, and where it keeps its blocks. */
export interface ShippedPrometheus {
  readonly service: StatefulService;
  readonly port: number;
  readonly dataFolder: string;
}

/** Adds what brings the blocks of a Prometheus to the object store, and shows its newest samples to queriers. */
export function addThanosSidecar(
  { service, port, dataFolder }: ShippedPrometheus, { image, access }: { image: string; access: ObjectStoreAccess },
): void {
  access.give(service);
  service.addSidecar('thanos-sidecar', {
    image,
    args: [
      'sidecar', LISTEN_HTTP, LISTEN_GRPC, `--prometheus.url=http://127.0.0.1:${port}`, `--tsdb.path=${dataFolder}`,
      access.argument,
    ],
    port: HTTP.containerPort,
    morePorts: [GRPC.containerPort],
    probes: thanosProbes(),
    resources: SIDECAR_RESOURCES,
    folders: [dataFolder, access.folder],
  });
}
