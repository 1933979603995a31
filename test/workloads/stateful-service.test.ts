import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  ClaimAccessMode, ClaimRetention, Config, Environment, Metrics, MetricsFlavor, PlatformProps, Probes, ProductionApp,
  ProductionService, Provider, SecretKey, Shutdown, Spread, TrafficPeer, WorkloadProtocol,
} from '../../src';
import { IMAGE, only, render, stage } from '../support/render';
import { MINORS, schemaProblems } from '../support/schemas';
import {
  addStore, changedStore, claim, makeStore, podSpecOf, setSpec, STORE, storeManifests, StoreProps,
} from '../support/stores';

const LABELS = {
  'app': 'store',
  'app.kubernetes.io/name': 'store',
  'app.kubernetes.io/instance': 'store',
  'app.kubernetes.io/version': '1.4.2',
  'app.kubernetes.io/component': 'stateful-service',
  'app.kubernetes.io/part-of': 'shop',
  'app.kubernetes.io/managed-by': 'cdk8s-preflight',
  'environment': 'production',
};
const METADATA = { name: 'store', namespace: 'shop', labels: LABELS };
const SCRAPED = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '6379', 'prometheus.io/path': '/metrics' };
const SELECTOR = { matchLabels: { 'app.kubernetes.io/instance': 'store' } };
const WHY = 'there is a reason';

const CONTAINER = {
  name: 'store',
  image: IMAGE,
  imagePullPolicy: 'Always',
  ports: [{ name: 'redis', containerPort: 6379, protocol: 'TCP' }],
  resources: {
    requests: { 'cpu': '500m', 'memory': '1Gi', 'ephemeral-storage': '64Mi' },
    limits: { 'cpu': '500m', 'memory': '1Gi', 'ephemeral-storage': '128Mi' },
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
  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, { name: 'data', mountPath: '/data' }],
};

const POD_SPEC = {
  serviceAccountName: 'store',
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
    {
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      nodeTaintsPolicy: 'Honor',
      labelSelector: SELECTOR,
    }
  )),
  containers: [CONTAINER],
  volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
};

const CLAIM_TEMPLATE = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {
    name: 'data',
    labels: { 'app.kubernetes.io/instance': 'store', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' },
  },
  spec: {
    accessModes: ['ReadWriteOnce'],
    volumeMode: 'Filesystem',
    resources: { requests: { storage: '10Gi' } },
  },
};

const OPTIONS: StoreProps = {
  ports: [
    { name: 'redis', containerPort: 6379, appProtocol: 'acme.io/redis' },
    { name: 'gossip', containerPort: 7946, protocol: WorkloadProtocol.UDP },
  ],
  claims: [
    claim({ storageClassName: 'fast', accessMode: ClaimAccessMode.READ_WRITE_ONCE_POD }),
    claim({ mountPath: '/wal', name: 'log', size: Size.mebibytes(512), accessMode: ClaimAccessMode.READ_WRITE_MANY }),
  ],
  claimRetention: ClaimRetention.discarded(WHY),
  replicas: 5,
  podManagementPolicy: kplus.PodManagementPolicy.PARALLEL,
  minReady: Duration.seconds(0),
  publishNotReadyAddresses: true,
  probes: Probes.tcp({ livenessCommand: ['redis-cli', 'ping'] }),
  spread: Spread.strictlyOverZones(),
  shutdown: Shutdown.command(['/bin/leave']),
  metrics: Metrics.at({ port: 9121 }),
  config: Config.environment({ MODE: 'fast' }),
};
const KEEPING_NOTHING: StoreProps = { claims: [], replicas: 1, metrics: Metrics.none(WHY), probes: Probes.none(WHY) };

describe('StatefulService by default', () => {
  const found = storeManifests();

  it('writes five objects', () => {
    expect(found.map(({ kind }) => kind))
      .toEqual(['ServiceAccount', 'Service', 'StatefulSet', 'PodDisruptionBudget', 'NetworkPolicy']);
  });

  it('writes a ServiceAccount without a token', () => {
    expect(only(found, 'ServiceAccount'))
      .toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: METADATA, automountServiceAccountToken: false });
  });

  it('writes a StatefulSet of the class Guaranteed, which keeps its volumes', () => {
    expect(only(found, 'StatefulSet')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: METADATA,
      spec: {
        selector: SELECTOR,
        serviceName: 'store',
        replicas: 3,
        minReadySeconds: 5,
        revisionHistoryLimit: 5,
        podManagementPolicy: 'OrderedReady',
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        template: { metadata: { labels: LABELS, annotations: SCRAPED }, spec: POD_SPEC },
        volumeClaimTemplates: [CLAIM_TEMPLATE],
      },
    });
  });

  it('writes a headless Service that selects the pods by their instance alone', () => {
    expect(only(found, 'Service')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: METADATA,
      spec: {
        type: 'ClusterIP',
        clusterIP: 'None',
        selector: { 'app.kubernetes.io/instance': 'store' },
        ports: [{ name: 'redis', port: 6379, protocol: 'TCP', targetPort: 'redis' }],
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
        ingress: [{ from: [inNamespace('monitoring')], ports: [{ protocol: 'TCP', port: 6379 }] }],
        egress: [{ to: [dns], ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }] }],
      },
    });
  });

  it('has each object as a field', () => {
    const { chart } = stage({ metrics: MetricsFlavor.operator() });
    const store = addStore(chart, { config: Config.environment({ MODE: 'fast' }) });
    const { statefulSet, service, serviceAccount, configMap } = store;
    const { disruptionBudget, networkPolicy, serviceMonitor } = store;

    expect([statefulSet, service, serviceAccount, configMap].map((object) => object?.kind))
      .toEqual(['StatefulSet', 'Service', 'ServiceAccount', 'ConfigMap']);
    expect([disruptionBudget, networkPolicy, serviceMonitor].map((object) => object?.kind))
      .toEqual(['PodDisruptionBudget', 'NetworkPolicy', 'ServiceMonitor']);
    expect(makeStore().serviceMonitor).toBeUndefined();
    expect(makeStore().configMap).toBeUndefined();
  });
});

