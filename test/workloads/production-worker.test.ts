import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  Autoscaling, Config, DisruptionBudget, Environment, Metrics, MetricsFlavor, PlatformProps, ProductionService,
  ProductionWorker, ProductionWorkerProps, Provider, SecretKey,
} from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const LABELS = {
  'app': 'mailer',
  'app.kubernetes.io/name': 'mailer',
  'app.kubernetes.io/instance': 'mailer',
  'app.kubernetes.io/version': '1.4.2',
  'app.kubernetes.io/component': 'worker',
  'app.kubernetes.io/part-of': 'shop',
  'app.kubernetes.io/managed-by': 'cdk8s-preflight',
  'environment': 'production',
};
const METADATA = { name: 'mailer', namespace: 'shop', labels: LABELS };
const SCRAPED = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080', 'prometheus.io/path': '/metrics' };
const SELECTOR = { matchLabels: { 'app.kubernetes.io/instance': 'mailer' } };
const OF_REVISION = { nodeTaintsPolicy: 'Honor', matchLabelKeys: ['pod-template-hash'] };
const KUBE_DNS = { ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };
const DNS = { to: [KUBE_DNS], ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 })) };
const OPERATOR = { metrics: MetricsFlavor.operator({ namespace: 'observe', monitorLabels: { release: 'prom' } }) };
const WHY = 'there is a reason';

const CONTAINER = {
  name: 'mailer',
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
  serviceAccountName: 'mailer',
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

/** What is refused, by which call, with which complaint. */
type Refused = [string, (mailer: ProductionWorker) => void, string];

describe('ProductionWorker by default', () => {
  const found = manifests({});

  it('writes five objects, and no Service', () => {
    expect(found.map(({ kind }) => kind)).toEqual([
      'ServiceAccount', 'Deployment', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'NetworkPolicy',
    ]);
  });

  it('writes a ServiceAccount without a token', () => {
    expect(only(found, 'ServiceAccount'))
      .toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: METADATA, automountServiceAccountToken: false });
  });

  it('writes a Deployment whose pods are moved one by one', () => {
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

  it('writes a HorizontalPodAutoscaler that grows fast and shrinks slowly', () => {
    expect(only(found, 'HorizontalPodAutoscaler')).toEqual({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: METADATA,
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'mailer' },
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
    expect(only(found, 'NetworkPolicy')).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: METADATA,
      spec: {
        podSelector: SELECTOR,
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [inNamespace('monitoring')], ports: [{ protocol: 'TCP', port: 8080 }] }],
        egress: [DNS],
      },
    });
  });
});

describe('the PodMonitor of ProductionWorker', () => {
  it('is there where Prometheus has an operator', () => {
    const found = manifests({}, OPERATOR);

    expect(found.map(({ kind }) => kind)).toEqual([
      'ServiceAccount', 'Deployment', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'NetworkPolicy', 'PodMonitor',
    ]);
    expect(only(found, 'PodMonitor')).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { ...METADATA, labels: { ...LABELS, release: 'prom' } },
      spec: { selector: SELECTOR, podMetricsEndpoints: [{ port: 'http', path: '/metrics', interval: '30s' }] },
    });
    expect(only(found, 'Deployment').spec.template.metadata.annotations).toBeUndefined();
  });

  it('scrapes a port that the pods have, as often as was said', () => {
    const metrics = Metrics.at({ port: 9100, path: '/m', interval: Duration.minutes(1) });
    const found = manifests({ metrics }, OPERATOR);

    expect(only(found, 'PodMonitor').spec.podMetricsEndpoints)
      .toEqual([{ port: 'metrics', path: '/m', interval: '60s' }]);
    expect(podSpec(found).containers[0].ports)
      .toContainEqual({ name: 'metrics', containerPort: 9100, protocol: 'TCP' });
    expect(only(found, 'NetworkPolicy').spec.ingress)
      .toEqual([{ from: [inNamespace('observe')], ports: [{ protocol: 'TCP', port: 9100 }] }]);
  });

  it('is a field of the worker there, and nowhere else', () => {
    expect(worker({}, OPERATOR).podMonitor?.kind).toEqual('PodMonitor');
    expect(worker({}).podMonitor).toBeUndefined();
    expect(worker({ metrics: Metrics.none(WHY) }, OPERATOR).podMonitor).toBeUndefined();
  });
});

