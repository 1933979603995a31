import { Probes } from '../../availability/probes';

/** Where a part says how it is. */
export const HTTP = { name: 'http', containerPort: 10902 };
/** By which the parts ask each other. */
export const GRPC = { name: 'grpc', containerPort: 10901 };
export const LISTEN_HTTP = `--http-address=0.0.0.0:${HTTP.containerPort}`;
export const LISTEN_GRPC = `--grpc-address=0.0.0.0:${GRPC.containerPort}`;

/** How every part of Thanos is asked. */
export function thanosProbes(): Probes {
  return Probes.http({ port: HTTP.containerPort, liveness: '/-/healthy', readiness: '/-/ready' });
}
