import type { Built, PartVariants } from './part-variants';
import { IMAGE, render } from './render';
import {
  AccessScope, ExecAccess, KubernetesApi, ProductionNamespace, ProductionService, ProductionWorker, ResourceRule,
  TeamAccess, WorkloadAccess, WorkloadIdentity,
} from '../../src';

const WHY = 'why not';
const PLATFORM = { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) };

/** What somebody may do, and where. */
export const ACCESS_VARIANTS: readonly PartVariants[] = [
  {
    part: 'AccessScope',
    variants: {
      ownNamespace: account({ scope: AccessScope.ownNamespace() }),
      namespace: account({ scope: AccessScope.namespace('flags') }),
      cluster: account({ scope: AccessScope.cluster(WHY) }),
    },
    point: ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
  },
  {
    part: 'ResourceRule',
    variants: {
      of: account({ rule: ResourceRule.of({ verbs: ['get'], resources: ['pods'] }) }),
      read: account({ rule: ResourceRule.read('pods') }),
      leaderElection: account({ rule: ResourceRule.leaderElection('mailer') }),
    },
    point: ['Role rules'],
  },
  {
    part: 'ExecAccess',
    variants: { none: team(ExecAccess.none()) },
    optOuts: { groups: team(ExecAccess.groups(WHY, ['on-call'])) },
    point: [],
    optedOut: ['Role/team-exec', 'RoleBinding/team-exec'],
  },
  {
    part: 'WorkloadIdentity',
    variants: {
      gke: known(WorkloadIdentity.gke('ledger@acme.iam.gserviceaccount.com')),
      eksPodIdentity: known(WorkloadIdentity.eksPodIdentity()),
      eksRole: known(WorkloadIdentity.eksRole('arn:aws:iam::111122223333:role/ledger', { stsCidrs: ['10.0.8.0/24'] })),
      azure: known(WorkloadIdentity.azure('11111111-2222-3333-4444-555555555555', { authorityCidrs: ['20.0.0.0/8'] })),
    },
    point: ['ServiceAccount metadata.annotations', 'NetworkPolicy spec.egress',
      'Deployment spec.template.metadata.labels[azure.workload.identity/use]'],
  },
];

interface Granted {
  readonly scope?: AccessScope;
  readonly rule?: ResourceRule;
}

function account({ scope, rule = ResourceRule.read('configmaps') }: Granted): Built {
  return () => render((chart) => {
    const workload = new ProductionWorker(chart, 'mailer', { image: IMAGE });
    new WorkloadAccess(chart, 'flags', { workload, rules: [rule], scope });
  }, PLATFORM);
}

function team(exec: ExecAccess): Built {
  return () => render((chart) => new TeamAccess(chart, 'team', { deploy: ['developers'], exec }));
}

function known(identity: WorkloadIdentity): Built {
  return () => render((chart) => {
    new ProductionNamespace(chart, 'shop');
    new ProductionService(chart, 'web', { image: IMAGE }).useIdentity(identity);
  });
}
