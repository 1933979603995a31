import { EssentialGroup, expression } from '../essential-group';

const OF_CLAIM = 'by (namespace, persistentvolumeclaim)';
const CLAIM = '{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}';
const LEFT = '{{ $value | humanizePercentage }}';
const FREE = shareOf('available_bytes', 'capacity_bytes');
const FREE_INODES = shareOf('inodes_free', 'inodes');
/** What nobody can write to fills no further. */
const SHARED_FOR_READING = expression`
  unless (
    ${isOfMode('="ReadOnlyMany"')}
    unless ${isOfMode('=~"ReadWrite.*"')}
  )`;
const FOUR_DAYS = 345_600;

/** Whether volumes have room left, and whether claims get one. */
export const VOLUMES: EssentialGroup = {
  name: 'volumes',
  page: 'volumes',
  rules: [
    ({ volumeFreePercent }) => ({
      alert: 'VolumeFillingUp',
      expr: `${FREE} < ${volumeFreePercent / 100}\nand ${freeAfter('available_bytes')} < 0\n${SHARED_FOR_READING}`,
      for: '1h',
      severity: 'warning',
      summary: `The volume of ${CLAIM} is full within four days.`,
      description: `${LEFT} are left. First see what grows; make the claim larger where its class lets you.`,
    }),
    {
      alert: 'VolumeFull',
      expr: `${FREE} < 0.03\n${SHARED_FOR_READING}`,
      for: '1m',
      severity: 'critical',
      summary: `The volume of ${CLAIM} is full.`,
      description: `${LEFT} are left, and writes fail soon. First make the claim larger where its class lets you; `
        + 'where not, remove what nobody needs.',
    },
    ({ volumeFreePercent }) => ({
      alert: 'VolumeInodesFillingUp',
      expr: `${FREE_INODES} < ${volumeFreePercent / 100}\nand ${freeAfter('inodes_free')} < 0\n${SHARED_FOR_READING}`,
      for: '1h',
      severity: 'warning',
      summary: `The volume of ${CLAIM} can hold no more files within four days.`,
      description: `${LEFT} of its inodes are left, whatever room there is. First see what makes so many files.`,
    }),
    {
      alert: 'VolumeInodesFull',
      expr: `${FREE_INODES} < 0.03\n${SHARED_FOR_READING}`,
      for: '1m',
      severity: 'critical',
      summary: `The volume of ${CLAIM} can hold no more files.`,
      description: `${LEFT} of its inodes are left: soon no file can be made. First remove those that nobody needs.`,
    },
    {
      alert: 'PersistentVolumeFailed',
      expr: 'max by (persistentvolume, phase) (kube_persistentvolume_status_phase{phase=~"Failed|Pending"}) == 1',
      for: '15m',
      severity: 'warning',
      summary: 'The volume {{ $labels.persistentvolume }} is in the phase {{ $labels.phase }}.',
      description: 'Nobody can use it, and where it failed to be deleted it is still paid for. First read its events.',
    },
    {
      alert: 'VolumeClaimPending',
      expr: `max ${OF_CLAIM} (kube_persistentvolumeclaim_status_phase{phase="Pending"}) == 1`,
      for: '1h',
      severity: 'warning',
      summary: `The claim ${CLAIM} has no volume.`,
      description: 'It has waited for an hour, and so has every pod that mounts it. First read its events; where no '
        + 'pod mounts it, remove it.',
    },
  ],
};

/** Of volumes that were written to. */
function shareOf(free: string, size: string): string {
  const used = size === 'inodes' ? 'inodes_used' : 'used_bytes';
  return expression`
    min ${OF_CLAIM} (
      ${metric(free)} / ${metric(size)}
      and ${metric(used)} > 0
    )`;
}

function isOfMode(matcher: string): string {
  return `max ${OF_CLAIM} (kube_persistentvolumeclaim_access_mode{access_mode${matcher}}) == 1`;
}

function freeAfter(free: string): string {
  return `min ${OF_CLAIM} (predict_linear(${metric(free)}[6h], ${FOUR_DAYS}))`;
}

function metric(name: string): string {
  return `kubelet_volume_stats_${name}{job="kubelet"}`;
}
