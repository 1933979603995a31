import { App, Chart, Size } from 'cdk8s';
import { PodManagementPolicy } from 'cdk8s-plus-28';
import { ClaimCase, RetentionCase, StatefulCase } from './stateful-case';
import {
  ClaimAccessMode, ClaimRetention, Platform, ProductionApp, StatefulService, StatefulServiceProps, VolumeClaim,
  WorkloadPort,
} from '../../../src';
import { callVerbs, made, platformProps, time, workloadPort, workloadProps } from '../services/service-build';
import { portsOf } from '../services/service-case';

/** An app with the one stateful service of a case. */
export function buildStatefulApp(given: StatefulCase, app: App = new ProductionApp()): App {
  Platform.configure(app, platformProps(given.platform));
  const store = new StatefulService(new Chart(app, 'shop', { namespace: 'shop' }), given.id, statefulProps(given));
  callVerbs(store, given);
  if (given.peers !== undefined) store.allowPeers({ port: peersPort(given, given.peers) });
  return app;
}

/** The container port by which the pods talk to one another. */
export function peersPort(given: StatefulCase, peers: number): number {
  const ports = portsOf(given);
  return ports[peers % ports.length].containerPort;
}

function statefulProps(given: StatefulCase): StatefulServiceProps {
  const { replicas, publishNotReadyAddresses } = given;
  return {
    ...workloadProps(given),
    ports: given.ports?.map(workloadPort) as WorkloadPort[],
    claims: given.claims.map(volumeClaim),
    claimRetention: made(given.claimRetention, claimRetention),
    podManagementPolicy: given.podManagementPolicy as PodManagementPolicy | undefined,
    minReady: time(given.minReady),
    replicas,
    publishNotReadyAddresses,
  };
}

function volumeClaim({ mebibytes, accessMode, ...given }: ClaimCase): VolumeClaim {
  return { ...given, size: Size.mebibytes(mebibytes), accessMode: accessMode as ClaimAccessMode | undefined };
}

function claimRetention({ kind, reason, whenDeleted, whenScaled }: RetentionCase): ClaimRetention {
  if (kind === 'retained') return ClaimRetention.retained();
  return ClaimRetention.discarded(reason, { whenDeleted, whenScaled });
}
