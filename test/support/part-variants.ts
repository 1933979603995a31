import * as path from 'path';
import { Chart, Size } from 'cdk8s';
import { Cpu, PercentOrAbsolute } from 'cdk8s-plus-28';
import { ACCESS_VARIANTS } from './access-variants';
import { ALERT_VARIANTS } from './alert-variants';
import { BACKUP_PART_VARIANTS } from './backup-part-variants';
import { DASHBOARD_VARIANTS } from './dashboard-variants';
import { DELIVERY_VARIANTS } from './delivery-variants';
import { JOB_VARIANTS } from './job-variants';
import { IMAGE, readYaml, render } from './render';
import { Manifest } from './schemas';
import { SECRET_VARIANTS } from './secret-variants';
import { SNAPSHOT_VARIANTS } from './snapshot-variants';
import { addStore } from './stores';
import { VELERO_VARIANTS } from './velero-variants';
import {
  Address, Audit, Autoscaling, ClaimRetention, ClusterDns, Config, DisruptionBudget, Environment,
  ForeignService, Metrics, MetricsFlavor, NamespaceQuota, NodeAccess, NodeAgent, Platform, PlatformProps, PodSecurity,
  Probes, ProductionApp, ProductionNamespace, ProductionNamespaceProps, ProductionService,
  ProductionServiceProps, Resources, Rollout, RouteFlavor, RouteTls, Shutdown, Spread,
  Tolerations, TrafficPeer,
} from '../../src';

/** What an app with one variant of a part in it writes. */
export type Built = () => Manifest[];

/** The ways in which a part may be made, and what they are there to differ in. */
export interface PartVariants {
  /** Its class. */
  readonly part: string;
  /** By the factory that makes them. */
  readonly variants: Readonly<Record<string, Built>>;
  /** Those that leave the default, and may lack what the others write. */
  readonly optOuts?: Readonly<Record<string, Built>>;
  /** Where variants differ, as `<kind> <path>`; a kind alone stands for all of it. */
  readonly point: readonly string[];
  /** What opt-outs leave out or change beside that. */
  readonly optedOut?: readonly string[];
}

const WHY = 'there is a reason';
const EXAMPLE = path.join(__dirname, '..', '..', 'examples', 'hello-service', 'expected');
const POD = 'Deployment spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;
const QUOTA = 'ResourceQuota spec.hard';
const QUOTA_BASIS = 'ResourceQuota metadata.annotations[preflight/quota-basis]';
const AMOUNTS = { cpuRequest: Cpu.millis(300), memory: Size.mebibytes(300) };
const LEDGER = ForeignService.at({
  name: 'ledger', namespace: 'shop', podLabels: { app: 'ledger' }, containerPort: 8080,
});
const HOST = 'shop.example.com';
const WHOLE_NODE = { network: true, processes: true, folders: { '/host/root': '/' }, root: true };
const ON_NODE = [
  'hostNetwork', 'hostPID', 'dnsPolicy', 'volumes[1]', 'containers[0].ports[0].hostPort',
  'containers[0].volumeMounts[1]', 'containers[0].securityContext', 'securityContext.runAsUser',
  'securityContext.runAsGroup', 'securityContext.fsGroup',
];
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'].map((probe) => `${CONTAINER}.${probe}`);

