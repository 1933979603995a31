import { Chart } from 'cdk8s';
import {
  BreakGlassAccess, KubernetesApi, NamespaceReaper, Platform, ProductionApp, ProductionNamespace, ProductionWorker,
  ResourceRule, TeamAccess, WorkloadAccess,
} from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, {
  ownership: { team: 'shop' },
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
});
const chart = new Chart(app, 'shop-trial');

// A namespace for a trial of three months, after which the reaper below deletes it.
new ProductionNamespace(chart, 'shop-trial', { expiresOn: '2027-03-31' });

// Groups of the identity provider; each may do what those before it may, and nobody reads Secrets.
new TeamAccess(chart, 'shop-team', {
  view: ['support'],
  operate: ['on-call'],
  deploy: ['shop-developers'],
});

// Everything, for nobody yet: until and reason bind it to the group for a while, and an alert says that it is bound.
new BreakGlassAccess(chart, 'break-glass', { groups: ['on-call-leads'] });

const scheduler = new ProductionWorker(chart, 'scheduler', {
  image: 'ghcr.io/acme/scheduler:3.1.0@sha256:4a44dc15364204a80fe80e9039455cc1608281820fe2b24f1e5233ade6af1dd5',
});

// One of its replicas plans, and is chosen by a Lease. It may do nothing else at the API server.
new WorkloadAccess(chart, 'scheduler-election', {
  workload: scheduler,
  rules: [ResourceRule.leaderElection('scheduler')],
});

// What deletes namespaces whose time is over, three days after it told of them. A cluster needs one of them.
const cleaning = new Chart(app, 'cleaning');
new ProductionNamespace(cleaning, 'cleaning');
new NamespaceReaper(cleaning, 'namespace-reaper');

app.synth();
