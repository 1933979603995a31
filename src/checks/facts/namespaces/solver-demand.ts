import { objectsInNamespace } from './objects-in-namespace';
import type { Cluster } from '../../model/cluster';
import type { PodTemplate } from '../../model/manifest-pods';
import { podTemplatesOf } from '../../model/pod-carriers';
import { CERTIFICATE_KINDS, hostsProvedByHttp01 } from '../routes/acme-challenges';

/** A pod of cert-manager as its flags have it. */
const [SOLVER] = podTemplatesOf('Pod', {
  spec: {
    containers: [{
      name: 'acmesolver',
      resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '100m', memory: '64Mi' } },
    }],
  },
});

/** The pods that cert-manager makes in a namespace while it proves hosts by HTTP-01: one for each of them. */
export interface SolverPods {
  readonly count: number;
  readonly template: PodTemplate;
}

/** How many of them there may be at once, and what each is. */
export function solverPodsIn(cluster: Cluster, namespace: string): SolverPods {
  const hosts = CERTIFICATE_KINDS.flatMap((kind) => objectsInNamespace(cluster, kind, namespace))
    .flatMap((manifest) => hostsProvedByHttp01(manifest, cluster));
  return { count: new Set(hosts).size, template: SOLVER };
}