const AVAILABILITY: PartVariants[] = [
  {
    part: 'Autoscaling',
    variants: { onCpu: service({ scaling: Autoscaling.onCpu({ min: 3 }) }) },
    optOuts: { none: service({ scaling: Autoscaling.none(WHY, 3) }) },
    point: [],
    optedOut: ['HorizontalPodAutoscaler', 'Deployment spec.replicas', QUOTA,
      'Deployment metadata.annotations[polaris.fairwinds.com/deploymentMissingReplicas-exempt]'],
  },
  {
    part: 'DisruptionBudget',
    variants: { maxUnavailable: service({ disruptionBudget: DisruptionBudget.maxUnavailable(2) }) },
    optOuts: { none: service({ disruptionBudget: DisruptionBudget.none(WHY) }) },
    point: [],
    optedOut: ['PodDisruptionBudget'],
  },
  {
    part: 'Probes',
    variants: {
      http: service({ probes: Probes.http() }),
      grpc: service({ probes: Probes.grpc() }),
      tcp: service({ probes: Probes.tcp({ livenessCommand: ['/up'] }) }),
      exec: service({ probes: Probes.exec({ liveness: ['/up'], readiness: ['/ready'] }) }),
    },
    optOuts: { none: service({ probes: Probes.none(WHY) }) },
    point: PROBES.flatMap((probe) => ['httpGet', 'grpc', 'exec'].map((handler) => `${probe}.${handler}`))
      .concat(PROBES.slice(0, 2).map((probe) => `${probe}.tcpSocket`)),
    optedOut: PROBES,
  },
  {
    part: 'Resources',
    variants: {
      extraSmall: service({ resources: Resources.extraSmall() }),
      small: service({ resources: Resources.small() }),
      medium: service({ resources: Resources.medium() }),
      large: service({ resources: Resources.large() }),
      extraLarge: service({ resources: Resources.extraLarge() }),
      of: service({ resources: Resources.of({ ...AMOUNTS, cpuLimit: Cpu.millis(900) }) }),
      guaranteed: service({ resources: Resources.guaranteed(AMOUNTS.cpuRequest, AMOUNTS.memory) }),
    },
    optOuts: { withoutCpuLimit: service({ resources: Resources.withoutCpuLimit(WHY, AMOUNTS) }) },
    point: ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory']
      .flatMap((amount) => [`${CONTAINER}.resources.${amount}`, `${QUOTA}[${amount}]`]),
    optedOut: ['LimitRange spec.limits[0].default.cpu', 'LimitRange spec.limits[0].max.cpu'],
  },
  {
    part: 'Rollout',
    variants: {
      safe: service({ rollout: Rollout.safe() }),
      fast: service({ rollout: Rollout.fast() }),
      of: service({ rollout: Rollout.of({ maxUnavailable: PercentOrAbsolute.percent(10) }) }),
    },
    optOuts: { recreate: service({ rollout: Rollout.recreate(WHY) }) },
    point: ['Deployment spec.strategy.rollingUpdate', 'Deployment spec.minReadySeconds', QUOTA],
    optedOut: ['Deployment spec.strategy.type'],
  },
  {
    part: 'Shutdown',
    variants: {
      graceful: service({ shutdown: Shutdown.graceful() }),
      command: service({ shutdown: Shutdown.command(['/bin/sleep', '10']) }),
    },
    point: [`${CONTAINER}.lifecycle.preStop`],
  },
  {
    part: 'Spread',
    variants: {
      evenly: service({ spread: Spread.evenly() }),
      strictlyOverZones: service({ spread: Spread.strictlyOverZones() }),
    },
    optOuts: { none: service({ spread: Spread.none(WHY) }) },
    point: [`${POD}.topologySpreadConstraints[0].whenUnsatisfiable`],
    optedOut: [`${POD}.topologySpreadConstraints`, `${POD}.affinity`],
  },
];

const PODS: PartVariants[] = [
  {
    part: 'ClaimRetention',
    variants: { retained: store(ClaimRetention.retained()) },
    optOuts: { discarded: store(ClaimRetention.discarded(WHY)) },
    point: [],
    optedOut: ['StatefulSet spec.persistentVolumeClaimRetentionPolicy'],
  },
  {
    part: 'Config',
    variants: {
      files: service({ config: Config.files({ mode: 'fast' }) }),
      environment: service({ config: Config.environment({ mode: 'fast' }) }),
      fromFolder: service({ config: Config.fromFolder(EXAMPLE) }),
      fromFiles: service({ config: Config.fromFiles([__filename]) }),
    },
    point: ['ConfigMap data', 'Deployment spec.template.metadata.annotations[preflight/config-hash]',
      ...[`${CONTAINER}.envFrom`, `${CONTAINER}.volumeMounts[1]`, `${POD}.volumes[1]`]],
  },
  {
    part: 'Metrics',
    variants: { at: service({ metrics: Metrics.at() }) },
    optOuts: { none: service({ metrics: Metrics.none(WHY) }) },
    point: [],
    optedOut: ['Deployment spec.template.metadata.annotations', 'NetworkPolicy spec.ingress'],
  },
  {
    part: 'NodeAccess',
    variants: { none: agent(NodeAccess.none()) },
    optOuts: { of: agent(NodeAccess.of(WHY, WHOLE_NODE)) },
    point: [],
    optedOut: ['NetworkPolicy/web', ...ON_NODE.map((field) => `DaemonSet spec.template.spec.${field}`)],
  },
  {
    part: 'Tolerations',
    variants: {
      everyTaint: agent(NodeAccess.none(), Tolerations.everyTaint()),
      of: agent(NodeAccess.none(), Tolerations.of([{ key: 'acme.io' }])),
    },
    optOuts: { none: agent(NodeAccess.none(), Tolerations.none()) },
    point: ['DaemonSet spec.template.spec.tolerations[0].key'],
    optedOut: ['DaemonSet spec.template.spec.tolerations'],
  },
];