describe('the props of ProductionWorker', () => {
  it('port is what probes and Prometheus ask', () => {
    const found = manifests({ port: 9000 });

    expect(podSpec(found).containers[0].ports).toEqual([{ name: 'http', containerPort: 9000, protocol: 'TCP' }]);
    expect(only(found, 'NetworkPolicy').spec.ingress[0].ports).toEqual([{ protocol: 'TCP', port: 9000 }]);
  });

  it('name is the name of every object and selects the pods', () => {
    const found = manifests({ name: 'post' }, OPERATOR);

    expect(new Set(found.map(({ metadata }) => metadata.name))).toEqual(new Set(['post']));
    expect(only(found, 'Deployment').spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/instance': 'post' });
  });

  it('opt-outs leave objects out and say why', () => {
    const found = manifests({
      scaling: Autoscaling.none(WHY, 1), disruptionBudget: DisruptionBudget.none(WHY), metrics: Metrics.none(WHY),
    });

    expect(found.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Deployment', 'NetworkPolicy']);
    expect(new Set(Object.values(only(found, 'Deployment').metadata.annotations))).toEqual(new Set([WHY]));
    expect(only(found, 'NetworkPolicy').spec.ingress).toEqual([]);
  });

  it.each<[string, Partial<ProductionWorkerProps>, string]>([
    ['no image', { image: undefined }, "'image' must be text, got nothing; give it: it has no default"],
    ['a name that is none', { name: 'Mailer' }, "'name' must be a DNS-1035 label (lower-case letters, digits and -, a"
      + ' letter first, at most 63), as Services need, got "Mailer"; change the id, or give a name'],
    ['a privileged port', { port: 80 }, "'port' must be 1024 or above, for the user without"
      + ' privileges may not bind a lower one, got 80; let the process listen on a higher one; a Service may still'
      + ' offer this one'],
    ['a port that is none', { port: 65536 }, "'port' must be a whole number from 1 to 65535,"
      + ' got 65536; give a number within the range'],
  ])('refuse %s', (...[, props, complaint]) => {
    expectRefusal(() => worker(props), complaint);
  });
});

describe('the verbs of ProductionWorker', () => {
  it('dependsOn lets it call a service, and the service be called by it', () => {
    const found = render((chart) => {
      const web = new ProductionService(chart, 'web', { image: IMAGE });
      new ProductionWorker(chart, 'mailer', { image: IMAGE }).dependsOn(web, { addressAs: 'WEB_ADDR' });
    }).filter(({ metadata, kind }) => kind === 'NetworkPolicy' || metadata.name === 'mailer');
    const [web, mailer] = found.filter(({ kind }) => kind === 'NetworkPolicy');
    const ports = [{ protocol: 'TCP', port: 8080 }];

    expect(mailer.spec.egress)
      .toEqual([DNS, { to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } } }], ports }]);
    expect(web.spec.ingress.slice(1)).toEqual([{ from: [{ podSelector: SELECTOR }], ports }]);
    expect(podSpec(found).containers[0].env).toEqual([{ name: 'WEB_ADDR', value: 'web:80' }]);
  });

  it('dependsOnHost changes no name, no label and no selector', () => {
    const found = changed((mailer) => mailer.dependsOnHost('203.0.113.10/32', 587));

    expect(found.map(({ metadata }) => metadata)).toEqual(manifests({}).map(({ metadata }) => metadata));
    expect(only(found, 'Deployment')).toEqual(only(manifests({}), 'Deployment'));
    expect(only(found, 'NetworkPolicy').spec.podSelector).toEqual(SELECTOR);
  });

  it('dependsOnHost comes after DNS', () => {
    expect(only(changed((mailer) => mailer.dependsOnHost('203.0.113.10/32', 587)), 'NetworkPolicy').spec.egress)
      .toEqual([DNS, { to: [{ ipBlock: { cidr: '203.0.113.10/32' } }], ports: [{ protocol: 'TCP', port: 587 }] }]);
  });

  it('addSecretVariable reads a variable from a Secret', () => {
    const found = changed((mailer) => mailer.addSecretVariable('TOKEN', SecretKey.of('auth', 'token')));

    expect(podSpec(found).containers[0].env)
      .toEqual([{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'auth', key: 'token' } } }]);
  });

  it('mountSecret and addWritableFolder add folders', () => {
    const { containers: [{ volumeMounts }], volumes } = podSpec(changed((mailer) => {
      mailer.mountSecret('tls', '/etc/tls');
      mailer.addWritableFolder('/run', { sizeLimit: Size.mebibytes(8) });
    }));

    expect(volumeMounts).toContainEqual({ name: 'etc-tls', mountPath: '/etc/tls', readOnly: true });
    expect(volumeMounts).toContainEqual({ name: 'run', mountPath: '/run' });
    expect(volumes).toContainEqual({ name: 'run', emptyDir: { sizeLimit: '8Mi' } });
  });

  it('addReadinessGate adds a condition to the pods', () => {
    expect(podSpec(changed((mailer) => mailer.addReadinessGate('acme.io/ready'))).readinessGates)
      .toEqual([{ conditionType: 'acme.io/ready' }]);
  });

  it('waive writes the reason, with the owner of the platform', () => {
    const found = changed((mailer) => mailer.waive('image-has-digest', WHY), { ownership: { team: 'shop' } });

    expect(JSON.parse(only(found, 'Deployment').metadata.annotations['preflight/waive.image-has-digest']))
      .toEqual({ reason: WHY, owner: 'shop' });
  });

  it('patch and mergePatch come after everything else', () => {
    const found = changed((mailer) => {
      mailer.patch(mailer.deployment, JsonPatch.replace('/spec/minReadySeconds', 10));
      mailer.mergePatch(mailer.networkPolicy, { metadata: { annotations: { ticket: 'SEC-7' } } });
      mailer.mergePatch(mailer.podMonitor as Construct, { spec: { jobLabel: 'app' } });
    }, OPERATOR);

    expect(only(found, 'Deployment').spec.minReadySeconds).toEqual(10);
    expect(only(found, 'NetworkPolicy').metadata.annotations).toEqual({ ticket: 'SEC-7' });
    expect(only(found, 'PodMonitor').spec.jobLabel).toEqual('app');
  });

  it.each<Refused>([
    ['a gate twice', (mailer) => ['a.io/b', 'a.io/b'].forEach((gate) => mailer.addReadinessGate(gate)),
      "'addReadinessGate' must be new, got \"a.io/b\"; remove the second call"],
    ['a waiver without a reason', (mailer) => mailer.waive('image-has-digest', ' '), "'waive.reason' must say why,"
      + ' got " ";'
      + ' write the reason, it appears in the readiness report'],
    ['no operation', (mailer) => mailer.patch(mailer.deployment), "'patch' must be given an operation, got []; give"
      + " one, such as JsonPatch.add('/metadata/labels/tier', 'web')"],
    ['a document that is none', (mailer) => mailer.mergePatch(mailer.deployment, [] as object),
      "'mergePatch.document' must be an object, got []; write { ... }"],
    ['a host name', (mailer) => mailer.dependsOnHost('smtp.example.com', 587), "'dependsOnHost.cidr' must be a network:"
      + ' policies see addresses, and a name may mean others tomorrow, got "smtp.example.com"; write it like'
      + ' 203.0.113.10/32, or let it through at a gateway that knows names'],
  ])('refuse %s', (...[, act, complaint]) => {
    expectRefusal(() => act(worker({})), complaint);
  });
});

