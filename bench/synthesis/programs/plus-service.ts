import { Chart, Duration, Size } from 'cdk8s';
import {
  ConfigMap, ContainerProps, Cpu, Deployment, DeploymentStrategy, Env, HorizontalPodAutoscaler,
  ImagePullPolicy, Metric, MetricTarget, PercentOrAbsolute, Probe, Replicas, Service, ServiceAccount, Topology,
  Volume,
} from 'cdk8s-plus-28';
import { Application } from './application';

/** What cdk8s-plus has of a service, made by hand as its documentation shows. */
export function plusService(chart: Chart, application: Application): void {
  const { name } = application;
  const metadata = { name, labels: { app: name, team: 'shop', owner: 'shop', environment: 'production' } };
  const data = { LOG_LEVEL: 'info', REGION: 'north' };
  const config = new ConfigMap(chart, `${name}-config`, { metadata, data });
  const serviceAccount = new ServiceAccount(chart, `${name}-account`, { metadata, automountToken: false });
  const deployment = new Deployment(chart, name, {
    metadata,
    podMetadata: metadata,
    serviceAccount,
    strategy: DeploymentStrategy.rollingUpdate({
      maxSurge: PercentOrAbsolute.absolute(1),
      maxUnavailable: PercentOrAbsolute.absolute(0),
    }),
    minReady: Duration.seconds(5),
    terminationGracePeriod: Duration.seconds(45),
    securityContext: { ensureNonRoot: true, user: 10001, group: 10001, fsGroup: 10001 },
    containers: [container(application, config)],
  });
  deployment.containers[0].mount('/tmp', temporary(chart, name));
  deployment.scheduling.spread({ topology: Topology.ZONE });
  addScaling(chart, deployment, metadata);
  const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
  new Service(chart, `${name}-service`, { metadata, selector: deployment, ports });
}

function container({ name, image }: Application, config: ConfigMap): ContainerProps {
  return {
    name,
    image,
    imagePullPolicy: ImagePullPolicy.ALWAYS,
    ports: [{ number: 8080, name: 'http' }],
    envFrom: [Env.fromConfigMap(config)],
    liveness: Probe.fromHttpGet('/livez', { port: 8080, periodSeconds: Duration.seconds(10) }),
    readiness: Probe.fromHttpGet('/readyz', { port: 8080, periodSeconds: Duration.seconds(5) }),
    startup: Probe.fromHttpGet('/livez', { port: 8080, periodSeconds: Duration.seconds(5), failureThreshold: 30 }),
    resources: {
      cpu: { request: Cpu.millis(250), limit: Cpu.units(1) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
      // Whole gibibytes are all that it can write.
      ephemeralStorage: { request: Size.gibibytes(1), limit: Size.gibibytes(1) },
    },
    securityContext: { ensureNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
  };
}

function temporary(chart: Chart, name: string): Volume {
  return Volume.fromEmptyDir(chart, `${name}-tmp`, 'tmp', { sizeLimit: Size.mebibytes(64) });
}

function addScaling(chart: Chart, target: Deployment, metadata: { name: string }): void {
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
