import { ETCD_SCRIPTS } from '../../src/backup/etcd/embedded-scripts';
import { POSTGRES_SCRIPTS } from '../../src/backup/postgres/embedded-scripts';
import { STORE_SCRIPTS } from '../../src/backup/store/embedded-scripts';
import { Images } from '../../src/internal/images/third-party-images';

const ALL_SCRIPTS = { ...ETCD_SCRIPTS, ...POSTGRES_SCRIPTS, ...STORE_SCRIPTS };

/** The labels of every object of a job. */
export function jobLabels(name: string, component: string, version: string): Record<string, string> {
  return {
    'app': name,
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/version': version,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': 'shop',
    'app.kubernetes.io/managed-by': 'cdk8s-preflight',
    'environment': 'production',
  };
}

export const HARDENED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

/** The security of pods without a privilege. */
export const UNPRIVILEGED = {
  runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' },
};

export const TMP = { name: 'tmp', mountPath: '/tmp' };
export const SCRIPTS = { name: 'scripts', mountPath: '/scripts', readOnly: true };
export const BACKUP = { name: 'backup', mountPath: '/backup' };
export const SCRATCH = { name: 'scratch', mountPath: '/scratch' };
export const POD_NAME = { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };

/** What each step asks for, where the local storage is this. */
export function stepResources(storage: string) {
  return {
    requests: { 'cpu': '100m', 'memory': '1Gi', 'ephemeral-storage': storage },
    limits: { 'cpu': '1', 'memory': '1Gi', 'ephemeral-storage': storage },
  };
}

/** A step that reaches the bucket of the smallest calls. */
export function bucketStep(name: string, script: keyof typeof STORE_SCRIPTS, path: string) {
  return {
    name,
    image: Images.RCLONE,
    command: ['/bin/sh', `/scripts/${script}`],
    env: [...bucketVariables(path), POD_NAME],
    volumeMounts: [TMP, SCRIPTS, BACKUP],
  };
}

/** The settings of rclone for the bucket of the smallest calls. */
export function bucketVariables(path: string): { name: string; value: string }[] {
  return Object.entries({
    RCLONE_CONFIG: '/dev/null',
    RCLONE_CONFIG_BUCKET_TYPE: 's3',
    RCLONE_CONFIG_BUCKET_PROVIDER: 'AWS',
    RCLONE_CONFIG_BUCKET_REGION: 'eu-west-1',
    RCLONE_CONFIG_BUCKET_ENV_AUTH: 'true',
    RCLONE_CONFIG_BUCKET_NO_CHECK_BUCKET: 'true',
    RCLONE_CONFIG_STORE_TYPE: 'alias',
    RCLONE_CONFIG_STORE_REMOTE: `BUCKET:acme-backups/${path}`,
  }).map(([name, value]) => ({ name, value }));
}

/** A volume with files of a ConfigMap. */
export function fileVolume(name: string, configMap: string, files: readonly string[]) {
  return { name, configMap: { name: configMap, items: files.map((file) => ({ key: file, path: file })) } };
}

/** A volume with a file of a Secret. */
export function secretVolume(name: string, secretName: string, key: string) {
  return { name, secret: { secretName, defaultMode: 0o440, items: [{ key, path: key }] } };
}

/** The text of scripts, as a ConfigMap holds it. */
export function scriptTexts(...names: (keyof typeof ALL_SCRIPTS)[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, ALL_SCRIPTS[name]]));
}

/** What a policy opens for DNS and for a bucket of Amazon. */
export const TO_DNS_AND_S3 = [
  {
    to: [{
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    }],
    ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
  },
  ...[['0.0.0.0/0', 443], ['::/0', 443], ['169.254.170.23/32', 80], ['169.254.169.254/32', 80]]
    .map(([cidr, port]) => ({ to: [{ ipBlock: { cidr } }], ports: [{ protocol: 'TCP', port }] })),
];