describe('the objects of ProductionWorker', () => {
  it.each(MINORS)('are valid on %s', (kubernetesVersion) => {
    const platforms: PlatformProps[] = [
      OPERATOR, { provider: Provider.OPENSHIFT }, { environment: Environment.DEVELOPMENT }, {},
    ];
    const found = platforms.flatMap((platform) => render(buildAll, { ...platform, kubernetesVersion }));

    expect(found.length).toBeGreaterThan(24);
    expect(found.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('are the same wherever in the tree they are', () => {
    expect(render((chart) => buildAll(new Construct(new Construct(chart, 'backend'), 'team'))))
      .toEqual(render(buildAll));
  });

  it('are those of cdk8s-plus, and stay usable', () => {
    const { env } = podSpec(changed(({ deployment }) => {
      deployment.containers[0].env.addVariable('A', kplus.EnvValue.fromValue('1'));
    })).containers[0];

    expect(env).toEqual([{ name: 'A', value: '1' }]);
  });
});

function buildAll(scope: Construct): void {
  const mailer = new ProductionWorker(scope, 'mailer', { image: IMAGE, config: Config.environment({ MODE: 'fast' }) });
  mailer.dependsOn(new ProductionService(scope, 'web', { image: IMAGE }), { addressAs: 'WEB_ADDR' });
  mailer.dependsOnHost('203.0.113.10/32', 587);
  mailer.addSecretVariable('TOKEN', SecretKey.of('auth', 'token'));
  mailer.mountSecret('tls', '/etc/tls');
  mailer.addWritableFolder('/run');
  mailer.waive('image-has-digest', WHY);
}

function probe(path: string, times: object): object {
  return { httpGet: { path, port: 'http' }, initialDelaySeconds: 0, successThreshold: 1, timeoutSeconds: 3, ...times };
}

function inNamespace(namespace: string): object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

function worker(props: Partial<ProductionWorkerProps>, platform?: PlatformProps): ProductionWorker {
  return new ProductionWorker(stage(platform).chart, 'mailer', { image: IMAGE, ...props });
}

function manifests(props: Partial<ProductionWorkerProps>, platform?: PlatformProps): Manifest[] {
  return render((chart) => { new ProductionWorker(chart, 'mailer', { image: IMAGE, ...props }); }, platform);
}

function changed(by: (mailer: ProductionWorker) => void, platform?: PlatformProps): Manifest[] {
  return render((chart) => by(new ProductionWorker(chart, 'mailer', { image: IMAGE })), platform);
}

function podSpec(found: Manifest[]): Manifest {
  return only(found, 'Deployment').spec.template.spec;
}

function expectRefusal(act: () => void, complaint: string): void {
  expect(act).toThrow(new Error(`[shop/mailer] ${complaint}`));
  expect(`[shop/mailer] ${complaint}`).toMatch(NAMED_ERROR);
}
