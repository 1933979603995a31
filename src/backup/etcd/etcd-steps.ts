import { Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ETCD_SCRIPTS } from './embedded-scripts';
import { EtcdRehearsalOptions } from './etcd-backup-props';
import { fail } from '../../internal/fail';
import { checkText } from '../../internal/values/plain-text';
import { Step, StepMount } from '../../pods/jobs/step';
import { chosenFiles } from '../../pods/jobs/step-volumes';
import { Bucket, bucketStep } from '../store/bucket-steps';
import { STORE_SCRIPTS } from '../store/embedded-scripts';

const SNAPSHOT = '/backup/files/snapshot.db';
const RESTORED = '/scratch/etcd';
const PEER = 'http://127.0.0.1:2380';
const CLIENT = 'http://127.0.0.1:2379';

/** The three files that a client of etcd needs, below one folder of the container. */
export const PKI = '/pki';
export const PKI_FILES = { ca: 'ca.crt', cert: 'healthcheck-client.crt', key: 'healthcheck-client.key' } as const;

/** The file of a drill's ConfigMap that names keys, one a line. */
export const KEYS_FILE = 'keys';

const SCRIPTS = { ...STORE_SCRIPTS, ...ETCD_SCRIPTS };
/** The scripts of a backup. */
export const ETCD_BACKUP_SCRIPTS = chosenFiles(SCRIPTS, ['store.sh', 'prepare.sh', 'count-keys.sh', 'upload.sh']);
/** The scripts of a drill. */
export const ETCD_DRILL_SCRIPTS = chosenFiles(SCRIPTS, ['store.sh', 'fetch.sh', 'compare-keys.sh']);

/** What the steps of etcd share. */
export interface EtcdParts {
  readonly bucket: Bucket;
  /** An image without a shell. */
  readonly image: string;
  /** The volume of the backup. */
  readonly files: Volume;
  /** The volume that is restored into. */
  readonly scratch: Volume;
}

/** Where etcd answers, and the files by which it knows us. */
export interface EtcdAccess {
  readonly endpoint: string;
  readonly pki: Record<string, StepMount>;
}

/** Health, count, snapshot, a restore that is thrown away, upload. */
export function etcdBackupSteps(parts: EtcdParts, { endpoint, pki }: EtcdAccess): Step[] {
  const { bucket, image, files, scratch } = parts;
  const backup = { '/backup': { volume: files } };
  const etcdctl = ['etcdctl', `--endpoints=${endpoint}`, ...tlsFlags()];
  return [
    bucketStep(bucket, { name: 'prepare', script: 'prepare.sh', files }),
    { name: 'health', image, command: [...etcdctl, 'endpoint', 'health'], mounts: pki },
    {
      name: 'count',
      image: bucket.image,
      command: ['/bin/sh', '/scripts/count-keys.sh'],
      env: { RCLONE_CONFIG: '/dev/null', ETCD_ENDPOINT: endpoint, ...tlsVariables() },
      mounts: { ...backup, ...pki },
    },
    { name: 'snapshot', image, command: [...etcdctl, 'snapshot', 'save', SNAPSHOT], mounts: { ...backup, ...pki } },
    // Its status says nothing of the bytes: only a restore compares them with the checksum at the end of the file.
    { name: 'verify', image, command: restoreCommand(), mounts: { ...backup, '/scratch': { volume: scratch } } },
    bucketStep(bucket, { name: 'upload', script: 'upload.sh', files }),
  ];
}

/** From the bucket to a server that answers, and to what it holds. */
export function etcdDrillSteps(parts: EtcdParts, checks: Volume, maxAgeSeconds: number): Step[] {
  const { bucket, image, files, scratch } = parts;
  const folders = { '/backup': { volume: files }, '/scratch': { volume: scratch } };
  return [
    bucketStep(bucket, { name: 'fetch', script: 'fetch.sh', files, env: { MAX_AGE_SECONDS: `${maxAgeSeconds}` } }),
    { name: 'restore', image, command: restoreCommand(), mounts: folders },
    { name: 'server', image, command: serverCommand(), mounts: folders, isServer: true },
    {
      name: 'compare',
      image: bucket.image,
      command: ['/bin/sh', '/scripts/compare-keys.sh'],
      mounts: { '/backup': { volume: files }, '/checks': { volume: checks, readOnly: true } },
    },
  ];
}

/** The keys that a restore must bring back; a line break would make two of one. */
export function keysFile(scope: Construct, options: EtcdRehearsalOptions): string {
  const { keys = ['/registry/namespaces/kube-system'] } = options;
  for (const key of keys) {
    checkText(scope, 'rehearse.keys', key);
    if (key === '' || /[\r\n\0]/.test(key)) {
      const remedy = 'name each key, or its beginning, for itself';
      fail(scope, { prop: 'rehearse.keys', must: 'be keys of one line', got: key, remedy });
    }
  }
  const text = keys.map((key) => `${key}\n`).join('');
  // One line may begin with a tab, several may not.
  checkText(scope, 'rehearse.keys', text);
  return text;
}

/** Refuses a folder with anything in it by itself; the hash is compared, as it is not told otherwise. */
function restoreCommand(): string[] {
  return [
    'etcdutl', 'snapshot', 'restore', SNAPSHOT, `--data-dir=${RESTORED}`, '--name=restored',
    `--initial-cluster=restored=${PEER}`, `--initial-advertise-peer-urls=${PEER}`,
  ];
}

/** A server that only its own pod can reach. */
function serverCommand(): string[] {
  return [
    'etcd', '--name=restored', `--data-dir=${RESTORED}`, `--initial-cluster=restored=${PEER}`,
    `--listen-client-urls=${CLIENT}`, `--advertise-client-urls=${CLIENT}`,
    `--listen-peer-urls=${PEER}`, `--initial-advertise-peer-urls=${PEER}`,
  ];
}

function tlsFlags(): string[] {
  return [`--cacert=${PKI}/${PKI_FILES.ca}`, `--cert=${PKI}/${PKI_FILES.cert}`, `--key=${PKI}/${PKI_FILES.key}`];
}

function tlsVariables(): Record<string, string> {
  return {
    ETCD_CA_FILE: `${PKI}/${PKI_FILES.ca}`,
    ETCD_CERT_FILE: `${PKI}/${PKI_FILES.cert}`,
    ETCD_KEY_FILE: `${PKI}/${PKI_FILES.key}`,
  };
}
