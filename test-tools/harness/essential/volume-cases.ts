import { Series, SeriesCase } from './series-case';

const OF_CLAIM = { namespace: 'shop', persistentvolumeclaim: 'data' };
const CLAIM = 'job="kubelet",instance="n1",metrics_path="/metrics",namespace="shop",persistentvolumeclaim="data"';
const FOR_READING = ofMode('ReadOnlyMany');
const FAILED = 'kube_persistentvolume_status_phase{instance="ksm",persistentvolume="pv-1",phase="Failed"}';
const PENDING = 'kube_persistentvolumeclaim_status_phase'
  + '{instance="ksm",namespace="shop",persistentvolumeclaim="data",phase="Pending"}';

function ofMode(mode: string): Series {
  const of = `namespace="shop",persistentvolumeclaim="data",access_mode="${mode}"`;
  return { [`kube_persistentvolumeclaim_access_mode{${of}}`]: '1x400' };
}

/** A volume of a thousand bytes, or of a thousand inodes. */
function volume(kind: 'bytes' | 'inodes', free: string, used = 1): Series {
  const names = kind === 'bytes' ? ['available_bytes', 'capacity_bytes', 'used_bytes']
    : ['inodes_free', 'inodes', 'inodes_used'];
  const [left, all, taken] = names.map((name) => `kubelet_volume_stats_${name}{${CLAIM}}`);
  return { [left]: free, [all]: '1000x400', [taken]: `${used}x400` };
}

const OF_VOLUMES = (['bytes', 'inodes'] as const).flatMap((kind): SeriesCase[] => {
  const prefix = kind === 'bytes' ? 'Volume' : 'VolumeInodes';
  return [
    {
      alert: `${prefix}FillingUp`,
      minute: 61,
      fires: volume(kind, '149-0.1x400'),
      silent: [
        volume(kind, '149x400'), volume(kind, '157-0.1x400'), { ...volume(kind, '149-0.1x400'), ...FOR_READING },
      ],
      labels: OF_CLAIM,
      value: 0.1429,
    },
    {
      alert: `${prefix}Full`,
      minute: 1,
      // One that is read by many may still be written to.
      fires: { ...volume(kind, '29x400'), ...ofMode('ReadWriteOnce'), ...FOR_READING },
      silent: [volume(kind, '30x400'), volume(kind, '0x400', 0), { ...volume(kind, '0x400'), ...FOR_READING }],
      labels: OF_CLAIM,
      value: 0.029,
    },
  ];
});

export const VOLUME_CASES: readonly SeriesCase[] = [
  ...OF_VOLUMES,
  {
    alert: 'PersistentVolumeFailed',
    minute: 15,
    fires: { [FAILED]: '1x30' },
    silent: [{ [FAILED]: '0x30' }],
    labels: { persistentvolume: 'pv-1', phase: 'Failed' },
    value: 1,
  },
  {
    alert: 'VolumeClaimPending',
    minute: 60,
    fires: { [PENDING]: '1x90' },
    silent: [{ [PENDING]: '0x90' }],
    labels: OF_CLAIM,
    value: 1,
  },
];
