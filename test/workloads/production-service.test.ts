import { App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  Autoscaling, Config, DisruptionBudget, Environment, Metrics, MetricsFlavor, PlatformProps, Probes, ProductionApp,
  ProductionService, ProductionServiceProps, Provider, Resources, Rollout, SecretKey, Shutdown, Spread,
  TrafficPeer, WaiverOptions, WorkloadProtocol,
} from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const LABELS = {
  'app': 'web',
  'app.kubernetes.io/name': 'web',
  'app.kubernetes.io/instance': 'web',
  'app.kubernetes.io/version': '1.4.2',
  'app.kubernetes.io/component': 'service',
  'app.kubernetes.io/part-of': 'shop',
  'app.kubernetes.io/managed-by': 'cdk8s-preflight',
  'environment': 'production',
};
const METADATA = { name: 'web', namespace: 'shop', labels: LABELS };
const SCRAPED = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080', 'prometheus.io/path': '/metrics' };
const SELECTOR = { matchLabels: { 'app.kubernetes.io/instance': 'web' } };
const OF_REVISION = { nodeTaintsPolicy: 'Honor', matchLabelKeys: ['pod-template-hash'] };

/** What is refused, by which call, with which complaint. */
type Refused = [string, (api: ProductionService) => void, string];

const CONTAINER = {
  name: 'web',
  image: IMAGE,
  imagePullPolicy: 'Always',
  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
  resources: {
    requests: { 'cpu': '250m', 'memory': '256Mi', 'ephemeral-storage': '64Mi' },
    limits: { 'cpu': '1', 'memory': '256Mi', 'ephemeral-storage': '128Mi' },
  },
  startupProbe: probe('/livez', { periodSeconds: 5, failureThreshold: 30 }),
  readinessProbe: probe('/readyz', { periodSeconds: 5, failureThreshold: 3 }),
  livenessProbe: probe('/livez', { periodSeconds: 10, failureThreshold: 6 }),
  lifecycle: { preStop: { sleep: { seconds: 10 } } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
  },
  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
};

const POD_SPEC = {
  serviceAccountName: 'web',
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 45,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 10001,
    runAsGroup: 10001,
    fsGroup: 10001,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  },
  affinity: {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: SELECTOR } },
      ],
    },
  },
  topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => (
    { maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', ...OF_REVISION, labelSelector: SELECTOR }
  )),
  containers: [CONTAINER],
  volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
};

const WHY = 'there is a reason';
const OPTED_OUT = {
  probes: Probes.none(WHY),
  resources: Resources.withoutCpuLimit(WHY, { cpuRequest: kplus.Cpu.millis(100), memory: Size.mebibytes(64) }),
  scaling: Autoscaling.none(WHY, 1),
  disruptionBudget: DisruptionBudget.none(WHY),
  spread: Spread.none(WHY),
  metrics: Metrics.none(WHY),
};
const OPTIONS = {
  ports: [{ name: 'dns', containerPort: 5353, protocol: WorkloadProtocol.UDP, appProtocol: 'acme.io/dns' }],
  probes: Probes.grpc({ service: 'shop.Web', slowStart: Duration.minutes(5) }),
  scaling: Autoscaling.onCpu({ min: 4, max: 20, targetPercent: 50 }),
  disruptionBudget: DisruptionBudget.maxUnavailable(2),
  rollout: Rollout.of({ maxSurge: kplus.PercentOrAbsolute.percent(25), progressDeadline: Duration.minutes(20) }),
  spread: Spread.strictlyOverZones(),
  metrics: Metrics.at({ port: 9100, interval: Duration.minutes(1) }),
  config: Config.environment({ MODE: 'fast' }),
};

