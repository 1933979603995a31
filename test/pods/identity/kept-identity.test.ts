import * as path from 'path';
import { App, Chart, JsonPatch } from 'cdk8s';
import { LabelSelector } from 'cdk8s-plus-28';
import {
  EtcdBackup, MetricsFlavor, NodeAgent, Platform, PostgresBackup, Probes, ProductionApp, ProductionService,
  ProductionWorker, RestoreDrill, StatefulService,
} from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { readYaml, stage } from '../../support/render';
import { SMALLEST_CALLS } from '../../support/smallest-calls';

interface Kinds {
  readonly ProductionService: ProductionService;
  readonly ProductionWorker: ProductionWorker;
  readonly StatefulService: StatefulService;
  readonly NodeAgent: NodeAgent;
  readonly PostgresBackup: PostgresBackup;
  readonly EtcdBackup: EtcdBackup;
  readonly RestoreDrill: RestoreDrill;
}
type Kind = keyof Kinds;
/** What is done to a construct, the object that it is done to, and what is said of it. */
type Row<K extends Kind> = [change: (workload: Kinds[K]) => unknown, inner: string, complaint: string];

/** The construct itself: its main object has no path of its own. */
const MAIN = '';
const LABEL = 'app.kubernetes.io/instance';
const POINTER = 'app.kubernetes.io~1instance';
const POD = '/spec/template';
const JOB = '/spec/jobTemplate/spec/template';
const NAMESPACE = 'quota, policies and callers look for the workload there, got';
const CHILD = 'make the workload a child of the other ProductionNamespace instead';
const USE_NAME = 'give the workload the prop name instead';

