import { Duration } from 'cdk8s';
import { numberedPods } from '../pod-targets';

/** Where it answers people and Prometheus. */
export const WEB_PORT = 9093;
/** Where its members talk to each other, by TCP and UDP. */
export const CLUSTER_PORT = 9094;
export const CONFIG_FOLDER = '/etc/alertmanager/config';
export const CONFIG_FILE = 'alertmanager.yaml';
export const STORAGE_FOLDER = '/alertmanager';
/** The variable with the address of the pod; in brackets where a port follows, for it may be one of IPv6. */
export const POD_IP = 'POD_IP';

/** Longer than the ten seconds after which a new member has met the others and sends. */
export const MIN_READY = Duration.seconds(15);
/** Of more, the last would wait longer than AlertRouting has the Watchdog do. */
export const REPLICA_RANGE = { min: 1, max: 5 };

const OWN_ADDRESS = `[$(${POD_IP})]:${CLUSTER_PORT}`;

/** A member of a cluster of Alertmanagers. */
export interface Member {
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  readonly externalUrl?: string;
}

/** What each member is told; all are told the same. */
export function argumentsOf(member: Member): string[] {
  const { name, namespace, replicas, externalUrl } = member;
  return [
    `--config.file=${CONFIG_FOLDER}/${CONFIG_FILE}`,
    `--storage.path=${STORAGE_FOLDER}`,
    '--data.retention=120h',
    `--web.external-url=${externalUrl ?? `http://${name}.${namespace}.svc:${WEB_PORT}`}`,
    // The path is that of who serves it to people; Prometheus and the kubelet ask it without.
    ...(externalUrl === undefined || new URL(externalUrl).pathname === '/' ? [] : ['--web.route-prefix=/']),
    `--cluster.listen-address=${OWN_ADDRESS}`,
    `--cluster.advertise-address=${OWN_ADDRESS}`,
    // So that members of another cluster, to whom an address may have gone, are no peers.
    `--cluster.label=${namespace}/${name}`,
    ...numberedPods(name, replicas).map((pod) => `--cluster.peer=${pod}.${name}:${CLUSTER_PORT}`),
  ];
}
