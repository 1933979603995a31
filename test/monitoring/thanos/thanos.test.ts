import { Duration, Size } from 'cdk8s';
import {
  MetricsFlavor, PlatformProps, ProductionService, SecretKey, StatefulService, Thanos, ThanosProps, ThanosRetention,
  ThanosRetentionOptions, WorkloadIdentity,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { codeBlocks, readDocument, section, tableRows } from '../../support/project/markdown';
import { IMAGE, only, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const OBJECT_STORE = SecretKey.of('thanos-object-store', 'store.yaml');
const OPERATOR = { metrics: MetricsFlavor.operator() };
const RUNBOOK = 'docs/runbooks/thanos.md';

describe('Thanos', () => {
  it('has two queriers that leave out what a pair of Prometheus measured twice', () => {
    const { spec } = named(thanos(), 'Deployment', 'thanos-query');
    expect(spec.replicas).toBe(2);
    expect(argumentsOf(spec)).toEqual([
      'query', '--http-address=0.0.0.0:10902', '--grpc-address=0.0.0.0:10901',
      '--query.replica-label=prometheus_replica', '--query.auto-downsampling',
      '--endpoint.sd-config-file=/etc/thanos/endpoints.yaml',
    ]);
  });

  it('has one compactor, with its own volume and how long each resolution is kept', () => {
    const { spec } = named(thanos(), 'StatefulSet', 'thanos-compact');
    expect(spec.replicas).toBe(1);
    expect(spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('100Gi');
    expect(argumentsOf(spec)).toEqual(expect.arrayContaining([
      'compact', '--wait', '--retention.resolution-raw=2592000s', '--retention.resolution-5m=15552000s',
      '--retention.resolution-1h=63072000s', '--data-dir=/var/thanos',
    ]));
  });

  it.each(['thanos-store', 'thanos-compact'])('lets %s read how to reach the object store, and reach it', (name) => {
    const manifests = thanos({ objectStorePort: 9000, objectStoreCidrs: ['10.1.0.0/16'] });
    const { spec } = named(manifests, 'StatefulSet', name);
    expect(argumentsOf(spec)).toContain('--objstore.config-file=/etc/thanos/object-store/store.yaml');
    expect(spec.template.spec.volumes).toContainEqual(expect.objectContaining({
      secret: {
        secretName: 'thanos-object-store', items: [{ key: 'store.yaml', path: 'store.yaml' }], defaultMode: 0o440,
      },
    }));
    expect(named(manifests, 'NetworkPolicy', name).spec.egress).toContainEqual({
      to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ port: 9000, protocol: 'TCP' }],
    });
  });

  it('lets the querier ask each gateway, and whoever is added, by themselves', () => {
    const manifests = render((chart) => {
      new Thanos(chart, 'thanos', { objectStore: OBJECT_STORE }).addEndpoint(prometheus(chart));
    });
    expect(endpointsOf(manifests)).toEqual([
      { address: 'dns+thanos-store.shop.svc:10901' }, { address: 'dns+prometheus.shop.svc:10901' },
    ]);
    const { ingress } = named(manifests, 'NetworkPolicy', 'prometheus').spec;
    expect(ingress).toContainEqual({
      from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'thanos-query' } } }],
      ports: [{ port: 10901, protocol: 'TCP' }],
    });
  });

  it('says where dashboards ask', () => {
    render((chart) => {
      const { queryAddress } = new Thanos(chart, 'thanos', { objectStore: OBJECT_STORE });
      expect(queryAddress).toBe('http://thanos-query.shop.svc:10902');
    });
  });

  it('takes a name, an image, labels, volumes and an identity', () => {
    const manifests = thanos({
      name: 'history',
      image: IMAGE,
      replicaLabels: ['replica', 'rule_replica'],
      storeStorage: Size.gibibytes(50),
      compactorStorage: Size.gibibytes(300),
      identity: WorkloadIdentity.gke('thanos@acme.iam.gserviceaccount.com'),
    });
    expect(manifests.filter(({ kind }) => kind === 'StatefulSet').map(({ metadata }) => metadata.name))
      .toEqual(['history-store', 'history-compact']);
    const { spec } = named(manifests, 'Deployment', 'history-query');
    expect(argumentsOf(spec)).toEqual(expect.arrayContaining([
      '--query.replica-label=replica', '--query.replica-label=rule_replica',
    ]));
    expect(named(manifests, 'ServiceAccount', 'history-compact').metadata.annotations)
      .toEqual({ 'iam.gke.io/gcp-service-account': 'thanos@acme.iam.gserviceaccount.com' });
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = [{}, OPERATOR].flatMap((platform) => thanos({}, { ...platform, kubernetesVersion }));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('its alerts', () => {
  const rules: Manifest[] = only(thanos({}, OPERATOR), 'PrometheusRule').spec.groups[0].rules;

  it.each(rules.map(({ alert, annotations }) => [alert, annotations.runbook_url]))('have a page: %s', (alert, url) => {
    expect(url).toBe(
      `https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/${RUNBOOK}#${alert.toLowerCase()}`,
    );
    const text = section(readDocument(RUNBOOK), `## ${alert}`);
    expect(text.match(/^\*\*[^*]+\*\*/gm)).toEqual(['**What it means.**', '**What to look at.**', '**What to do.**']);
    expect(codeBlocks(text, 'sh').join('')).toContain('kubectl -n "$NAMESPACE" ');
  });

  it('are all that the page speaks of', () => {
    const sections = [...readDocument(RUNBOOK).matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    expect(sections.sort()).toEqual(rules.map(({ alert }) => alert).sort());
  });
});

describe('docs/long-term-metrics.md', () => {
  it('lists every alert with its severity, and no other', () => {
    const rows = tableRows(readDocument('docs/long-term-metrics.md'), ['alert', 'severity', 'fires when']);
    const [{ rules }] = only(thanos({}, OPERATOR), 'PrometheusRule').spec.groups;
    expect(rows.map(([alert, severity]) => [alert, severity]))
      .toEqual(rules.map(({ alert, labels }: Manifest) => [`\`${alert}\``, labels.severity]));
  });
});

describe('what it refuses', () => {
  it.each<[string, ThanosRetentionOptions, string]>([
    [
      'samples that are gone before they are averaged', { raw: Duration.hours(40) },
      '\'retention.raw\' must be whole seconds from 172800 to 315360000, got "144000 seconds"',
    ],
    [
      'averages that are gone before those of an hour are made',
      { raw: Duration.days(2), fiveMinutes: Duration.days(10) },
      "'retention.fiveMinutes' must be whole seconds from 950400",
    ],
    [
      'a coarse resolution that is kept less long', { raw: Duration.days(200) },
      "'retention.fiveMinutes' must be at least as long as retention.raw, 17280000 seconds, or queries",
    ],
    [
      'the coarsest that is kept less long', { oneHour: Duration.days(90) },
      "'retention.oneHour' must be at least as long as retention.fiveMinutes, 15552000 seconds, or queries",
    ],
  ])('%s', (_, retention, message) => {
    expect(messageOf(() => thanos({ retention: ThanosRetention.of(retention) }))).toContain(`[shop/thanos] ${message}`);
  });

  it.each<[string, Partial<ThanosProps>, string]>([
    ['no replica label', { replicaLabels: [] }, "'replicaLabels' must name a label, got []; name the label by which"],
    ['what is no label', { replicaLabels: ['a b'] }, "'replicaLabels' must hold names of labels"],
    ['a label twice', { replicaLabels: ['a', 'a'] }, "'replicaLabels' must name each label once"],
  ])('%s', (_, props, message) => {
    expect(messageOf(() => thanos(props))).toContain(`[shop/thanos] ${message}`);
  });

  it('an endpoint twice, and one without the port', () => {
    render((chart) => {
      const { addEndpoint, store } = bound(new Thanos(chart, 'thanos', { objectStore: OBJECT_STORE }));
      expect(messageOf(() => addEndpoint(store))).toBe("[shop/thanos] 'addEndpoint' must name each endpoint once, got "
        + '"dns+thanos-store.shop.svc:10901"; remove this call');
      const ports = [8080, 9000].map((containerPort) => ({ name: `p${containerPort}`, containerPort }));
      const web = new ProductionService(chart, 'web', { image: IMAGE, ports });
      expect(messageOf(() => addEndpoint(web)))
        .toContain("'addEndpoint.port' must name one container port of web, 8080, 9000");
    });
  });
});

function thanos(props: Partial<ThanosProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => new Thanos(chart, 'thanos', { objectStore: OBJECT_STORE, ...props }), platform);
}

function bound(construct: Thanos) {
  return { addEndpoint: construct.addEndpoint.bind(construct), store: construct.store };
}

function prometheus(chart: ConstructorParameters<typeof StatefulService>[0]): StatefulService {
  return new StatefulService(chart, 'prometheus', {
    image: IMAGE,
    ports: [{ name: 'http', containerPort: 9090 }, { name: 'grpc', containerPort: 10901 }],
    claims: [],
  });
}

function named(manifests: Manifest[], kind: string, name: string): Manifest {
  return manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name)!;
}

function argumentsOf({ template }: Manifest): string[] {
  return template.spec.containers[0].args;
}

function endpointsOf(manifests: Manifest[]): Manifest[] {
  const { data } = manifests.find(({ kind, data: files }) => kind === 'ConfigMap' && files['endpoints.yaml'])!;
  return readYaml(data['endpoints.yaml'])[0].endpoints;
}
