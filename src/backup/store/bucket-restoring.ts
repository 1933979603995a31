import { Bucket } from './bucket-steps';
import { shellWord } from '../../internal/values/markup/shell-words';
import { PageStep } from '../known-backups';

/** Settings that are files of the pod. */
const FILE_OF_POD = /^\/(credentials|encryption|store-ca)\//;
const SETTING = /^RCLONE_/;
const CRYPT = 'RCLONE_CONFIG_STORE_TYPE';

/** By hand, the newest backup of a bucket comes into the folder `restore`, in one of its own. */
export function fetchSteps({ env }: Bucket, backup: string): PageStep[] {
  const settings = Object.entries(env).filter(([name, value]) => SETTING.test(name) && !FILE_OF_POD.test(value));
  const isEncrypted = env[CRYPT] === 'crypt';
  return [
    {
      text: `Reach the bucket with rclone 1.70 or newer, as somebody who may read it.${isEncrypted ? KEY : ''}`,
      commands: [
        `mkdir ${backup} && cd ${backup} || exit`,
        ...settings.map(([name, value]) => `export ${name}=${shellWord(value)}`),
        ...(isEncrypted ? PASSPHRASE : []),
      ],
    },
    {
      text: 'Fetch the newest backup, or an older one where the newest holds the mistake that is to be undone, and '
        + 'compare it with its record.',
      commands: [
        "rclone lsf --recursive --files-only --include '/*/record' store: | sort >backups",
        'rclone copy "store:$(tail -n 1 backups | cut -d / -f 1)" restore',
        "awk '$1 == \"file\" { print $3 \"  \" $4 }' restore/record >sums",
        '(cd restore && sha256sum -c ../sums)',
      ],
    },
  ];
}

const KEY = ' The file passphrase holds what the Secret of the encryption key held.';
const PASSPHRASE = [
  'RCLONE_CONFIG_STORE_PASSWORD=$(rclone obscure - <passphrase)',
  'export RCLONE_CONFIG_STORE_PASSWORD',
];