describe('a change that others would not know of is refused', () => {
  it.each<Row<'ProductionService'>>([
    [(api) => api.patch(api.deployment, JsonPatch.replace('/metadata/namespace', 'x')), MAIN,
      "'patch' must let 'metadata.namespace' stay \"shop\", for " + NAMESPACE
      + ` {"op":"replace","path":"/metadata/namespace","value":"x"}; ${CHILD}`],
    [(api) => api.mergePatch(api.service, { metadata: { namespace: null } }), 'Service',
      `'mergePatch' must let 'metadata.namespace' stay "shop", for ${NAMESPACE} {"metadata":{"namespace":null}};`],
    [(api) => api.networkPolicy.addJsonPatch(JsonPatch.replace('/metadata/namespace', 'x')), 'NetworkPolicy',
      "'patch' must let 'metadata.namespace' stay \"shop\""],
    [(api) => api.patch(api.deployment, JsonPatch.replace('/metadata/name', 'x')), MAIN,
      "'patch' must let 'metadata.name' stay \"web\", for its pods and what scales them go by it, got"
      + ` {"op":"replace","path":"/metadata/name","value":"x"}; ${USE_NAME}`],
    [(api) => api.patch(api.service, JsonPatch.replace('/metadata/name', 'x')), 'Service',
      "'patch' must let 'metadata.name' stay \"web\", for callers and routes find it by that, got"],
    [(api) => api.patch(api.serviceAccount, JsonPatch.replace('/metadata/name', 'x')), 'ServiceAccount',
      "'patch' must let 'metadata.name' stay \"web\", for its pods run as it, got"],
    [(api) => api.patch(api.deployment, JsonPatch.replace(`${POD}/spec/serviceAccountName`, 'x')), MAIN,
      "'patch' must let 'spec.template.spec.serviceAccountName' stay \"web\", for identities and roles are bound to"],
    [(api) => api.patch(api.deployment, JsonPatch.replace(`${POD}/metadata/labels/${POINTER}`, 'x')),
      MAIN,
      `'patch' must let 'spec.template.metadata.labels[${LABEL}]' stay "web", for Services, policies and budgets`],
    [({ deployment }) => deployment.podMetadata.addLabel(LABEL, 'x'), MAIN,
      `'spec.template.metadata.labels[${LABEL}]' must stay "web", for Services, policies and budgets select the pods`
      + ` by it, got "x"; ${USE_NAME}`],
    [(api) => api.patch(api.deployment, JsonPatch.add('/spec/selector/matchLabels/track', 'x')), MAIN,
      "'patch' must let 'spec.selector' match the pods that it makes, got"],
    [({ deployment }) => deployment.select(LabelSelector.of({ labels: { track: 'x' } })), MAIN,
      `'spec.selector' must match the pods that it makes, got {"matchLabels":{"${LABEL}":"web","track":"x"}}; leave`],
    [(api) => api.patch(api.deployment, JsonPatch.replace(`${POD}/spec/containers/0/ports/0/containerPort`, 9090)),
      MAIN,
      "'patch' must let 'ports' keep http, 8080/TCP, which network policies and what finds the pods lead to, got"],
    [(api) => api.patch(api.deployment, JsonPatch.replace(`${POD}/spec/containers/0/ports/0/name`, 'web')),
      MAIN, "'patch' must let 'ports' keep http, 8080/TCP"],
    [(api) => api.patch(api.deployment, JsonPatch.replace(`${POD}/spec/containers/0/image`, 'web:2')),
      MAIN, "'patch' must let 'image' have the tag that the label app.kubernetes.io/version is made of,"
      + ' 1.4.2, got'],
    [(api) => api.patch(api.service, JsonPatch.replace('/spec/ports/0/port', 8081)), 'Service',
      "'patch' must let 'spec.ports' keep http, 80/TCP to 8080, which callers, routes and monitors go by, got"],
    [(api) => api.patch(api.service, JsonPatch.remove('/spec/ports/0/targetPort')), 'Service',
      "'patch' must let 'spec.ports' keep http, 80/TCP to 8080"],
    [(api) => api.patch(api.service, JsonPatch.replace('/spec/selector', { app: 'x' })), 'Service',
      "'patch' must let 'spec.selector' match the pods of the workload, got"],
    [({ service }) => service.selectLabel('track', 'x'), 'Service',
      `'spec.selector' must match the pods of the workload, got {"${LABEL}":"web","track":"x"}; add the label to the`],
    [(api) => api.patch(api.service, JsonPatch.remove(`/metadata/labels/${POINTER}`)), 'Service',
      `'patch' must let 'metadata.labels[${LABEL}]' stay "web", for monitors select it by that, got`],
    [({ service }) => service.metadata.addLabel(LABEL, 'x'), 'Service',
      `'metadata.labels[${LABEL}]' must stay "web", for monitors select it by that, got "x"; ${USE_NAME}`],
    [(api) => api.patch(api.networkPolicy, JsonPatch.replace('/spec/podSelector/matchLabels', { app: 'x' })),
      'NetworkPolicy', "'patch' must let 'spec.podSelector' match the pods of the workload, got"],
    [(api) => api.mergePatch(api.disruptionBudget!, { spec: { selector: { matchLabels: { app: 'x' } } } }),
      'DisruptionBudget', "'mergePatch' must let 'spec.selector' match the pods of the workload, got"],
    [(api) => api.patch(api.autoscaler!, JsonPatch.replace('/spec/scaleTargetRef/name', 'x')), 'Autoscaler',
      "'patch' must let 'spec.scaleTargetRef' stay"],
    [(api) => api.patch(api.deployment, JsonPatch.replace('/kind', 'Rollout')), MAIN,
      "'patch' must let 'kind' stay \"Deployment\", for the HorizontalPodAutoscaler scales it by that, got"],
    [(api) => api.mergePatch(api.serviceMonitor!, { spec: { selector: { matchLabels: { app: 'x' } } } }),
      'ServiceMonitor', "'mergePatch' must let 'spec.selector' match the Service of the workload, got"],
    [(api) => api.patch(api.serviceMonitor!, JsonPatch.replace('/spec/endpoints/0/port', 'x')), 'ServiceMonitor',
      "'patch' must let 'spec.endpoints' hold the port http, which the network policy opens to Prometheus, got"],
  ])('of a service: %s', (...row) => expectRefused('ProductionService', row));

  it.each<Row<'ProductionWorker'>>([
    [(mailer) => mailer.mergePatch(mailer.podMonitor!, { spec: { selector: { matchLabels: { app: 'x' } } } }),
      'PodMonitor',
      "'mergePatch' must let 'spec.selector' match the pods of the workload, got"],
    [(mailer) => mailer.patch(mailer.podMonitor!, JsonPatch.remove('/spec/podMetricsEndpoints')), 'PodMonitor',
      "'patch' must let 'spec.podMetricsEndpoints' hold the port http"],
  ])('of a worker: %s', (...row) => expectRefused('ProductionWorker', row));

  it.each<Row<'StatefulService'>>([
    [(store) => store.patch(store.statefulSet, JsonPatch.replace('/spec/serviceName', 'x')), MAIN,
      "'patch' must let 'spec.serviceName' stay \"store\", for its pods are found by the names that this Service"],
    [(store) => store.patch(store.service, JsonPatch.remove('/spec/clusterIP')), 'Service',
      "'patch' must let 'spec.clusterIP' stay \"None\", for only a headless Service gives each pod a name of its"],
  ])('of a stateful service: %s', (...row) => expectRefused('StatefulService', row));

  it.each<Row<'NodeAgent'>>([
    [(clock) => clock.patch(clock.daemonSet, JsonPatch.replace('/metadata/name', 'x')), MAIN,
      "'patch' must let 'metadata.name' stay \"clock\""],
    [({ daemonSet }) => daemonSet.podMetadata.addLabel(LABEL, 'x'), MAIN,
      `'spec.template.metadata.labels[${LABEL}]' must stay "clock", for Services, policies and budgets select`],
    [(clock) => clock.patch(clock.podMonitor!, JsonPatch.remove('/spec/podMetricsEndpoints')), 'PodMonitor',
      "'patch' must let 'spec.podMetricsEndpoints' hold the port http"],
  ])('of a node agent: %s', (...row) => expectRefused('NodeAgent', row));

  it.each<Row<'PostgresBackup'>>([
    [(backup) => backup.patch(backup.cronJob, JsonPatch.replace('/metadata/name', 'x')), MAIN,
      "'patch' must let 'metadata.name' stay \"orders\""],
    [(backup) => backup.patch(backup.cronJob, JsonPatch.replace('/spec/schedule', '0 1 * * *')), MAIN,
      "'patch' must let 'spec.schedule' stay \"0 0 * * *\", for alerts and objectives are computed from it, got"
      + ' {"op":"replace","path":"/spec/schedule","value":"0 1 * * *"}; change it by every and startingAt instead'],
    [(backup) => backup.patch(backup.cronJob, JsonPatch.replace('/spec/timeZone', 'Europe/Berlin')),
      MAIN,
      "'patch' must let 'spec.timeZone' stay \"Etc/UTC\""],
    [(backup) => backup.patch(backup.cronJob, JsonPatch.replace('/spec/jobTemplate/spec/activeDeadlineSeconds', 60)),
      MAIN, "'patch' must let 'spec.jobTemplate.spec.activeDeadlineSeconds' stay 3600, for alerts and"],
    [(backup) => backup.patch(backup.cronJob, JsonPatch.remove(`${JOB}/metadata/labels/${POINTER}`)),
      MAIN,
      `'patch' must let 'spec.jobTemplate.spec.template.metadata.labels[${LABEL}]' stay "orders", for Services,`],
    [(backup) => backup.patch(backup.cronJob, JsonPatch.remove(`${JOB}/spec/serviceAccountName`)), MAIN,
      "'patch' must let 'spec.jobTemplate.spec.template.spec.serviceAccountName' stay \"orders\""],
    [(backup) => backup.patch(backup.files, JsonPatch.replace('/metadata/name', 'x')), 'Files',
      "'patch' must let 'metadata.name' stay \"orders\", for its pods are configured by it, got"],
    [(backup) => backup.patch(backup.networkPolicy, JsonPatch.replace('/spec/podSelector/matchLabels', { a: 'b' })),
      'NetworkPolicy', "'patch' must let 'spec.podSelector' match the pods of the workload, got"],
    [(backup) => backup.patch(backup.alertRules, JsonPatch.replace('/metadata/namespace', 'x')), 'AlertRules',
      "'patch' must let 'metadata.namespace' stay \"shop\""],
  ])('of a backup: %s', (...row) => expectRefused('PostgresBackup', row));

  it.each<Row<'RestoreDrill'>>([
    [(drill) => drill.patch(drill.cronJob, JsonPatch.replace('/spec/schedule', '0 1 * * *')), MAIN,
      "'patch' must let 'spec.schedule' stay \"0 3 * * *\", for alerts and objectives are computed from it, got"],
  ])('of a drill: %s', (...row) => expectRefused('RestoreDrill', row));

  it.each<Row<'EtcdBackup'>>([
    [(backup) => backup.mergePatch(backup.cronJob, { spec: { timeZone: null } }), MAIN,
      "'mergePatch' must let 'spec.timeZone' stay \"Etc/UTC\""],
  ])('of a backup of etcd: %s', (...row) => expectRefused('EtcdBackup', row));
});

