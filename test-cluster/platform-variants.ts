import { Duration } from 'cdk8s';
import { ServiceVariant } from './service-variants';
import { KubernetesApi, MetricsFlavor, NamespaceReaper, PriorityTiers, Resources } from '../src';

/** Together they use every option of what a platform gives to all of its namespaces. */
export const PLATFORM_VARIANTS: readonly ServiceVariant[] = [
  {
    name: 'PriorityTiers with names and values of their own, and a default',
    make: (scope) => new PriorityTiers(scope, 'tiers', {
      namePrefix: 'acme-', standardIsDefault: true, values: { platform: 1_000_000_000, standard: 1_000, batch: -10 },
    }),
  },
  {
    name: 'NamespaceReaper under the operator, with all that it takes',
    platform: { metrics: MetricsFlavor.operator(), kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) },
    make: (scope) => new NamespaceReaper(scope, 'sweeper', {
      every: Duration.hours(6),
      warnBefore: Duration.days(7),
      keptNamespaces: ['payments'],
      resources: Resources.medium(),
      runbook: 'https://wiki.example.com/namespaces',
    }),
  },
];