describe('the objects of StatefulService', () => {
  it.each(MINORS)('are valid on %s', (kubernetesVersion) => {
    const platforms: PlatformProps[] = [
      { metrics: MetricsFlavor.operator(), priorityClassName: 'high' }, { provider: Provider.OPENSHIFT },
      { environment: Environment.DEVELOPMENT }, {},
    ];
    const found = platforms.flatMap((platform) => [{}, OPTIONS, KEEPING_NOTHING].flatMap((props) =>
      render((chart) => buildAll(chart, props), { ...platform, kubernetesVersion })));

    expect(found.length).toBeGreaterThan(100);
    expect(found.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('are those of cdk8s-plus, and stay usable', () => {
    const { template } = setSpec(changedStore(({ statefulSet }) => {
      statefulSet.podMetadata.addAnnotation('acme.io/note', 'kept');
      statefulSet.containers[0].env.addVariable('A', kplus.EnvValue.fromValue('1'));
    }));

    expect(template.metadata.annotations).toEqual({ ...SCRAPED, 'acme.io/note': 'kept' });
    expect(template.spec).toEqual({ ...POD_SPEC, containers: [{ ...CONTAINER, env: [{ name: 'A', value: '1' }] }] });
  });

  it('leave the user ids to OpenShift, group of the volumes included', () => {
    expect(podSpecOf(storeManifests({}, { provider: Provider.OPENSHIFT })).securityContext).toEqual({
      runAsNonRoot: true, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' },
    });
  });
});

describe('the bytes of StatefulService', () => {
  const first = stage();
  buildAll(first.chart, OPTIONS);

  it.each<[string, App, (chart: Chart) => Construct]>([
    ['when it is built again', new ProductionApp(), (chart) => chart],
    ['in an App of cdk8s', new App(), (chart) => chart],
    ['in another place of the tree', new App(), (chart) => new Construct(new Construct(chart, 'backend'), 'team')],
  ])('are the same %s, however often they are rendered', (...[, app, place]) => {
    buildAll(place(new Chart(app, 'elsewhere', { namespace: 'shop' })), OPTIONS);

    expect(app.synthYaml()).toEqual(first.app.synthYaml());
    expect(app.synthYaml()).toEqual(first.app.synthYaml());
  });
});

// Kubernetes refuses every change of these, so that one would block the next deployment.
describe('what can never be changed in a StatefulSet', () => {
  const { replicas, minReady } = { replicas: 4, minReady: Duration.minutes(1) };

  it.each<[string, StoreProps, PlatformProps]>([
    ['version', { image: IMAGE.replace('1.4.2', '2.0.0') }, {}],
    ['environment', {}, { environment: Environment.of('qa', { minReplicas: 1 }) }],
    ['ownership', {}, { ownership: { team: 'payments', costCenter: 'cc-42', owner: 'ada' } }],
    ['minor', {}, { kubernetesVersion: '1.37' }],
    ['number of replicas', { replicas, minReady }, {}],
  ])('stays the same with another %s', (...[, props, platform]) => {
    expect(unchangeable(setSpec(storeManifests(props, platform)))).toEqual(unchangeable(setSpec(storeManifests())));
  });

  it('stays the same in another place of the tree', () => {
    const found = render((chart) => { addStore(new Construct(new Construct(chart, 'backend'), 'team')); });

    expect(unchangeable(setSpec(found))).toEqual({
      selector: SELECTOR,
      serviceName: 'store',
      podManagementPolicy: 'OrderedReady',
      volumeClaimTemplates: [CLAIM_TEMPLATE],
    });
  });
});

function unchangeable({ selector, serviceName, podManagementPolicy, volumeClaimTemplates }: Record<string, unknown>) {
  return { selector, serviceName, podManagementPolicy, volumeClaimTemplates };
}

function buildAll(scope: Construct, props: StoreProps): void {
  const store = addStore(scope, { ...props, env: { A: '1' } });
  const [{ containerPort }] = (props.ports ?? STORE.ports);
  store.dependsOn(new ProductionService(scope, 'web', { image: IMAGE }), { addressAs: 'WEB_ADDR' });
  store.dependsOnHost('203.0.113.10/32', 443);
  store.allowFrom(TrafficPeer.pods({ labels: { app: 'shop' }, namespace: 'edge' }));
  store.allowPeers({ port: containerPort });
  store.addSecretVariable('TOKEN', SecretKey.of('auth', 'token'));
  store.mountSecret('tls', '/etc/tls');
  store.addWritableFolder('/run', { sizeLimit: Size.mebibytes(8) });
  store.addReadinessGate('acme.io/ready');
  store.addInitContainer('prepare', { image: IMAGE });
  store.addSidecar('agent', { image: IMAGE, port: 8125 });
  store.waive('image-has-digest', WHY, { until: '2027-03-31' });
  store.mergePatch(store.service, { spec: { internalTrafficPolicy: 'Local' } });
}

function probe(path: string, times: object): object {
  return { httpGet: { path, port: 'redis' }, initialDelaySeconds: 0, successThreshold: 1, timeoutSeconds: 3, ...times };
}

function inNamespace(namespace: string): object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}
