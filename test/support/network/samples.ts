import { TargetPort } from './endpoints';
import { Labels } from './selectors';
import { Manifest } from '../schemas';

/** A Namespace with labels. */
export function namespace(name: string, labels: Labels = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A Deployment, called like `shop/web`. */
export function deployment(id: string, labels: Labels = {}, ports: readonly TargetPort[] = []): Manifest {
  const spec = { template: template(labels, ports) };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadataOf(id), spec };
}

/** What a workload makes its pods from. */
export function template(labels: Labels, ports: readonly TargetPort[]): Manifest {
  return { metadata: { labels }, spec: { containers: [container(ports)] } };
}

/** A container that declares ports. */
export function container(ports: readonly TargetPort[]): Manifest {
  return { name: 'main', ports: ports.map(({ port, ...others }) => ({ containerPort: port, ...others })) };
}

/** A NetworkPolicy, called like `shop/deny`; it selects all pods of its namespace unless told otherwise. */
export function policy(id: string, spec: Manifest): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(id),
    spec: { podSelector: {}, ...spec },
  };
}

/** The metadata of what is called like `shop/web`. */
export function metadataOf(id: string): Manifest {
  const [namespaceName, name] = id.split('/');
  return { name, namespace: namespaceName };
}
