import { ApiObject, Chart, Duration, Testing } from 'cdk8s';
import {
  Dashboard, ForeignService, Grafana, GrafanaProps, Platform, PlatformProps, PostgresServer, ProductionApp,
  ProductionService, Resources, RouteTls, SecretKey,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const PASSWORD = SecretKey.of('grafana', 'admin-password');
const PROMETHEUS = service('prometheus', 9090);
const NODES = 'nodes.json';

describe('Grafana', () => {
  it('runs one replica that nobody but Prometheus reaches, and says why', () => {
    const manifests = grafana();
    const { metadata, spec } = only(manifests, 'Deployment');
    expect(spec.replicas).toBe(1);
    expect(metadata.annotations).toMatchObject({
      'preflight/waive.has-enough-replicas': 'its database is a file of the pod, which no other one sees',
    });
    expect(spec.template.spec.containers[0]).toMatchObject({
      ports: [{ containerPort: 3000 }],
      livenessProbe: { httpGet: { path: '/healthz' } },
      readinessProbe: { httpGet: { path: '/api/health' } },
      securityContext: { readOnlyRootFilesystem: true },
    });
    expect(only(manifests, 'NetworkPolicy').spec.ingress).toHaveLength(1);
  });

  it('takes the password of admin from a Secret, and shows nothing without one', () => {
    expect(variablesOf(grafana())).toMatchObject({
      GF_SECURITY_ADMIN_PASSWORD__FILE: '/etc/grafana-secrets/admin-password', GF_AUTH_ANONYMOUS_ENABLED: 'false',
    });
    const { volumes } = podOf(grafana());
    expect(volumes).toContainEqual(expect.objectContaining({
      secret: expect.objectContaining({
        secretName: 'grafana', items: [{ key: 'admin-password', path: 'admin-password' }],
      }),
    }));
  });

  it('calls nobody at home, and replaces no plugin of its image', () => {
    expect(variablesOf(grafana())).toMatchObject({
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_SECURITY_DISABLE_GRAVATAR: 'true',
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      GF_PLUGINS_PREINSTALL_AUTO_UPDATE: 'false',
      GF_PLUGINS_PLUGIN_ADMIN_ENABLED: 'false',
    });
  });

  it('takes a name, an image and resources', () => {
    const props = { name: 'boards', image: IMAGE, resources: Resources.large() };
    const { metadata, spec } = only(grafana(props), 'Deployment');
    expect(metadata.name).toBe('boards');
    expect(spec.template.spec.containers[0]).toMatchObject({ image: IMAGE, resources: { requests: { cpu: '500m' } } });
  });

  it('is public where a host is given, by HTTPS alone', () => {
    const manifests = grafana({ host: 'grafana.example.com' }, {
      ingressControllerNamespace: 'ingress', tls: RouteTls.secret('grafana-tls'),
    });
    expect(only(manifests, 'Ingress').spec.rules[0].host).toBe('grafana.example.com');
    expect(variablesOf(manifests)).toMatchObject({
      GF_SERVER_ROOT_URL: 'https://grafana.example.com/', GF_SECURITY_COOKIE_SECURE: 'true',
    });
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = grafana({}, { kubernetesVersion });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('its data sources', () => {
  it('are Prometheus alone by default', () => {
    expect(sourcesOf(grafana())).toEqual({
      apiVersion: 1,
      prune: true,
      datasources: [{
        name: 'Prometheus',
        uid: 'prometheus',
        type: 'prometheus',
        access: 'proxy',
        url: 'http://prometheus.monitoring.svc:9090',
        isDefault: true,
        editable: false,
        jsonData: { prometheusType: 'Prometheus', httpMethod: 'POST', timeInterval: '30s' },
      }],
    });
  });

  it('know each other, and Thanos is asked first', () => {
    const { datasources } = sourcesOf(grafana({
      alertmanager: service('alertmanager', 9093),
      thanos: service('thanos', 10902),
      loki: service('loki', 3100),
      tempo: service('tempo', 3200),
      scrapeInterval: Duration.minutes(1),
    }));
    const exemplarTraceIdDestinations = [{ name: 'trace_id', datasourceUid: 'tempo' }];
    expect(datasources.map(({ uid, isDefault, jsonData }: Manifest) => [uid, isDefault, jsonData])).toEqual([
      ['prometheus', false, expect.objectContaining({ timeInterval: '60s', exemplarTraceIdDestinations })],
      ['thanos', true, expect.objectContaining({ prometheusType: 'Thanos', exemplarTraceIdDestinations })],
      ['alertmanager', false, { implementation: 'prometheus', handleGrafanaManagedAlerts: false }],
      ['loki', false, { derivedFields: [expect.objectContaining({ datasourceUid: 'tempo', url: '$${__value.raw}' })] }],
      ['tempo', false, {
        serviceMap: { datasourceUid: 'thanos' }, tracesToLogsV2: { datasourceUid: 'loki', filterByTraceID: true },
      }],
    ]);
  });

  it('are all that it may connect to, but the cluster DNS', () => {
    const { egress } = only(grafana({ loki: service('loki', 3100) }), 'NetworkPolicy').spec;
    expect(egress.map(({ to, ports }: Manifest) => [to[0].podSelector.matchLabels, ports[0].port])).toEqual([
      [{ 'k8s-app': 'kube-dns' }, 53], [{ app: 'prometheus' }, 9090], [{ app: 'loki' }, 3100],
    ]);
  });

  it('let it in where they are of the tree, and are asked at the port that they are known by', () => {
    const manifests = render((chart) => {
      const prometheus = new ProductionService(chart, 'metrics', {
        image: IMAGE, ports: [{ name: 'grpc', containerPort: 10901 }, { name: 'web', containerPort: 9090 }],
      });
      new Grafana(chart, 'grafana', { adminPassword: PASSWORD, prometheus });
    });
    const policy = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'metrics')!;
    expect(JSON.stringify(policy.spec.ingress)).toContain('"app.kubernetes.io/instance":"grafana"');
    expect(sourcesOf(manifests).datasources[0].url).toBe('http://metrics.shop.svc:9090');
  });
});

describe('its database', () => {
  const database = {
    encryptionKey: SecretKey.of('grafana-db', 'encryption-key'),
    server: PostgresServer.at('db.example.com', {
      user: 'grafana',
      password: SecretKey.of('grafana-db', 'password'),
      certificateAuthority: SecretKey.of('grafana-db-ca', 'ca.crt'),
    }),
  };

  it('is for two replicas, and asked by a certificate that is verified', () => {
    const manifests = grafana({ database });
    expect(only(manifests, 'Deployment').spec.replicas).toBe(2);
    expect(variablesOf(manifests)).toMatchObject({
      GF_DATABASE_TYPE: 'postgres',
      GF_DATABASE_HOST: 'db.example.com:5432',
      GF_DATABASE_NAME: 'grafana',
      GF_DATABASE_USER: 'grafana',
      GF_DATABASE_PASSWORD__FILE: '/etc/grafana-database/access/password',
      GF_DATABASE_SSL_MODE: 'verify-full',
      GF_DATABASE_CA_CERT_PATH: '/etc/grafana-database/authority/ca.crt',
      GF_SECURITY_SECRET_KEY__FILE: '/etc/grafana-database/encryption/key',
    });
    const { egress } = only(manifests, 'NetworkPolicy').spec;
    expect(egress.flatMap(({ ports }: Manifest) => ports.map(({ port }: Manifest) => port))).toContain(5432);
  });
});

describe('its dashboards', () => {
  it('are those of every ConfigMap of the tree with the label, of any namespace and value', () => {
    const app = new ProductionApp();
    const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    addGrafana(monitoring);
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    Dashboard.nodes(shop, 'nodes');
    addFile(shop, 'own', { 'own.json': '{"title":"Own"}', 'readme.md': 'no dashboard' });
    const manifests = readYaml(app.synthYaml());
    const [{ data: copied }] = partsOf(manifests);
    expect(Object.keys(copied).sort()).toEqual([NODES, 'own.json']);
    expect(copied[NODES]).toBe(manifests.find(({ metadata }) => metadata.name === 'nodes')!.data[NODES]);
  });

  it('are found in cdk8s\' own App too, and where there are none', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    Platform.configure(chart, {});
    addGrafana(chart);
    expect(partsOf(Testing.synth(chart))[0].data ?? {}).toEqual({});
    Dashboard.nodes(chart, 'nodes');
    expect(Object.keys(partsOf(Testing.synth(chart))[0].data)).toEqual([NODES]);
  });

  it('roll its pods where one changes, and are read from one folder', () => {
    const withNodes = render((chart) => {
      addGrafana(chart);
      Dashboard.nodes(chart, 'nodes');
    });
    expect(hashOf(withNodes)).not.toBe(hashOf(grafana()));
    const provider = withNodes.find(({ metadata }) => metadata.name === 'grafana-provisioned-dashboards')!;
    expect(readYaml(provider.data['preflight.yaml'])[0].providers[0].options.path).toBe('/etc/grafana-dashboards');
    expect(podOf(withNodes).containers[0].volumeMounts).toContainEqual(
      expect.objectContaining({ mountPath: '/etc/grafana-dashboards/1' }),
    );
  });

  it('are spread over as many ConfigMaps as they need, and no fewer', () => {
    const build = (dashboardParts: number) => render((chart) => {
      addGrafana(chart, { dashboardParts });
      ['a', 'b', 'c'].forEach((name) => addFile(chart, name, { [`${name}.json`]: large(name) }));
    });
    expect(partsOf(build(3)).map(({ data }) => Object.keys(data))).toEqual([['a.json'], ['b.json'], ['c.json']]);
    expect(messageOf(() => build(1))).toContain(
      "[shop/grafana] 'dashboardParts' must be 3, for a ConfigMap holds 1048576 bytes, and the dashboards of the tree "
      + 'have more, got 1; raise it, or remove dashboards',
    );
  });

  it.each<[string, Record<string, string>[], string]>([
    ['no JSON', [{ 'a.json': '{' }], "'a.json' must hold a dashboard with a title as JSON, in ConfigMap [shop/0]"],
    ['no dashboard', [{ 'a.json': '[]' }], "'a.json' must hold a dashboard with a title as JSON"],
    ['two of one name', [{ 'a.json': '{"title":"A"}' }, { 'a.json': '{"title":"B"}' }],
      "'a.json' must be the name of one file, for all dashboards are in one folder, got \"one in [shop/0], and one in"],
    ['two of one uid', [{ 'a.json': '{"title":"A","uid":"x"}' }, { 'b.json': '{"title":"B","uid":"x"}' }],
      "'uid' must be another than that of [shop/0], by which Grafana knows a dashboard, got \"x in [shop/1]\""],
  ])('are refused where there is %s', (_, files, message) => {
    expect(messageOf(() => render((chart) => {
      addGrafana(chart);
      files.forEach((data, index) => addFile(chart, String(index), data));
    }))).toContain(message);
  });
});

describe('what it refuses', () => {
  it.each<[string, Partial<GrafanaProps>, string]>([
    ['no part', { dashboardParts: 0 }, "'dashboardParts' must be a whole number from 1 to 20, got 0"],
    ['an interval of nothing', { scrapeInterval: Duration.seconds(0) }, "'scrapeInterval' must be whole seconds"],
    ['a Prometheus without its port', { prometheus: severalPorts() },
      "'prometheus' must have the port 9090, or one TCP port alone, got [1,2]"],
    ['an image without a tag', { image: 'grafana' }, "'image' must name a tag"],
  ])('%s', (_, props, message) => {
    expect(messageOf(() => grafana(props))).toContain(message);
  });
});

function grafana(props: Partial<GrafanaProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => addGrafana(chart, props), platform);
}

function addGrafana(chart: Chart, props: Partial<GrafanaProps> = {}): Grafana {
  return new Grafana(chart, 'grafana', { adminPassword: PASSWORD, prometheus: PROMETHEUS, ...props });
}

function service(name: string, containerPort: number): ForeignService {
  return ForeignService.at({ name, namespace: 'monitoring', podLabels: { app: name }, containerPort });
}

function severalPorts() {
  const ports = [1, 2].map((port) => ({ containerPort: port, servicePort: port, protocol: 'TCP' }));
  const pods = { namespace: 'monitoring', labels: { app: 'prometheus' } };
  const nothing = () => undefined;
  return {
    reachableName: 'prometheus', reachablePods: pods, reachablePorts: ports, admit: nothing, admitNamespace: nothing,
  };
}

function podOf(manifests: Manifest[]): Manifest {
  return only(manifests, 'Deployment').spec.template.spec;
}

function variablesOf(manifests: Manifest[]): Record<string, string> {
  const [{ env }] = manifests.filter(({ kind }) => kind === 'Deployment')[0].spec.template.spec.containers;
  return Object.fromEntries(env.map(({ name, value }: Manifest) => [name, value]));
}

function sourcesOf(manifests: Manifest[]): Manifest {
  const { data } = manifests.find(({ metadata }) => metadata.name === 'grafana-provisioned-datasources')!;
  return readYaml(data['preflight.yaml'])[0];
}

function partsOf(manifests: Manifest[]): Manifest[] {
  return manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && /^grafana-dashboards-/.test(metadata.name));
}

function hashOf(manifests: Manifest[]): string {
  return only(manifests, 'Deployment').spec.template.metadata.annotations['preflight/config-hash'];
}

function addFile(chart: Chart, name: string, data: Record<string, string>): void {
  const metadata = { name: `board-${name}`, labels: { grafana_dashboard: 'yes' } };
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
}

function large(title: string): string {
  return JSON.stringify({ title, description: 'x'.repeat(800_000) });
}
