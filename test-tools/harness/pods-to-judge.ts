import * as fc from 'fast-check';
import { Care, CAREFUL, CARELESS, field, Fields, list, map, usually } from './values';
import { Manifest } from '../../test/support/schemas';

const FLAG = { allowed: [false], forbidden: [true], wrong: ['true', 1] };
const HOST = { allowed: [''], forbidden: ['localhost', '10.0.0.1', 'web'], wrong: [1] };
const HOST_PORT = { allowed: [0], forbidden: [80], wrong: ['80', 1.5] };
const PROFILE = {
  allowed: ['RuntimeDefault', 'Localhost'],
  forbidden: ['Unconfined', '', 'runtimeDefault'],
  wrong: [1],
  optional: false,
};
const ANNOTATED_PROFILE = {
  allowed: ['', 'runtime/default', 'localhost/web'],
  forbidden: ['unconfined', 'localhost', 'docker/default'],
  wrong: [1, true],
};
const SELINUX_TYPE = {
  allowed: ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'], forbidden: ['spc_t'],
};
const SYSCTL = {
  allowed: [
    'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
    'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ip_local_reserved_ports',
  ],
  forbidden: [
    'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_rmem',
    'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_wmem', 'net.ipv4.tcp_slow_start_after_idle',
    'net.ipv4.tcp_notsent_lowat', 'kernel.msgmax', '',
  ],
};
const CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID',
  'SYS_CHROOT', 'NET_RAW', 'SYS_ADMIN', 'ALL', 'all', 'CAP_CHOWN', '', null,
];
const DROPPED = {
  allowed: [['ALL'], ['NET_RAW', 'ALL']],
  forbidden: [[], ['all'], ['CHOWN', null]],
  wrong: ['ALL', [1]],
  optional: false,
};
const VOLUMES = [
  'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret',
];
const OTHER_VOLUMES = [
  'gcePersistentDisk', 'awsElasticBlockStore', 'gitRepo', 'nfs', 'iscsi', 'glusterfs', 'rbd', 'flexVolume', 'cinder',
  'cephfs', 'flocker', 'fc', 'azureFile', 'vsphereVolume', 'quobyte', 'azureDisk', 'portworxVolume', 'scaleIO',
  'photonPersistentDisk', 'storageos', ...Array.from({ length: 12 }, () => 'hostPath'),
];
const SYSTEMS = [
  undefined, undefined, null, {}, { name: 'linux' }, { name: 'windows' }, { name: 'windows' }, { name: 'Windows' },
  { name: null },
];
const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** Pods with every value in every field that a control of the Pod Security Standards looks at. */
export const podToJudge: fc.Arbitrary<Manifest> = fc.oneof(pod(CAREFUL), pod(CARELESS))
  // What is not there is not even undefined in a manifest.
  .map((given) => JSON.parse(JSON.stringify(given)) as Manifest);

function pod(care: Care): fc.Arbitrary<unknown> {
  const none = fc.constantFrom(undefined, null, []);
  const main = containers(care, ['main', 'other']);
  const flag = field(care, FLAG);
  return fc.record({
    metadata: fc.record({ name: fc.constant('web'), annotations: map(care, annotations(care)) }),
    spec: fc.record({
      hostNetwork: flag,
      hostPID: flag,
      hostIPC: flag,
      hostUsers: fc.constantFrom(undefined, undefined, null, true, false),
      os: fc.constantFrom(...SYSTEMS),
      securityContext: map(care, podContext(care)),
      volumes: list(care, volume(care), 3),
      initContainers: fc.oneof(none, containers(care, ['first', 'side'])),
      containers: fc.oneof({ weight: 30, arbitrary: main }, { weight: 1, arbitrary: none }),
      ephemeralContainers: fc.oneof(none, containers(care, ['debug'])),
    }),
  });
}

function containers(care: Care, names: readonly string[]): fc.Arbitrary<unknown> {
  const all = fc.tuple(...names.map((name) => container(care, name)));
  return all.chain((some) => fc.shuffledSubarray(some, { minLength: 1 }));
}

function container(care: Care, name: string): fc.Arbitrary<unknown> {
  const handler = handlerOf(care);
  return fc.record({
    name: fc.constant(name),
    restartPolicy: fc.constant(name === 'side' ? 'Always' : undefined),
    ports: list(care, fc.record({ containerPort: fc.constant(80), hostPort: field(care, HOST_PORT) })),
    securityContext: map(care, containerContext(care), true),
    livenessProbe: handler,
    readinessProbe: handler,
    startupProbe: handler,
    lifecycle: map(care, { postStart: handler, preStop: handler }),
  });
}

/** What the kubelet does to ask a container or to tell it something. */
function handlerOf(care: Care): fc.Arbitrary<unknown> {
  const request = map(care, { port: fc.constant(80), host: field(care, HOST) });
  const command = fc.constantFrom({ command: ['true'] }, undefined);
  return map(care, { httpGet: request, tcpSocket: request, exec: command });
}

/** What pod and container may both say. */
function context(care: Care): Fields {
  return {
    seccompProfile: map(care, { type: field(care, PROFILE) }, true),
    appArmorProfile: map({ ...care, absent: care.allowed }, { type: field(care, PROFILE) }),
    seLinuxOptions: map(care, {
      type: field(care, SELINUX_TYPE),
      user: field(care, { allowed: [''], forbidden: ['system_u'] }),
      role: field(care, { allowed: [''], forbidden: ['system_r'] }),
    }),
    windowsOptions: map(care, { hostProcess: field(care, FLAG) }),
    runAsUser: field(care, { allowed: [1, 10001, -1], forbidden: [0], wrong: ['1', 1.5] }),
    runAsNonRoot: field(care, { allowed: [true], forbidden: [false], wrong: ['true', 1] }),
  };
}

function podContext(care: Care): Fields {
  const sysctl = fc.record({ name: field(care, SYSCTL) });
  return {
    ...context(care),
    sysctls: list(care, fc.oneof({ weight: 30, arbitrary: sysctl }, { weight: 1, arbitrary: fc.constant(null) })),
  };
}

function containerContext(care: Care): Fields {
  return {
    ...context(care),
    privileged: field(care, FLAG),
    allowPrivilegeEscalation: field(care, { ...FLAG, optional: false }),
    procMount: field(care, { allowed: ['Default'], forbidden: ['Unmasked', ''] }),
    capabilities: map(care, {
      add: list(care, usually(care, ['NET_BIND_SERVICE'], CAPABILITIES)),
      drop: field(care, DROPPED),
    }, true),
  };
}

/** A volume of no kind, of one, or of two, which the typed pod can hold all the same. */
function volume(care: Care): fc.Arbitrary<unknown> {
  const source = fc.tuple(usually(care, VOLUMES, OTHER_VOLUMES), fc.constantFrom({}, {}, {}, null));
  return fc.array(source, { maxLength: 2 }).map((sources) => ({ name: 'data', ...Object.fromEntries(sources) }));
}

function annotations(care: Care): Fields {
  const profile = field(care, ANNOTATED_PROFILE);
  const profiles = ['main', 'first', 'gone', ''].map((name) => [`${ANNOTATION}${name}`, profile]);
  return { ...Object.fromEntries(profiles), other: fc.constant('unconfined') };
}
