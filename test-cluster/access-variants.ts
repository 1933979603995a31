import { Construct } from 'constructs';
import { ServiceVariant } from './service-variants';
import {
  AccessScope, BreakGlassAccess, ExecAccess, KubernetesApi, MetricsFlavor, NodeAgent, ProductionWorker, ResourceRule,
  TeamAccess, WorkloadAccess,
} from '../src';
import { IMAGE } from '../test/support/render';

const KUBERNETES_API = KubernetesApi.at({ cidrs: ['10.0.0.0/28'] });
const OPEN = { until: '2027-03-31', reason: 'INC-42: the queue is stuck' };

/** Together they use every option. */
export const ACCESS_VARIANTS: readonly ServiceVariant[] = [
  {
    name: 'WorkloadAccess in its namespace, in another one and in the whole cluster',
    platform: { kubernetesApi: KUBERNETES_API },
    make: withRights,
  },
  {
    name: 'TeamAccess with every tier, and shells',
    make: (scope) => new TeamAccess(scope, 'team', {
      name: 'people',
      view: ['support'],
      operate: ['oidc:on-call'],
      deploy: ['developers', '8f3c9a52-0c6e-4a57-9a39-1d0f5d7f2f11'],
      administrate: ['leads@example.com'],
      exec: ExecAccess.groups('heap dumps are taken by hand', ['on-call']),
    }),
  },
  {
    name: 'BreakGlassAccess that is bound, in a namespace and in the whole cluster, under an operator',
    platform: { metrics: MetricsFlavor.operator(), ownership: { owner: 'ada' } },
    make: withEmergencies,
  },
];

function withRights(scope: Construct): void {
  const mailer = new ProductionWorker(scope, 'mailer', { image: IMAGE });
  new WorkloadAccess(scope, 'mailer-election', { workload: mailer, rules: [ResourceRule.leaderElection('mailer')] });
  new WorkloadAccess(scope, 'mailer-flags', {
    workload: mailer,
    name: 'flags-of-mailer',
    scope: AccessScope.namespace('flags'),
    rules: [
      ResourceRule.read('configmaps', { names: ['flags'] }),
      ResourceRule.read('deployments', { apiGroup: 'apps' }),
    ],
  });
  new WorkloadAccess(scope, 'agent-nodes', {
    workload: new NodeAgent(scope, 'agent', { image: IMAGE }),
    scope: AccessScope.cluster('nodes are in no namespace'),
    rules: [
      ResourceRule.read('nodes'),
      ResourceRule.of({ verbs: ['*'], apiGroup: 'acme.io', resources: ['agents'], reason: 'they are its own' }),
      ResourceRule.of({ verbs: ['create'], resources: ['pods'], reason: 'it starts what is asked of it' }),
    ],
  });
}

function withEmergencies(scope: Construct): void {
  new BreakGlassAccess(scope, 'break-glass', { groups: ['leads'], ...OPEN });
  new BreakGlassAccess(scope, 'break-cluster', {
    groups: ['leads'],
    name: 'break-everything',
    scope: AccessScope.cluster('nodes are in no namespace'),
    runbook: 'https://wiki.example.com/access',
    ...OPEN,
  });
}
