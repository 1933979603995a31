import { createHash } from 'crypto';
import { ApiObject, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import {
  Capability, ConfigMap, ContainerProps, Cpu, Deployment, DeploymentStrategy, Env, FsGroupChangePolicy, Handler,
  HorizontalPodAutoscaler, ImagePullPolicy, LabelSelector, Metric, MetricTarget, PercentOrAbsolute, Probe, Protocol,
  Replicas, Service, ServiceAccount, Topology, Volume,
} from 'cdk8s-plus-28';
import { Application } from './application';

const DATA = { LOG_LEVEL: 'info', REGION: 'north' };
const USER = 10001;

type Labels = Record<string, string>;

/** What cdk8s-plus has of a service, made by hand as its documentation shows; patches add what it cannot say. */
export function plusService(chart: Chart, application: Application): void {
  const { name } = application;
  const selector = { 'app.kubernetes.io/instance': name };
  const metadata = { name, labels: labels(application, selector) };
  const serviceAccount = new ServiceAccount(chart, `${name}-account`, { metadata, automountToken: false });
  const config = new ConfigMap(chart, `${name}-config`, { metadata, data: DATA });
  const deployment = new Deployment(chart, name, {
    metadata: { ...metadata, annotations: { 'polaris.fairwinds.com/deploymentMissingReplicas-exempt': 'true' } },
    ...pods(metadata.labels, serviceAccount),
    ...rollout(),
    containers: [container(application, config)],
  });
  deployment.select(LabelSelector.of({ labels: selector }));
  deployment.containers[0].mount('/tmp', temporary(chart, name));
  deployment.scheduling.spread({ topology: Topology.HOSTNAME, weight: 100 });
  ApiObject.of(deployment).addJsonPatch(...patches(selector));
  addScaling(chart, deployment, metadata);
  const ports = [{ name: 'http', port: 80, targetPort: 8080, protocol: Protocol.TCP }];
  new Service(chart, `${name}-service`, { metadata, selector: deployment, ports });
}

function labels({ name, namespace }: Application, selector: Labels): Labels {
  return {
    'app': name,
    'app.kubernetes.io/component': 'service',
    'app.kubernetes.io/managed-by': 'cdk8s',
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': namespace,
    'app.kubernetes.io/version': '1.4.2',
    'environment': 'production',
    ...selector,
  };
}

function pods(podLabels: Labels, serviceAccount: ServiceAccount) {
  const hash = createHash('sha256').update(JSON.stringify(DATA)).digest('hex').slice(0, 16);
  return {
    select: false,
    podMetadata: { labels: podLabels, annotations: { 'example.com/config-hash': hash } },
    serviceAccount,
    automountServiceAccountToken: false,
    terminationGracePeriod: Duration.seconds(45),
    securityContext: {
      ensureNonRoot: true,
      user: USER,
      group: USER,
      fsGroup: USER,
      fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH,
    },
  };
}

function rollout() {
  return {
    minReady: Duration.seconds(5),
    progressDeadline: Duration.minutes(10),
    strategy: DeploymentStrategy.rollingUpdate({
      maxSurge: PercentOrAbsolute.absolute(1),
      maxUnavailable: PercentOrAbsolute.absolute(0),
    }),
  };
}

function container({ name, image }: Application, config: ConfigMap): ContainerProps {
  return {
    name,
    image,
    imagePullPolicy: ImagePullPolicy.ALWAYS,
    ports: [{ number: 8080, name: 'http', protocol: Protocol.TCP }],
    envFrom: [Env.fromConfigMap(config)],
    liveness: probe('/livez', 10, 6),
    readiness: probe('/readyz', 5, 3),
    startup: probe('/livez', 5, 30),
    // It drops a preStop hook that sleeps without a program, from a patch too.
    lifecycle: { preStop: Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: Cpu.millis(250), limit: Cpu.units(1) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
      // Whole gibibytes are all that it can write.
      ephemeralStorage: { request: Size.gibibytes(1), limit: Size.gibibytes(1) },
    },
    securityContext: {
      ensureNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: [Capability.ALL] },
    },
  };
}

function probe(path: string, seconds: number, failureThreshold: number): Probe {
  return Probe.fromHttpGet(path, {
    port: 8080,
    failureThreshold,
    periodSeconds: Duration.seconds(seconds),
    initialDelaySeconds: Duration.seconds(0),
    timeoutSeconds: Duration.seconds(3),
    successThreshold: 1,
  });
}

function temporary(chart: Chart, name: string): Volume {
  return Volume.fromEmptyDir(chart, `${name}-tmp`, 'tmp', { sizeLimit: Size.mebibytes(64) });
}

function patches(matchLabels: Labels): JsonPatch[] {
  const spread = (topologyKey: string) => (
    { labelSelector: { matchLabels }, maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway' }
  );
  const zones = [spread('topology.kubernetes.io/zone'), spread('kubernetes.io/hostname')];
  return [
    JsonPatch.add('/spec/revisionHistoryLimit', 5),
    JsonPatch.add('/spec/template/spec/enableServiceLinks', false),
    JsonPatch.add('/spec/template/spec/topologySpreadConstraints', zones),
    JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
  ];
}

function addScaling(chart: Chart, target: Deployment, metadata: { name: string; labels: Labels }): void {
  new HorizontalPodAutoscaler(chart, `${metadata.name}-autoscaler`, {
    metadata,
    target,
    minReplicas: 3,
    maxReplicas: 10,
    metrics: [Metric.resourceCpu(MetricTarget.averageUtilization(70))],
    scaleDown: {
      stabilizationWindow: Duration.minutes(5),
      policies: [{ replicas: Replicas.absolute(3), duration: Duration.minutes(5) }],
    },
  });
}
