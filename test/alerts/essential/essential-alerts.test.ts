import { Chart, JsonPatch } from 'cdk8s';
import {
  ControlPlane, EssentialAlerts, EssentialAlertsProps, MetricsFlavor, PlatformProps, ProductionNamespace, Provider,
  ScrapeJobNames,
} from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { only, readYaml, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const RUNBOOKS = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks';
const GROUPS = [
  'api-server', 'etcd', 'control-plane', 'nodes', 'filesystems', 'volumes', 'pods', 'rollouts', 'disruption-budgets',
  'jobs', 'certificates', 'quotas', 'prometheus', 'alertmanager',
];
const OPERATOR = { metrics: MetricsFlavor.operator({ monitorLabels: { release: 'prom' } }) };

describe('EssentialAlerts', () => {
  it('writes a ConfigMap with a rule file', () => {
    const { data, ...rest } = rulesObject();
    expect(rest).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'alerts',
        namespace: 'shop',
        labels: {
          'environment': 'production',
          'app.kubernetes.io/managed-by': 'cdk8s-preflight',
          'preflight/alert-rules': 'true',
        },
      },
    });
    expect(Object.keys(data)).toEqual(['alerts.rules.yaml']);
  });

  it('writes the same as a PrometheusRule where there is an operator', () => {
    const { apiVersion, kind, metadata, spec } = rulesObject({}, OPERATOR);
    expect([apiVersion, kind, metadata.labels.release]).toEqual([
      'monitoring.coreos.com/v1', 'PrometheusRule', 'prom',
    ]);
    expect(spec.groups).toEqual(groupsOf(rulesObject()));
  });

  it('writes a rule as a person would', () => {
    const [, { rules }] = groupsOf(rulesObject({ controlPlane: ControlPlane.MANAGED }));
    expect(rules[0]).toEqual({
      alert: 'NodeDown',
      expr: 'max by (node) (kube_node_status_condition{condition="Ready",status="true"}) == 0\n'
        + 'unless on (node) max by (node) (kube_node_spec_unschedulable) == 1',
      for: '15m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'The node {{ $labels.node }} is not ready.',
        description: 'It has not been for a quarter of an hour, and nobody has cordoned it. Its pods are replaced '
          + 'elsewhere, but for those with volumes that it still holds. First see why its kubelet is silent.',
        runbook_url: `${RUNBOOKS}/nodes.md#nodedown`,
      },
    });
  });

  it('has a group for each subject, and no name twice', () => {
    const groups = groupsOf(rulesObject());
    expect(groups.map(({ name }) => name)).toEqual(GROUPS.map((name) => `essential-${name}`));
    const alerts = alertsOf(rulesObject());
    expect(new Set(alerts).size).toBe(alerts.length);
  });

  it.each<[Provider, ControlPlane]>([
    [Provider.ANY, ControlPlane.SELF_MANAGED],
    [Provider.OPENSHIFT, ControlPlane.SELF_MANAGED],
    [Provider.EKS, ControlPlane.MANAGED],
    [Provider.GKE, ControlPlane.MANAGED],
    [Provider.AKS, ControlPlane.MANAGED],
  ])('knows who runs the control plane of %s', (provider, controlPlane) => {
    const { chart } = stage({ provider });
    expect(new EssentialAlerts(chart, 'alerts').controlPlane).toBe(controlPlane);
  });

  it('leaves out what a provider keeps to itself', () => {
    const names = groupsOf(rulesObject({}, { provider: Provider.EKS })).map(({ name }) => name);
    expect(names).toEqual(GROUPS.filter((name) => name !== 'etcd' && name !== 'control-plane')
      .map((name) => `essential-${name}`));
    expect(groupsOf(rulesObject({ controlPlane: ControlPlane.SELF_MANAGED }, { provider: Provider.EKS })))
      .toEqual(groupsOf(rulesObject()));
  });

  it('leaves out a group and an alert, and says why', () => {
    const object = rulesObject({ omit: { etcd: 'another team watches it', NodeCpuHigh: 'batch nodes are meant to' } });
    expect(object.metadata.annotations).toEqual({
      'preflight/omitted.etcd': 'another team watches it',
      'preflight/omitted.NodeCpuHigh': 'batch nodes are meant to',
    });
    const all = alertsOf(rulesObject());
    expect(alertsOf(object)).toEqual(all.filter((name) => !name.startsWith('Etcd') && name !== 'NodeCpuHigh'));
  });

  it('writes no group of which nothing is left', () => {
    const omit = { QuotaNearlyFull: 'seen elsewhere', QuotaFull: 'seen elsewhere', QuotaExceeded: 'seen elsewhere' };
    expect(groupsOf(rulesObject({ omit })).map(({ name }) => name)).not.toContain('essential-quotas');
  });

  it.each([
    { prop: 'nodeCpuPercent', value: 95, alert: 'NodeCpuHigh', expr: /\) > 0\.95$/ },
    { prop: 'nodeMemoryPercent', value: 80, alert: 'NodeMemoryHigh', expr: /\) > 0\.8$/ },
    { prop: 'diskFreePercent', value: 29, alert: 'NodeDiskFillingUp', expr: /\) < 0\.29$/m },
    { prop: 'volumeFreePercent', value: 20, alert: 'VolumeFillingUp', expr: /\) < 0\.2$/m },
    { prop: 'volumeFreePercent', value: 20, alert: 'VolumeInodesFillingUp', expr: /\) < 0\.2$/m },
    { prop: 'restartsPerHour', value: 3, alert: 'ContainerRestarting', expr: /\) > 3$/ },
    { prop: 'containerMemoryPercent', value: 99, alert: 'ContainerMemoryHigh', expr: /\) > 0\.99$/ },
    { prop: 'throttledPercent', value: 7, alert: 'ContainerCpuThrottled', expr: /\) > 0\.07$/ },
    { prop: 'certificateDays', value: 14, alert: 'CertificateRenewalOverdue', expr: / < 1209600$/m },
    { prop: 'quotaPercent', value: 75, alert: 'QuotaNearlyFull', expr: / > 0\.75 < 1$/ },
    { prop: 'targetsDownPercent', value: 50, alert: 'TargetDown', expr: / > 0\.5$/ },
  ])('takes $prop for $alert', ({ prop, value, alert, expr }) => {
    const rules = groupsOf(rulesObject({ thresholds: { [prop]: value } })).flatMap((group) => group.rules);
    expect(rules.find((rule: Manifest) => rule.alert === alert).expr).toMatch(expr);
  });

  it.each<[ScrapeJobNames, string, string]>([
    [{ apiServer: 'kubernetes-apiservers' }, 'ApiServerDown', 'absent(up{job="kubernetes-apiservers"} == 1)'],
    [{ etcd: 'kube-etcd' }, 'EtcdNotMonitored', 'absent(up{job="kube-etcd"})'],
    [{ scheduler: 'scheduler' }, 'SchedulerDown', 'absent(up{job="scheduler"} == 1)'],
    [{ controllerManager: 'kcm' }, 'ControllerManagerDown', 'absent(up{job="kcm"} == 1)'],
    [{ kubelet: 'nodes' }, 'KubeletDown', 'absent(up{job="nodes",metrics_path="/metrics"} == 1)'],
    [{ kubelet: 'nodes', cadvisor: 'containers' }, 'KubeletDown', 'absent(up{job="nodes"} == 1)'],
    [{ kubeStateMetrics: 'ksm' }, 'KubeStateMetricsMissing', 'absent(up{job="ksm"} == 1)'],
    [{ nodeExporter: 'a"}\nor\\b' }, 'NodeExporterMissing', 'absent(up{job="a\\"}\\nor\\\\b"} == 1)'],
  ])('selects %j for %s', (jobNames, alert, expr) => {
    expect(ruleOf(alert, { jobNames }).expr).toBe(expr);
  });

  it('selects containers by a job of their own', () => {
    const written = (jobNames: ScrapeJobNames) => ruleOf('ContainerCpuThrottled', { jobNames }).expr;
    expect(written({ kubelet: 'nodes' })).toContain('{job="nodes",metrics_path="/metrics/cadvisor",container!=""}');
    expect(written({ cadvisor: 'containers' })).toContain('{job="containers",container!=""}');
  });

  it('asks for no job by its usual name where all are called otherwise', () => {
    const jobNames: Required<ScrapeJobNames> = {
      apiServer: 'a',
      etcd: 'b',
      scheduler: 'c',
      controllerManager: 'd',
      kubelet: 'e',
      cadvisor: 'f',
      kubeStateMetrics: 'g',
      nodeExporter: 'h',
    };
    const text = JSON.stringify(groupsOf(rulesObject({ jobNames })));
    expect([...new Set([...text.matchAll(/job=\\"([^"\\]*)/g)].map(([, job]) => job))].sort())
      .toEqual(Object.values(jobNames));
    expect(text).not.toContain('metrics_path');
  });

  it('names the job of etcd in a text that templates leave as it is', () => {
    expect(ruleOf('EtcdNotMonitored', { jobNames: { etcd: '{{ . }}' } }).annotations.description)
      .toContain('a scrape with job="{{ "{{" }} . }}"');
  });

  it('takes a name, runbooks and dashboards of your own', () => {
    const object = rulesObject({
      name: 'cluster', runbooks: 'https://wiki.example.com/runbooks', dashboards: { nodes: 'https://grafana/d/nodes' },
    });
    const [{ rules: [, , down] }, , , { rules: [node] }] = groupsOf(object);
    expect(object.metadata.name).toBe('cluster');
    expect(node.annotations).toMatchObject({
      runbook_url: 'https://wiki.example.com/runbooks/nodes.md#nodedown', dashboard_url: 'https://grafana/d/nodes',
    });
    expect(down.annotations).not.toHaveProperty('dashboard_url');
  });

  it('says who answers for it', () => {
    const { metadata, data } = rulesObject({}, { ownership: { team: 'platform', owner: 'jane' } });
    expect(metadata.labels).toMatchObject({ team: 'platform', owner: 'jane' });
    const [{ rules: [, , { labels, annotations }] }] = readYaml(data['alerts.rules.yaml'])[0].groups;
    expect(labels).toEqual({ severity: 'critical', team: 'platform', owner: 'jane' });
    expect(annotations.owner).toBe('jane');
  });

  it('belongs to the namespace around it', () => {
    const manifests = render((chart) => new EssentialAlerts(new ProductionNamespace(chart, 'monitoring'), 'alerts'));
    expect(only(manifests, 'ConfigMap').metadata.namespace).toBe('monitoring');
  });

  it('can be patched', () => {
    const [object] = render((chart) => {
      const alerts = new EssentialAlerts(chart, 'alerts');
      alerts.patch(alerts.alertRules, JsonPatch.add('/metadata/labels/tier', 'one'));
    });
    expect(object.metadata.labels.tier).toBe('one');
  });

  it.each(MINORS)('is valid on %s in both forms', (minor) => {
    const problems = [{}, OPERATOR].flatMap((platform) => schemaProblems(minor, rulesObject({}, platform)));
    expect(problems).toEqual([]);
  });

  it.each<[string, EssentialAlertsProps, string]>([
    ['a group that there is not', { omit: { node: 'no nodes here' } },
      "'omit' must name groups or alerts that there are, got \"node\"; did you mean nodes?"],
    ['an alert that there is not', { omit: { NodesDown: 'no nodes here' } },
      "'omit' must name groups or alerts that there are, got \"NodesDown\"; did you mean NodeDown?"],
    ['a name like no other', { omit: { 'everything else': 'we know better' } },
      "'omit' must name groups or alerts that there are, got \"everything else\"; "
      + `there are the groups ${GROUPS.join(', ')}; docs/essential-alerts.md lists their alerts`],
    ['that nothing is left', { omit: Object.fromEntries(GROUPS.map((group) => [group, 'watched elsewhere'])) },
      `'omit' must leave an alert, got ${JSON.stringify(GROUPS)}; remove the EssentialAlerts`],
    ['a dashboard of a group that there is not', { dashboards: { nods: 'https://grafana' } },
      "'dashboards' must name groups that there are, got \"nods\"; did you mean nodes?"],
    ['no reason', { omit: { nodes: ' ' } },
      "'omit.nodes' must say why, got \" \"; write the reason, it appears in the readiness report"],
    ['a threshold that nothing reaches', { thresholds: { nodeCpuPercent: 100 } },
      "'thresholds.nodeCpuPercent' must be a whole number from 1 to 99, got 100; give a number within the range"],
    ['restarts that back-off does not let happen', { thresholds: { restartsPerHour: 16 } },
      "'thresholds.restartsPerHour' must be a whole number from 1 to 15, got 16; give a number within the range"],
    ['days after the page', { thresholds: { certificateDays: 7 } },
      "'thresholds.certificateDays' must be a whole number from 8 to 365, got 7; give a number within the range"],
    ['no name of a job', { jobNames: { etcd: ' ' } },
      "'jobNames.etcd' must name a job, as the label job of its series does, got \" \"; "
      + 'leave it out where it has the usual name'],
    ['a name that is none', { name: 'Alerts' },
      "'name' must be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253), got \"Alerts\"; "
      + 'choose such a name'],
  ])('refuses %s', (_, props, expected) => {
    const message = messageOf(() => new EssentialAlerts(stage().chart, 'alerts', props));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop/alerts] ${expected}`);
  });

  it('refuses a name that leaves no room for that of its file', () => {
    expect(messageOf(() => new EssentialAlerts(stage().chart, 'alerts', { name: 'x'.repeat(243) })))
      .toContain("[shop/alerts] 'name' must have at most 242 characters, for the file with the rules has 11 more, got");
  });
});

function rulesObject(props: EssentialAlertsProps = {}, platform?: PlatformProps): Manifest {
  const [manifest] = render((chart: Chart) => new EssentialAlerts(chart, 'alerts', props), platform);
  return manifest;
}

function groupsOf({ metadata, spec, data }: Manifest): Manifest[] {
  return (spec ?? readYaml(data[`${metadata.name}.rules.yaml`])[0]).groups;
}

function ruleOf(name: string, props: EssentialAlertsProps): Manifest {
  return groupsOf(rulesObject(props)).flatMap(({ rules }) => rules).find(({ alert }: Manifest) => alert === name);
}

function alertsOf(object: Manifest): string[] {
  return groupsOf(object).flatMap(({ rules }) => rules).flatMap(({ alert }: Manifest) => alert ?? []);
}
