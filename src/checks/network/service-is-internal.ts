import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A Service is reached through the front door, not through every node. */
export const SERVICE_IS_INTERNAL: ICheck = {
  id: 'service-is-internal',
  title: 'Services open no port on the nodes',
  box: 'network-policies',
  severity: Severity.WARNING,
  why: 'A node port goes past the ingress, its TLS and its rules, on every node of the cluster. KubeLinter refuses '
    + 'load balancers too; whether one is meant to be the way in, a person must know.',
  remedy: { manifest: 'spec: {type: ClusterIP}, and an Ingress or HTTPRoute before it.' },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
    'kube-score:service-type', 'kube-linter:exposed-services', 'kyverno:restrict-node-port',
  ],
  appliesTo: ['Service'],
  evaluate: ({ spec }) => {
    const { type = 'ClusterIP' } = spec;
    const place = { path: 'spec.type', actual: type, expected: 'ClusterIP' };
    if (type === 'NodePort') return [{ ...place, passed: false, message: 'opens a port on every node' }];
    // Whether a balancer is meant to be public, and a name to lead elsewhere, only a person knows.
    return type === 'ClusterIP' ? [{ ...place, passed: true, message: 'is reached from inside alone' }] : [];
  },
};
