import { Duration, Size } from 'cdk8s';
import { PodManagementPolicy } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ServiceVariant } from './service-variants';
import {
  ClaimAccessMode, ClaimRetention, Config, Environment, Metrics, MetricsFlavor, Probes, ProductionService, Spread,
  StatefulService, StatefulServiceProps, WorkloadProtocol,
} from '../src';
import { IMAGE } from '../test/support/render';

/** Together they use every option that StatefulService alone has. */
export const STATEFUL_VARIANTS: readonly ServiceVariant[] = [
  { name: 'StatefulService whose pods start at once, find each other and discard what they hold', make: asMembers },
  {
    name: 'StatefulService with ServiceMonitor, a sidecar that serves its metrics, and a caller that waits',
    platform: { environment: Environment.STAGING, metrics: MetricsFlavor.operator() },
    make: asMonitored,
  },
  {
    name: 'StatefulService that keeps nothing but the names of its pods',
    make: (scope) => addStore(scope, { claims: [], replicas: 1, spread: Spread.strictlyOverZones() }),
  },
];

function addStore(scope: Construct, props: Partial<StatefulServiceProps>): StatefulService {
  return new StatefulService(scope, 'store', {
    image: IMAGE,
    ports: [{ name: 'redis', containerPort: 6379 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
    probes: Probes.tcp({ livenessCommand: ['redis-cli', 'ping'] }),
    ...props,
  });
}

function asMembers(scope: Construct): void {
  const store = addStore(scope, {
    ports: [
      { name: 'redis', containerPort: 6379, appProtocol: 'acme.io/redis' },
      { name: 'gossip', containerPort: 7946 },
      { name: 'gossip-udp', containerPort: 7946, protocol: WorkloadProtocol.UDP },
    ],
    claims: [
      { mountPath: '/data', size: Size.gibibytes(10), storageClassName: 'fast-ssd' },
      { mountPath: '/wal', name: 'log', size: Size.mebibytes(1536), accessMode: ClaimAccessMode.READ_WRITE_ONCE_POD },
    ],
    claimRetention: ClaimRetention.discarded('every member copies what the others hold', { whenDeleted: false }),
    podManagementPolicy: PodManagementPolicy.PARALLEL,
    minReady: Duration.seconds(0),
    publishNotReadyAddresses: true,
    config: Config.files({ 'store.conf': 'appendonly yes\n' }),
  });
  store.allowPeers({ port: 7946 });
  store.addSidecar('agent', { image: IMAGE, port: 8125, folders: ['/data'] });
}

function asMonitored(scope: Construct): void {
  const store = addStore(scope, { metrics: Metrics.at({ port: 9121 }) });
  store.addSidecar('exporter', { image: IMAGE, port: 9121 });
  store.addInitContainer('prepare', { image: IMAGE, command: ['/bin/prepare'], folders: ['/data'] });
  new ProductionService(scope, 'web', { image: IMAGE }).dependsOn(store, { addressAs: 'STORE_ADDR', wait: true });
}