const OF_NAMESPACES: PartVariants[] = [
  {
    part: 'NamespaceQuota',
    variants: {
      computed: namespace({ quota: NamespaceQuota.computed() }),
      given: namespace({ quota: NamespaceQuota.given({ pods: '50' }) }),
    },
    optOuts: { none: namespace({ quota: NamespaceQuota.none(WHY) }) },
    point: [QUOTA, QUOTA_BASIS],
    optedOut: ['ResourceQuota'],
  },
  {
    part: 'PodSecurity',
    variants: { restricted: namespace({ podSecurity: PodSecurity.restricted() }) },
    optOuts: {
      baseline: namespace({ podSecurity: PodSecurity.baseline(WHY) }),
      privileged: namespace({ podSecurity: PodSecurity.privileged(WHY) }),
    },
    point: [],
    optedOut: ['Namespace metadata.labels[pod-security.kubernetes.io/enforce]'],
  },
];

const PLATFORM: PartVariants[] = [
  {
    part: 'ClusterDns',
    variants: {
      kubeDns: service({}, { clusterDns: ClusterDns.kubeDns() }),
      nodeLocalCache: service({}, { clusterDns: ClusterDns.nodeLocalCache() }),
      openShift: service({}, { clusterDns: ClusterDns.openShift() }),
      at: service({}, { clusterDns: ClusterDns.at({ namespace: 'dns' }) }),
    },
    point: ['NetworkPolicy spec.egress[0].to', 'NetworkPolicy spec.egress[0].ports[0].port',
      'NetworkPolicy spec.egress[0].ports[1].port'],
  },
  {
    part: 'Environment',
    variants: {
      PRODUCTION: service({}, { environment: Environment.PRODUCTION }),
      STAGING: service({}, { environment: Environment.STAGING }),
      DEVELOPMENT: service({}, { environment: Environment.DEVELOPMENT }),
      of: service({}, { environment: Environment.of('qa') }),
    },
    point: ['* metadata.labels.environment', 'Deployment spec.template.metadata.labels.environment',
      'HorizontalPodAutoscaler spec.minReplicas',
      'HorizontalPodAutoscaler spec.behavior.scaleDown.policies[0].value'],
  },
  {
    part: 'MetricsFlavor',
    variants: {
      annotations: service({}, { metrics: MetricsFlavor.annotations() }),
      operator: service({}, { metrics: MetricsFlavor.operator() }),
    },
    point: ['Deployment spec.template.metadata.annotations', 'ServiceMonitor'],
  },
];

const ISSUED = RouteTls.clusterIssuer('letsencrypt');
const GATEWAY = RouteFlavor.gateway({ name: 'public', namespace: 'ingress' });

/** What proves to the issuer whose the host is. */
const ISSUING = ['Certificate', 'NetworkPolicy/acme-http01-solver', QUOTA, QUOTA_BASIS];