describe('ProductionService by default', () => {
  const found = manifests({});

  it('writes six objects', () => {
    expect(found.map(({ kind }) => kind)).toEqual([
      'ServiceAccount', 'Deployment', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'NetworkPolicy', 'Service',
    ]);
  });

  it('writes a ServiceAccount without a token', () => {
    expect(only(found, 'ServiceAccount'))
      .toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: METADATA, automountServiceAccountToken: false });
  });

  it('writes a Deployment that loses no request', () => {
    expect(only(found, 'Deployment')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...METADATA, annotations: { 'polaris.fairwinds.com/deploymentMissingReplicas-exempt': 'true' } },
      spec: {
        selector: SELECTOR,
        minReadySeconds: 5,
        progressDeadlineSeconds: 600,
        revisionHistoryLimit: 5,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: { metadata: { labels: LABELS, annotations: SCRAPED }, spec: POD_SPEC },
      },
    });
  });

  it('writes a Service inside the cluster', () => {
    expect(only(found, 'Service')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: METADATA,
      spec: {
        type: 'ClusterIP',
        selector: SELECTOR.matchLabels,
        ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
      },
    });
  });

  it('writes a HorizontalPodAutoscaler that grows fast and shrinks slowly', () => {
    expect(only(found, 'HorizontalPodAutoscaler')).toEqual({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: METADATA,
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        minReplicas: 3,
        maxReplicas: 10,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        ],
        behavior: {
          scaleUp: {
            selectPolicy: 'Max',
            stabilizationWindowSeconds: 0,
            policies: [['Pods', 4], ['Percent', 200]].map(([type, value]) => ({ type, value, periodSeconds: 60 })),
          },
          scaleDown: {
            selectPolicy: 'Max',
            stabilizationWindowSeconds: 300,
            policies: [{ type: 'Pods', value: 3, periodSeconds: 300 }],
          },
        },
      },
    });
  });

  it('writes a PodDisruptionBudget that lets nodes be drained', () => {
    expect(only(found, 'PodDisruptionBudget')).toEqual({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: METADATA,
      spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: SELECTOR },
    });
  });

  it('writes a NetworkPolicy that is closed but for DNS and Prometheus', () => {
    const dns = { ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };

    expect(only(found, 'NetworkPolicy')).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: METADATA,
      spec: {
        podSelector: SELECTOR,
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [inNamespace('monitoring')], ports: [{ protocol: 'TCP', port: 8080 }] }],
        egress: [{ to: [dns], ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }] }],
      },
    });
  });
});

