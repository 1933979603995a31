import * as fc from 'fast-check';
import { dnsLabel, labels, labelValue, maybe, subdomain } from './words';
import { MINORS } from '../../support/schemas';
import { PlatformCase } from '../services/service-case';

const count = fc.constantFrom(1, 2, 3, 5, 100);
const prefix = fc.constantFrom('docker.io', 'docker.io/library', 'ghcr.io', 'r:5000', 'localhost', 'quay.io',
  'docker.io/acme');
const replacement = fc.constantFrom('mirror.example.com', 'm:5000/a/b', '1e3', 'mirror.example.com/x_y');

/** Platforms that must be taken. */
export const platformArbitrary: fc.Arbitrary<PlatformCase> = fc.record({
  kubernetesVersion: maybe(fc.constantFrom(...MINORS)),
  provider: maybe(fc.constantFrom('any' as const, 'eks' as const, 'gke' as const, 'aks' as const,
    'openshift' as const)),
  environment: maybe(fc.record({ name: labelValue, minReplicas: maybe(count) })),
  metrics: maybe(fc.record({ operator: fc.boolean(), namespace: maybe(dnsLabel), monitorLabels: maybe(labels(0)) })),
  registries: maybe(fc.dictionary(prefix, replacement, { maxKeys: 3, noNullPrototype: true })),
  ownership: maybe(fc.record({ team: maybe(labelValue), costCenter: maybe(labelValue), owner: maybe(labelValue) })),
  ingressControllerNamespace: maybe(dnsLabel),
  priorityClassName: maybe(subdomain),
  dashboards: maybe(fc.constantFrom('https://g.example.com/{namespace}/{service}', 'http://g/d?var-service={service}')),
  clusterDns: maybe(fc.record({
    namespace: maybe(dnsLabel),
    podLabels: maybe(labels(0)),
    port: maybe(fc.constantFrom(1, 53, 5353, 65535)),
    cidrs: maybe(fc.array(fc.constantFrom('169.254.20.10/32', 'fd00::a/128', '10.0.0.0/8'), { maxLength: 2 })),
  })),
});