const NETWORK: PartVariants[] = [
  {
    part: 'Address',
    variants: {
      hostAndPort: told(Address.hostAndPort('LEDGER')),
      host: told(Address.host('LEDGER')),
      port: told(Address.port('LEDGER')),
      url: told(Address.url('LEDGER', 'http')),
      jdbc: told(Address.jdbc('LEDGER', 'postgresql', 'accounts')),
      template: told(Address.template('LEDGER', 'tcp:{host}:{port}')),
    },
    point: [`${CONTAINER}.env[0].value`],
  },
  {
    part: 'RouteFlavor',
    variants: { ingress: exposed(ISSUED, RouteFlavor.ingress()), gateway: exposed(ISSUED, GATEWAY) },
    point: ['Ingress', 'HTTPRoute', 'ListenerSet'],
  },
  {
    part: 'RouteTls',
    variants: {
      clusterIssuer: exposed(ISSUED),
      issuer: exposed(RouteTls.issuer('letsencrypt')),
      secret: exposed(RouteTls.secret('wildcard')),
    },
    optOuts: { none: exposed(RouteTls.none(WHY)) },
    point: [...ISSUING, 'Ingress spec.tls[0].secretName', 'Ingress metadata.annotations[preflight/external]'],
    optedOut: ['Ingress spec.tls'],
  },
  {
    part: 'RouteTls',
    variants: {
      clusterIssuer: exposed(ISSUED, GATEWAY),
      issuer: exposed(RouteTls.issuer('letsencrypt'), GATEWAY),
      secret: exposed(RouteTls.secret('wildcard'), GATEWAY),
    },
    optOuts: { atGateway: exposed(RouteTls.atGateway(), GATEWAY), none: exposed(RouteTls.none(WHY), GATEWAY) },
    point: [...ISSUING, 'ListenerSet spec.listeners[0].tls.certificateRefs[0].name',
      'ListenerSet metadata.annotations[preflight/external]'],
    optedOut: ['ListenerSet', 'HTTPRoute/web-redirect', 'HTTPRoute spec.parentRefs[0]'],
  },
  {
    part: 'TrafficPeer',
    variants: {
      namespace: called(TrafficPeer.namespace('shop')),
      ingressController: called(TrafficPeer.ingressController()),
      pods: called(TrafficPeer.pods({ labels: { app: 'api' } })),
      cidr: called(TrafficPeer.cidr('203.0.113.0/24')),
    },
    point: ['NetworkPolicy spec.ingress[1].from[0]'],
  },
];

const AUDITS: PartVariants[] = [
  {
    part: 'Audit',
    variants: { reported: audited(Audit.reported('/dev/null')), enforced: audited(Audit.enforced()) },
    point: [],
  },
];

/** Every part that may be made in more than one way; a new way needs an entry. */
export const PART_VARIANTS: readonly PartVariants[] = [
  ...AVAILABILITY, ...PODS, ...OF_NAMESPACES, ...PLATFORM, ...NETWORK, ...AUDITS, ...ALERT_VARIANTS,
  ...ACCESS_VARIANTS, ...DASHBOARD_VARIANTS, ...JOB_VARIANTS, ...SECRET_VARIANTS, ...BACKUP_PART_VARIANTS,
  ...SNAPSHOT_VARIANTS, ...VELERO_VARIANTS, ...DELIVERY_VARIANTS,
];

function service(props: Partial<ProductionServiceProps>, platform?: PlatformProps): Built {
  return web(() => undefined, platform, props);
}

function web(
  call: (service: ProductionService) => unknown, platform?: PlatformProps, props: Partial<ProductionServiceProps> = {},
): Built {
  return () => render((chart) => {
    new ProductionNamespace(chart, 'shop');
    call(new ProductionService(chart, 'web', { image: IMAGE, ...props }));
  }, platform);
}

function agent(nodeAccess: NodeAccess, tolerations?: Tolerations): Built {
  return () => render((chart) => {
    const open = new ProductionNamespace(chart, 'open', { podSecurity: PodSecurity.privileged(WHY) });
    new NodeAgent(open, 'web', { image: IMAGE, nodeAccess, tolerations });
  });
}

function exposed(tls: RouteTls, routes?: RouteFlavor): Built {
  return web((service_) => service_.exposeAt(HOST), { ingressControllerNamespace: 'ingress', routes, tls });
}

function told(address: Address): Built {
  return web((service_) => service_.dependsOn(LEDGER, { addresses: [address] }));
}

function called(peer: TrafficPeer): Built {
  return web((service_) => service_.allowFrom(peer), { ingressControllerNamespace: 'ingress' });
}

function namespace(props: ProductionNamespaceProps): Built {
  return () => render((chart) => {
    new ProductionNamespace(chart, 'shop', props);
    new ProductionService(chart, 'web', { image: IMAGE });
  });
}

function store(claimRetention: ClaimRetention): Built {
  return () => render((chart) => { addStore(chart, { claimRetention }); });
}

function audited(audit: Audit): Built {
  return () => {
    const app = new ProductionApp({ audit });
    Platform.configure(app, { ownership: { team: 'payments' } });
    const chart = new Chart(app, 'shop');
    new ProductionNamespace(chart, 'shop');
    new ProductionService(chart, 'web', { image: IMAGE });
    return readYaml(app.synthYaml());
  };
}
