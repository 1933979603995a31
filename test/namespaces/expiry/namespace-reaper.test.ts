import { Chart, Duration, JsonPatch } from 'cdk8s';
import {
  KubernetesApi, MetricsFlavor, NamespaceReaper, NamespaceReaperProps, Platform, PlatformProps, ProductionApp,
  ProductionNamespace, Resources,
} from '../../../src';
import { Images } from '../../../src/internal/images/third-party-images';
import { EXPIRY_SCRIPTS } from '../../../src/namespaces/expiry/embedded-scripts';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { only, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const PLATFORM: PlatformProps = { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) };

describe('NamespaceReaper by default', () => {
  const found = reaper();

  it('writes twelve objects', () => {
    expect(found.map(({ kind, metadata: { name, namespace } }) => [kind, name, namespace])).toEqual([
      ['NetworkPolicy', 'reaper', 'shop'],
      ['ConfigMap', 'reaper', 'shop'],
      ['ConfigMap', 'reaper-warnings', 'shop'],
      ['ServiceAccount', 'reaper', 'shop'],
      ['CronJob', 'reaper', 'shop'],
      ['Role', 'reaper', 'default'],
      ['Role', 'reaper-warnings', 'shop'],
      ['ClusterRole', 'reaper', undefined],
      ['ClusterRoleBinding', 'reaper', undefined],
      ['RoleBinding', 'reaper', 'default'],
      ['RoleBinding', 'reaper-warnings', 'shop'],
      ['ConfigMap', 'reaper-alerts', 'shop'],
    ]);
  });

  it('looks every hour, one run at a time', () => {
    expect(only(found, 'CronJob').spec).toMatchObject({
      schedule: '0 * * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { activeDeadlineSeconds: 600, backoffLimit: 2 } },
    });
  });

  it('runs kubectl by a script, as nobody, with the token of its account', () => {
    const { containers: [container], ...pod } = podOf(found);
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      serviceAccountName: 'reaper',
      restartPolicy: 'Never',
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(pod).not.toHaveProperty('initContainers');
    expect(pod.volumes.map(({ name }: Manifest) => name)).toContain('kube-api-access');
    expect(container).toMatchObject({
      image: Images.KUBECTL,
      command: ['/bin/sh', '/scripts/reap-namespaces.sh'],
      securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    });
    expect(container.env.slice(0, 6)).toEqual([
      { name: 'BUSY_SECONDS', value: '300' },
      { name: 'KEPT_NAMESPACES', value: 'default shop' },
      { name: 'RHYTHM_SECONDS', value: '3600' },
      { name: 'WARN_SECONDS', value: '259200' },
      { name: 'NAMESPACE', value: 'shop' },
      { name: 'WARNINGS', value: 'reaper-warnings' },
    ]);
  });

  it('carries its scripts as they are', () => {
    expect(found.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'reaper')!.data)
      .toEqual(EXPIRY_SCRIPTS);
  });

  it('may list and delete namespaces, create Events in default, remember what it told of, and nothing else', () => {
    const subjects = [{ kind: 'ServiceAccount', name: 'reaper', namespace: 'shop' }];
    expect(only(found, 'ClusterRole').rules)
      .toEqual([{ apiGroups: [''], resources: ['namespaces'], verbs: ['list', 'delete'] }]);
    const roleRef = { kind: 'ClusterRole', name: 'reaper' };
    expect(only(found, 'ClusterRoleBinding')).toMatchObject({ roleRef, subjects });
    expect(only(found, 'Role', 'reaper').rules)
      .toEqual([{ apiGroups: [''], resources: ['events'], verbs: ['create'] }]);
    expect(only(found, 'Role', 'reaper-warnings').rules).toEqual([
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['reaper-warnings'], verbs: ['get', 'patch'] },
    ]);
    for (const name of ['reaper', 'reaper-warnings']) {
      expect(only(found, 'RoleBinding', name)).toMatchObject({ roleRef: { kind: 'Role', name }, subjects });
    }
  });

  it('leaves what it remembers to its runs, whatever is applied again', () => {
    const warnings = only(found, 'ConfigMap', 'reaper-warnings');
    expect(Object.keys(warnings).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
    expect(warnings.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/ssa': 'Merge' });
  });

  it.each<[string, JsonPatch, string]>([
    ['another name', JsonPatch.replace('/metadata/name', 'other'), "'metadata.name' stay \"reaper-warnings\""],
    ['what no run may change', JsonPatch.add('/immutable', true), "'immutable' be left out, "],
    ['what it is to remember', JsonPatch.add('/data', { 'pr-1': 'x' }), "'data' be left out, "],
    ['what cannot be read', JsonPatch.add('/binaryData', { 'pr-1': 'eA==' }), "'binaryData' be left out, "],
    ['what lets Flux forget', JsonPatch.remove('/metadata/annotations/kustomize.toolkit.fluxcd.io~1ssa'),
      "'metadata.annotations[kustomize.toolkit.fluxcd.io/ssa]' stay \"Merge\""],
  ])('takes no patch of what it remembers by with %s', (_, patch, expected) => {
    expect(messageOf(() => render((chart) => {
      const one = new NamespaceReaper(chart, 'reaper');
      one.patch(one.warnings, patch);
    }, PLATFORM))).toContain(expected);
  });

  it('reaches the API servers and DNS, and is reached by nothing', () => {
    const { egress, ingress } = only(found, 'NetworkPolicy').spec;
    expect(ingress).toEqual([]);
    expect(egress[1]).toEqual({
      to: [{ ipBlock: { cidr: '10.0.0.0/28' } }], ports: [{ port: 6443, protocol: 'TCP' }],
    });
    expect(egress).toHaveLength(2);
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = [{}, { metrics: MetricsFlavor.operator() }]
      .flatMap((platform) => reaper({}, { ...PLATFORM, ...platform, kubernetesVersion }));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('its props', () => {
  it('change its rhythm, what it keeps and what it runs', () => {
    const found = reaper({
      name: 'sweeper',
      every: Duration.hours(6),
      warnBefore: Duration.days(7),
      keptNamespaces: ['shop', 'pay'],
      resources: Resources.medium(),
      image: 'registry.acme.io/kubectl:1.36.0',
    });
    const { containers: [{ env, image, name, resources }] } = podOf(found);
    expect(only(found, 'CronJob').spec.schedule).toBe('0 */6 * * *');
    expect([name, image]).toEqual(['sweeper', 'registry.acme.io/kubectl:1.36.0']);
    expect(env.slice(0, 6).map(({ value }: Manifest) => value))
      .toEqual(['300', 'default shop pay', '21600', '604800', 'shop', 'sweeper-warnings']);
    expect(resources.requests.cpu).toBe('250m');
  });

  it.each<[string, NamespaceReaperProps, string]>([
    ['a rhythm that cron has not', { every: Duration.minutes(5) }, "'every' must be 1, 2, 3, 4, 6, 8, 12, 24 hours"],
    ['a warning that no run would give', { warnBefore: Duration.minutes(30) },
      "'warnBefore' must be whole seconds from 3600 to 2147483647, got \"1800 seconds\""],
    ['what is no name of a namespace', { keptNamespaces: ['a b'] }, "'keptNamespaces[0]' must be a DNS-1123 label"],
    ['a runbook that is no address', { runbook: 'wiki' }, "'runbook' must"],
    ['an image without a tag', { image: 'kubectl' }, "'image' must"],
  ])('refuse %s', (_, props, expected) => {
    const message = messageOf(() => reaper(props));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toContain(`[shop/reaper] ${expected}`);
  });

  it('need to know where the API servers are', () => {
    expect(messageOf(() => reaper({}, {}))).toContain("[shop/reaper] 'kubernetesApi' must be known, got nothing");
  });
});

describe('its alerts', () => {
  it('know the namespaces of the tree, wherever they are declared, as they are finally written', () => {
    const alerts = alertsBeside((chart) => {
      new ProductionNamespace(chart, 'pr-1', { expiresOn: '2027-03-31' });
      const later = new ProductionNamespace(chart, 'pr-2', { expiresOn: '2027-03-31' });
      later.mergePatch(later.resource, { metadata: { annotations: { 'janitor/expires': '2027-04-30' } } });
    });
    const window = '<= time() + 259200 > time() - 262800';
    expect(alerts.NamespaceExpiresSoon).toBe([
      `clamp_min(max by (namespace) (kube_namespace_created{namespace="pr-1"}), 1806451200) ${window}`,
      `clamp_min(max by (namespace) (kube_namespace_created{namespace="pr-2"}), 1809043200) ${window}`,
    ].join('\nor\n'));
    expect(alerts.ExpiredNamespaceStays).toContain(
      '(time() - clamp_min(max by (namespace) (kube_namespace_created{namespace="pr-1"}), 1806451200)) > 270000',
    );
  });

  it.each([
    ['2027-03-31', 1806451200], ['2027-03-31T18:00', 1806516000], ['2027-03-31T18:00:01Z', 1806516001],
  ])('read %s as the script does', (expires, seconds) => {
    expect(alertsBeside((chart) => {
      const patched = new ProductionNamespace(chart, 'pr-1', { expiresOn: '2027-01-01' });
      patched.mergePatch(patched.resource, { metadata: { annotations: { 'janitor/expires': expires } } });
    }).NamespaceExpiresSoon).toContain(`), ${seconds}) <= time() + 259200 > time() - 262800`);
  });

  it.each<[string, (chart: Chart) => void]>([
    ['that stay', (chart) => new ProductionNamespace(chart, 'pr-1')],
    ['that are kept', (chart) => new ProductionNamespace(chart, 'pay', { expiresOn: '2027-03-31' })],
    ['that are kept by their label', (chart) => {
      const kept = new ProductionNamespace(chart, 'pr-1', { expiresOn: '2027-03-31' });
      kept.mergePatch(kept.resource, { metadata: { labels: { 'preflight/keep': 'true' } } });
    }],
    ['whose day is none any more', (chart) => {
      const kept = new ProductionNamespace(chart, 'pr-1', { expiresOn: '2027-03-31' });
      kept.patch(kept.resource, JsonPatch.replace('/metadata/annotations/janitor~1expires', 'never'));
    }],
  ])('say nothing of namespaces %s', (_, declare) => {
    expect(Object.keys(alertsBeside(declare))).toEqual(['NamespaceReaperFailed']);
  });
});

function reaper(props: NamespaceReaperProps = {}, platform = PLATFORM): Manifest[] {
  return render((chart) => new NamespaceReaper(chart, 'reaper', props), platform);
}

function podOf(manifests: Manifest[]): Manifest {
  return only(manifests, 'CronJob').spec.jobTemplate.spec.template.spec;
}

/** The expressions of its alerts, with namespaces that are declared after it. */
function alertsBeside(declare: (chart: Chart) => void): Record<string, string> {
  const app = new ProductionApp();
  Platform.configure(app, PLATFORM);
  new NamespaceReaper(new Chart(app, 'cleaning', { namespace: 'cleaning' }), 'reaper', { keptNamespaces: ['pay'] });
  declare(new Chart(app, 'previews'));
  const rules = readYaml(app.synthYaml()).find(({ metadata }) => metadata.name === 'reaper-alerts')!.data;
  const [{ groups }] = readYaml(rules['reaper-alerts.rules.yaml']);
  return Object.fromEntries(groups[0].rules.map(({ alert, expr }: Manifest) => [alert, expr]));
}