describe('a change that harms nobody is written', () => {
  it.each<[string, (api: ProductionService) => unknown]>([
    ['another label', (api) => api.patch(api.deployment, JsonPatch.add(`${POD}/metadata/labels/track`, 'stable'))],
    ['a label that the Service and the budget go by too', (api) => {
      api.deployment.podMetadata.addLabel('track', 'stable');
      api.service.selectLabel('track', 'stable');
      api.deployment.select(LabelSelector.of({ labels: { track: 'stable' } }));
      api.mergePatch(api.disruptionBudget!, { spec: { selector: { matchLabels: { track: 'stable' } } } });
    }],
    ['a label that a patch gives to both', (api) => {
      api.patch(api.deployment, JsonPatch.add(`${POD}/metadata/labels/track`, 'stable'));
      api.patch(api.service, JsonPatch.add('/spec/selector/track', 'stable'));
    }],
    ['a policy for more pods', (api) => api.patch(api.networkPolicy, JsonPatch.replace('/spec/podSelector', {}))],
    ['another name of what nobody goes by', (api) => {
      for (const object of [api.networkPolicy, api.disruptionBudget!, api.autoscaler!]) {
        api.patch(object, JsonPatch.replace('/metadata/name', 'another'));
      }
    }],
    ['another port', (api) => {
      const port = { name: 'admin', containerPort: 9090 };
      api.patch(api.deployment, JsonPatch.add(`${POD}/spec/containers/0/ports/-`, port));
      api.patch(api.service, JsonPatch.add('/spec/ports/-', { name: 'admin', port: 9090, targetPort: 'admin' }));
      api.patch(api.serviceMonitor!, JsonPatch.add('/spec/endpoints/-', { port: 'admin' }));
    }],
    ['the port by its number', (api) => api.patch(api.service, JsonPatch.replace('/spec/ports/0/targetPort', 8080))],
    ['the registry of the image', (api) => (
      api.patch(api.deployment, JsonPatch.replace(`${POD}/spec/containers/0/image`, 'r.example.com:5000/web:1.4.2'))
    )],
    ['something and back again', (api) => api.patch(api.service,
      JsonPatch.replace('/metadata/name', 'x'), JsonPatch.replace('/metadata/name', 'web'))],
  ])('%s', (_, change) => {
    const texts = [new ProductionApp(), new App()].map((app) => {
      const chart = chartIn(app);
      change(new ProductionService(chart, 'web', { image: 'web:1.4.2' }));
      expect(app.synthYaml()).toBe(app.synthYaml());
      return app.synthYaml() as string;
    });
    expect(texts[1]).toBe(texts[0]);
    expect(readYaml(texts[0]).length).toBeGreaterThan(6);
  });
});