describe('the props of ProductionService', () => {
  it('name is the name of every object and selects the pods', () => {
    const found = manifests({ name: 'api' });

    expect(new Set(found.map(({ metadata }) => metadata.name))).toEqual(new Set(['api']));
    expect(only(found, 'Deployment').spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/instance': 'api' });
  });

  it('image is refused where it is none', () => {
    expectRefusal({ image: 'web 1' }, "'image' must have a repository of lower-case letters and digits, with ., _ or -"
      + ' between them, got "web 1"; correct the repository, "web 1"');
  });

  it.each(['acme/web', 'acme/web:latest'])('image is refused where it is %j', (image) => {
    expectRefusal({ image }, `'image' must name a tag other than latest, or a digest, got "${image}";`
      + ' pin the version, or a restart may run other code than the pod beside it');
  });

  it.each(['', 'Web', '1web', 'w'.repeat(64)])('name is refused where it is %j', (name) => {
    expectRefusal({ name }, "'name' must be a DNS-1035 label (lower-case letters, digits and -, a letter first, at most"
      + ` 63), as Services need, got "${name}"; change the id, or give a name`);
  });
});

describe('the verbs of ProductionService', () => {
  it('addReadinessGate adds a condition to the pods', () => {
    expect(podSpec(changed((api) => api.addReadinessGate('acme.io/ready'))).readinessGates)
      .toEqual([{ conditionType: 'acme.io/ready' }]);
  });

  it('waive writes the reason, with what more is known', () => {
    expect(waiver({})).toEqual('built here');
    expect(JSON.parse(waiver({ until: '2027-03-31', ticket: 'A-1' }, 'shop')))
      .toEqual({ reason: 'built here', owner: 'shop', until: '2027-03-31', ticket: 'A-1' });
    expect(JSON.parse(waiver({ owner: 'kim' }, 'shop')).owner).toEqual('kim');
  });

  it('waive takes an owner that is undefined for one that is left out', () => {
    expect(waiver({ owner: undefined }, 'shop')).toEqual(waiver({}, 'shop'));
  });

  it('patch and mergePatch come after everything else', () => {
    const found = changed((api) => {
      api.patch(api.deployment, JsonPatch.replace('/spec/minReadySeconds', 10));
      api.mergePatch(api.networkPolicy, { metadata: { annotations: { ticket: 'SEC-7' } }, spec: { egress: null } });
    });

    expect(only(found, 'Deployment').spec.minReadySeconds).toEqual(10);
    expect(only(found, 'NetworkPolicy').metadata.annotations).toEqual({ ticket: 'SEC-7' });
    expect(only(found, 'NetworkPolicy').spec.egress).toBeUndefined();
  });

  it.each<Refused>([
    ['a gate twice', (api) => ['a.io/b', 'a.io/b'].forEach((gate) => api.addReadinessGate(gate)),
      '\'addReadinessGate\' must be new, got "a.io/b"; remove the second call'],
    ['no gate', (api) => api.addReadinessGate('a b'),
      '\'addReadinessGate\' must be a condition like example.com/ready, got "a b"; write it as its controller does'],
    ['a waiver twice', (api) => ['one', 'two'].forEach((reason) => api.waive('image-has-digest', reason)),
      '\'waive.checkId\' must be waived once, got "image-has-digest"; '
      + 'remove this call: an opt-out, the environment or another call gave a reason already'],
    ['no check', (api) => api.waive('Has Digest', 'why'), '\'waive.checkId\' must be a check id in kebab-case, '
      + 'got "Has Digest"; write it as the readiness checklist does, such as has-cpu-limit'],
    ...['2027-02-30', '31.3.2027', '2027-3-1', ''].map((until): Refused => [
      `the date ${until}`, (api) => api.waive('image-has-digest', 'why', { until }),
      `'waive.until' must be a date like 2027-03-31, got "${until}"; give an absolute day of the calendar`,
    ]),
    ['no operation', (api) => api.patch(api.service), "'patch' must be given an operation, got []; give one, such as"
      + " JsonPatch.add('/metadata/labels/tier', 'web')"],
    ['an object of another', (api) => api.patch(service('b').service, JsonPatch.remove('/spec')), "'patch' must be"
      + ' given an object of shop/web, got "shop/b/Service"; patch it through the construct that made it'],
    ['a document that is none', (api) => api.mergePatch(api.service, [] as object),
      "'mergePatch.document' must be an object, got []; write { ... }"],
    ['nothing to patch', (api) => api.patch(api.configMap as Construct, JsonPatch.remove('/data')), "'patch.target'"
      + ' must be a construct, got nothing; name what was made, such as api.deployment'],
  ])('refuse %s', (...[, act, complaint]) => {
    expect(() => act(service('web'))).toThrow(new Error(`[shop/web] ${complaint}`));
    expect(`[shop/web] ${complaint}`).toMatch(NAMED_ERROR);
  });
});

describe('patches without effect', () => {
  it.each<Refused>([
    ['of a path that is missing', (api) => api.patch(api.deployment, JsonPatch.remove('/spec/replicas')), "'patch' must"
      + ' address what is there (nothing is at /spec/replicas), got {"op":"remove","path":"/spec/replicas"}'],
    ['that replace by the same', (api) => api.patch(api.deployment, JsonPatch.replace('/spec/minReadySeconds', 5)),
      '\'patch\' must change the object, got {"op":"replace","path":"/spec/minReadySeconds","value":5}'],
    ['that merge the same', (api) => api.mergePatch(api.deployment, { spec: { minReadySeconds: 5 } }),
      '\'mergePatch\' must change the object, got {"spec":{"minReadySeconds":5}}'],
    ['that remove what is not there', (api) => api.mergePatch(api.deployment, { spec: { paused: null } }),
      '\'mergePatch\' must change the object, got {"spec":{"paused":null}}'],
  ])('are refused before anything is written: %s', (...[, act, complaint]) => {
    const { app, chart } = stage();
    act(new ProductionService(chart, 'web', { image: IMAGE }));
    const message = messageOf(() => app.synthYaml());

    expect(message).toEqual(`Nothing was written:\n  [shop/web] ${complaint}; compare it`
      + ' with the synthesized manifest, or remove it');
    expect(message.split('\n  ')[1]).toMatch(NAMED_ERROR);
  });
});

describe('the bytes of ProductionService', () => {
  const first = stage();
  buildAll(first.chart);

  it.each<[string, App, (chart: Chart) => Construct]>([
    ['when it is built again', new ProductionApp(), (chart) => chart],
    ['in an App of cdk8s', new App(), (chart) => chart],
    ['in another place of the tree', new App(), (chart) => new Construct(new Construct(chart, 'backend'), 'team')],
  ])('are the same %s, however often they are rendered', (...[, app, place]) => {
    buildAll(place(new Chart(app, 'elsewhere', { namespace: 'shop' })));

    expect(app.synthYaml()).toEqual(first.app.synthYaml());
    expect(app.synthYaml()).toEqual(first.app.synthYaml());
  });
});

describe('objects of cdk8s-plus', () => {
  it('stay usable, and take nothing from the main container', () => {
    const { template } = only(changed((api) => {
      api.deployment.containers[0].env.addVariable('A', kplus.EnvValue.fromValue('1'));
      api.deployment.addVolume(kplus.Volume.fromEmptyDir(api, 'Shared', 'shared'));
      api.deployment.addContainer({ name: 'proxy', image: 'acme/proxy:1', portNumber: 9901 });
      api.deployment.podMetadata.addAnnotation('acme.io/note', 'kept');
    }), 'Deployment').spec;
    const [main, sidecar] = template.spec.containers;

    expect(main).toEqual({ ...CONTAINER, env: [{ name: 'A', value: '1' }] });
    expect(sidecar).toMatchObject({ name: 'proxy', image: 'acme/proxy:1', ports: [{ containerPort: 9901 }] });
    expect(template.spec.volumes).toContainEqual({ name: 'shared', emptyDir: {} });
    expect(template.metadata.annotations).toEqual({ ...SCRAPED, 'acme.io/note': 'kept' });
    expect({ ...template.spec, containers: [CONTAINER], volumes: POD_SPEC.volumes }).toEqual(POD_SPEC);
  });
});

describe('every object', () => {
  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const shutdown = Shutdown.command(['/bin/sleep', '10']);
    const platforms: PlatformProps[] = [
      { metrics: MetricsFlavor.operator(), priorityClassName: 'high' }, { provider: Provider.OPENSHIFT },
      { environment: Environment.DEVELOPMENT }, { environment: Environment.STAGING }, {},
    ];
    const found = platforms.flatMap((platform) => [{}, OPTED_OUT, { ...OPTIONS, shutdown }].flatMap((props) =>
      render((chart) => buildAll(chart, props), { ...platform, kubernetesVersion })));

    expect(found.length).toBeGreaterThan(75);
    expect(found.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('leaves the user ids to OpenShift', () => {
    expect(podSpec(manifests({}, { provider: Provider.OPENSHIFT })).securityContext).toEqual({
      runAsNonRoot: true, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' },
    });
  });
});

function buildAll(scope: Construct, props: object = { config: Config.files({ a: 'b' }) }): void {
  const api = new ProductionService(scope, 'web', { image: IMAGE, port: 8080, env: { A: '1' }, ...props });
  api.allowFrom(TrafficPeer.pods({ labels: { app: 'shop' }, namespace: 'edge' }));
  api.addSecretVariable('TOKEN', SecretKey.of('auth', 'token'));
  api.mountSecret('tls', '/etc/tls');
  api.addWritableFolder('/run', { sizeLimit: Size.mebibytes(8) });
  api.addReadinessGate('acme.io/ready');
  api.waive('image-has-digest', WHY, { until: '2027-03-31' });
  api.patch(api.deployment, JsonPatch.add('/metadata/annotations/acme.io~1note', 'patched'));
  api.mergePatch(api.service, { spec: { internalTrafficPolicy: 'Local' } });
}

function probe(path: string, times: object): object {
  return { httpGet: { path, port: 'http' }, initialDelaySeconds: 0, successThreshold: 1, timeoutSeconds: 3, ...times };
}

function inNamespace(namespace: string): object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

function manifests(props: Partial<ProductionServiceProps>, platform?: PlatformProps): Manifest[] {
  return render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, ...props }); }, platform);
}

function changed(by: (api: ProductionService) => void, platform?: PlatformProps): Manifest[] {
  return render((chart) => by(new ProductionService(chart, 'web', { image: IMAGE })), platform);
}

function waiver(options: WaiverOptions, team?: string): string {
  const found = changed((api) => api.waive('image-has-digest', 'built here', options), { ownership: { team } });
  return only(found, 'Deployment').metadata.annotations['preflight/waive.image-has-digest'];
}

function podSpec(found: Manifest[]): Manifest {
  return only(found, 'Deployment').spec.template.spec;
}

function service(id: string, props: object = {}): ProductionService {
  return new ProductionService(stage().chart, id, { image: IMAGE, ...props });
}

function expectRefusal(props: object, complaint: string): void {
  expect(() => service('web', props)).toThrow(new Error(`[shop/web] ${complaint}`));
  expect(`[shop/web] ${complaint}`).toMatch(NAMED_ERROR);
}
