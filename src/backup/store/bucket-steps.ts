import { Volume } from 'cdk8s-plus-28';
import { STORE_SCRIPTS } from './embedded-scripts';
import { Images } from '../../internal/images/third-party-images';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { pulledImage } from '../../pods/containers/pulled-image';
import { Step, StepMount } from '../../pods/jobs/step';
import { secretFile } from '../../pods/jobs/step-volumes';
import { BackupProps } from '../backup-props';

const CREDENTIALS = '/credentials';
const ENCRYPTION = '/encryption';
const AUTHORITY = '/store-ca';
const ENCRYPTED = { TYPE: 'crypt', FILENAME_ENCRYPTION: 'off', DIRECTORY_NAME_ENCRYPTION: 'false' };

/** What the steps know of the bucket. */
export interface Bucket {
  /** The folder of the bucket. */
  readonly path: string;
  readonly image: string;
  readonly env: Record<string, string>;
  readonly mounts: Record<string, StepMount>;
}

/** How the steps of a job reach the bucket, and by default `folder` in it. */
export function bucketOf(context: WorkloadContext, props: BackupProps, folder: string): Bucket {
  const { destination, transferImage = Images.RCLONE } = props;
  const { name: image } = pulledImage(context.scope, 'transferImage', transferImage);
  const path = destination._path(folder);
  return {
    path,
    image,
    env: { ...rcloneSettings(props, path), ...secretPaths(props) },
    mounts: secretMounts(context, props),
  };
}

/** A step that runs a script of the bucket over the files of the backup. */
export function bucketStep(bucket: Bucket, { name, script, files, env }: BucketScript): Step {
  return {
    name,
    image: bucket.image,
    command: ['/bin/sh', `/scripts/${script}`],
    env: { ...bucket.env, ...env },
    mounts: { '/backup': { volume: files }, ...bucket.mounts },
  };
}

/** What one step does with the bucket. */
export interface BucketScript {
  readonly name: string;
  readonly script: keyof typeof STORE_SCRIPTS;
  /** The volume of the backup. */
  readonly files: Volume;
  readonly env?: Record<string, string>;
}

function rcloneSettings({ destination, encryptionKey }: BackupProps, path: string): Record<string, string> {
  const credentials = destination._credentials;
  const store = encryptionKey === undefined ? { TYPE: 'alias' } : ENCRYPTED;
  const named = Object.entries(store).map(([name, value]) => [`RCLONE_CONFIG_STORE_${name}`, value]);
  return {
    // Settings come from the environment alone.
    RCLONE_CONFIG: '/dev/null',
    ...destination._variables('BUCKET', credentials && `${CREDENTIALS}/${credentials.key}`),
    ...Object.fromEntries(named) as Record<string, string>,
    RCLONE_CONFIG_STORE_REMOTE: destination._folder('BUCKET', path),
  };
}

function secretPaths({ destination, encryptionKey }: BackupProps): Record<string, string> {
  const authority = destination._certificateAuthority;
  return {
    ...(encryptionKey === undefined ? {} : { ENCRYPTION_KEY_FILE: `${ENCRYPTION}/${encryptionKey.key}` }),
    ...(authority === undefined ? {} : { RCLONE_CA_CERT: `${AUTHORITY}/${authority.key}` }),
  };
}

function secretMounts(context: WorkloadContext, props: BackupProps): Record<string, StepMount> {
  const { destination, encryptionKey } = props;
  const given = {
    [CREDENTIALS]: destination._credentials,
    [ENCRYPTION]: encryptionKey,
    [AUTHORITY]: destination._certificateAuthority,
  };
  const mounts = Object.entries(given).flatMap(([path, key]) => (
    key === undefined ? [] : [[path, { volume: secretFile(context, path.slice(1), key), readOnly: true }]]
  ));
  return Object.fromEntries(mounts) as Record<string, StepMount>;
}