it('leaves a port to the sidecar that has taken it over', () => {
  const { chart, app } = stage();
  const probes = Probes.exec({ liveness: ['a'], readiness: ['b'] });
  const api = new ProductionService(chart, 'web', { image: 'web:1.4.2', probes });
  api.addSidecar('proxy', { image: 'proxy:1', port: 8080 });
  [api.deployment, api.service].forEach((target) => api.mergePatch(target, { metadata: { annotations: { a: 'b' } } }));
  expect(() => app.synthYaml()).not.toThrow();
});

function chartIn(app: App): Chart {
  Platform.configure(app, { metrics: MetricsFlavor.operator(), kubernetesVersion: '1.33' });
  return new Chart(app, 'shop', { namespace: 'shop' });
}

function expectRefused<K extends Kind>(kind: K, [change, inner, complaint]: Row<K>): void {
  for (const app of [new ProductionApp(), new App()]) {
    const workload = SMALLEST_CALLS[kind](chartIn(app)) as Kinds[K];
    change(workload);
    const messages = messageOf(() => app.synthYaml()).replace(/^Nothing was written:\n {2}/, '').split(/\n\s*(?=\[)/)
      .map((message) => message.replace(/^Validation failed with the following errors:\n\s*/, ''));
    const [first] = messages.filter((message) => message.startsWith('['));
    expect(first.startsWith(`[${path.posix.join(workload.node.path, inner)}] ${complaint}`) ? '' : first).toBe('');
    expect(first).toMatch(NAMED_ERROR);
  }
}
