import { buildStatefulApp, peersPort } from './stateful-build';
import { ClaimCase, StatefulCase } from './stateful-case';
import { configPlaces, portsOf, ServiceCase } from '../services/service-case';
import {
  Expectation, EXPECTATIONS, expectedWaivers, folders, ingress, minReplicas, nameOf, plainOrJson, secondsOr,
} from '../services/service-expectations';
import { Subject } from '../services/service-verify';

type Row = [prop: string, kind: string, pointer: string, expected: (given: StatefulCase) => unknown];

const SET = 'StatefulSet';
const CONTAINER = '/spec/template/spec/containers/0';
const RETENTION = '/spec/persistentVolumeClaimRetentionPolicy';

const ROWS: Row[] = [
  ['name', SET, '/spec/serviceName', nameOf],
  ['name', 'Service', '/spec/clusterIP', () => 'None'],
  ['ports', 'Service', '/spec/ports/*/port', (given) => portsOf(given).map(({ containerPort }) => containerPort)],
  ['claims', SET, '/spec/volumeClaimTemplates', (given) => (
    given.claims.length === 0 ? undefined : given.claims.map((claim) => template(given, claim)))],
  ['claims, config, mountSecret, addWritableFolder', SET, `${CONTAINER}/volumeMounts/*/mountPath`, mountPaths],
  ['claimRetention.whenDeleted', SET, `${RETENTION}/whenDeleted`, (given) => discards(given, 'whenDeleted')],
  ['claimRetention.whenScaled', SET, `${RETENTION}/whenScaled`, (given) => discards(given, 'whenScaled')],
  ['replicas', SET, '/spec/replicas', replicasOf],
  ['podManagementPolicy', SET, '/spec/podManagementPolicy', ({ podManagementPolicy: policy }) =>
    policy ?? 'OrderedReady'],
  ['minReady', SET, '/spec/minReadySeconds', ({ minReady }) => secondsOr(minReady, 5) || undefined],
  ['publishNotReadyAddresses', 'Service', '/spec/publishNotReadyAddresses', ({ publishNotReadyAddresses: given }) =>
    given || undefined],
  ['allowFrom, allowPeers', 'NetworkPolicy', '/spec/ingress', (given) => [
    ...ingress(asService(given)), ...amongPeers(given).map(({ peers, ports }) => ({ from: peers, ports })),
  ]],
  ['allowPeers', 'NetworkPolicy', '/spec/egress/1', (given) => (
    amongPeers(given).map(({ peers, ports }) => ({ to: peers, ports }))[0])],
];

/** Of these a StatefulService has none, or others of its own. */
const OTHERS = /^(scaling|rollout)|^allowFrom$|^config, mountSecret/;

/** A StatefulService, and what it must make of a case. */
export const STATEFUL_SERVICE: Subject<StatefulCase> = {
  controller: SET,
  build: buildStatefulApp,
  waivers,
  expectations: [
    ...EXPECTATIONS.filter(({ prop }) => !OTHERS.test(prop)).map(ofStatefulSet),
    ...ROWS.map(([prop, kind, pointer, expected]) => ({ prop, kind, pointer, expected })),
  ],
};

/** What every kind of service must have, where a StatefulService has it. */
function ofStatefulSet({ kind, expected, ...others }: Expectation): Expectation<StatefulCase> {
  return {
    ...others,
    kind: kind === 'Deployment' ? SET : kind,
    expected: (given) => expected(asService(given)),
  };
}

/** The case with the one default that is another than that of ProductionService. */
function asService(given: StatefulCase): ServiceCase {
  const resources: ServiceCase['resources'] = {
    kind: 'guaranteed', cpuRequest: 500_000, cpuLimit: 500_000, memory: 1024 * 1024, reason: '',
  };
  return { ...given, resources: given.resources ?? resources };
}

function waivers(given: StatefulCase): Record<string, string | undefined> {
  const { claimRetention } = given;
  const shared = Object.entries(expectedWaivers(asService(given))).filter(([checkId]) => (
    checkId !== 'has-enough-replicas'));
  return {
    ...Object.fromEntries(shared),
    ...(replicasOf(given) < 3 ? { 'has-enough-replicas': undefined } : {}),
    ...(claimRetention?.kind === 'discarded' ? { 'retains-claims': plainOrJson(claimRetention.reason) } : {}),
  };
}

function replicasOf(given: StatefulCase): number {
  return given.replicas ?? minReplicas(given);
}

function discards({ claims, claimRetention }: StatefulCase, when: 'whenDeleted' | 'whenScaled'): string | undefined {
  if (claims.length === 0) return undefined;
  return claimRetention?.kind === 'discarded' && (claimRetention[when] ?? true) ? 'Delete' : 'Retain';
}

/** Claims come after the configuration, and before what is added by verbs. */
function mountPaths(given: StatefulCase): string[] {
  const all = folders(given);
  const first = 1 + configPlaces(given.config).length;
  return [...all.slice(0, first), ...given.claims.map(({ mountPath }) => mountPath), ...all.slice(first)];
}

function template(given: StatefulCase, { mountPath, mebibytes, name, storageClassName, accessMode }: ClaimCase) {
  const labels = { 'app.kubernetes.io/instance': nameOf(given), 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: name ?? nameAfter(mountPath), labels },
    spec: {
      accessModes: [accessMode ?? 'ReadWriteOnce'],
      ...(storageClassName === undefined ? {} : { storageClassName }),
      volumeMode: 'Filesystem',
      resources: { requests: { storage: quantity(mebibytes) } },
    },
  };
}

/** `/var/lib/data` becomes `var-lib-data`; what is no plain word gets a hash. */
function nameAfter(mountPath: string): unknown {
  const isPlain = /^[a-z0-9/]+$/.test(mountPath);
  return isPlain ? mountPath.slice(1).replace(/\//g, '-') : expect.stringMatching(/^[a-z0-9-]+-[0-9a-f]{8}$/);
}

function quantity(mebibytes: number): string {
  if (mebibytes % 1024 ** 2 === 0) return `${mebibytes / 1024 ** 2}Ti`;
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}

function amongPeers(given: StatefulCase) {
  if (given.peers === undefined) return [];
  const port = peersPort(given, given.peers);
  const spoken = portsOf(given).filter(({ containerPort }) => containerPort === port);
  const peers = [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': nameOf(given) } } }];
  return [{ peers, ports: spoken.map(({ protocol }) => ({ protocol, port })) }];
}
