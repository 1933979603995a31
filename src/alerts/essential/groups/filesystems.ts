import { EssentialGroup } from '../essential-group';

/** Those that hold data on a disk, and that can be written to. */
const DISKS = '{job="node-exporter",fstype!~"|overlay|ramfs|squashfs|tmpfs",mountpoint!=""}';
const WRITABLE = `unless node_filesystem_readonly${DISKS} == 1`;
const FREE = share(`node_filesystem_avail_bytes${DISKS} / node_filesystem_size_bytes${DISKS}`);
const FREE_INODES = share(`node_filesystem_files_free${DISKS} / node_filesystem_files${DISKS}`);
const PLACE = '{{ $labels.mountpoint }} of the node {{ $labels.instance }}';
const LEFT = '{{ $value | humanizePercentage }}';

/** Whether the disks of nodes have room left, and for how long. */
export const FILESYSTEMS: EssentialGroup = {
  name: 'filesystems',
  page: 'nodes',
  rules: [
    ({ diskFreePercent }) => ({
      alert: 'NodeDiskFillingUp',
      expr: `${FREE} < ${diskFreePercent / 100}\nand ${freeAfter(86400)} < 0`,
      for: '1h',
      severity: 'warning',
      summary: `The disk at ${PLACE} is full within a day.`,
      description: `${LEFT} are left, and fewer every hour. First see which pod or which images grow.`,
    }),
    {
      alert: 'NodeDiskFillingUpSoon',
      expr: `${FREE} < 0.1\nand ${freeAfter(14400)} < 0`,
      for: '1h',
      severity: 'critical',
      summary: `The disk at ${PLACE} is full within four hours.`,
      description: `${LEFT} are left. First stop what writes so much, then make room.`,
    },
    {
      alert: 'NodeDiskNearlyFull',
      expr: `${FREE} < 0.05`,
      for: '30m',
      severity: 'warning',
      summary: `The disk at ${PLACE} is nearly full.`,
      description: `${LEFT} are left. First see what takes the room: images, logs, or emptyDir volumes.`,
    },
    {
      alert: 'NodeDiskFull',
      expr: `${FREE} < 0.03`,
      for: '10m',
      severity: 'critical',
      summary: `The disk at ${PLACE} is full.`,
      description: `${LEFT} are left; the kubelet evicts pods to make room. First remove what nobody needs.`,
    },
    {
      alert: 'NodeInodesNearlyFull',
      expr: `${FREE_INODES} < 0.05`,
      for: '30m',
      severity: 'warning',
      summary: `The disk at ${PLACE} can hold few more files.`,
      description: `${LEFT} of its inodes are left, whatever room there is. First find the folder with most files.`,
    },
    {
      alert: 'NodeInodesFull',
      expr: `${FREE_INODES} < 0.03`,
      for: '10m',
      severity: 'critical',
      summary: `The disk at ${PLACE} can hold no more files.`,
      description: `${LEFT} of its inodes are left; no pod there can make a file soon. First remove what nobody needs.`,
    },
  ],
};

/** Whichever device is mounted there. */
function share(ratio: string): string {
  return `min by (instance, mountpoint) (\n  ${ratio}\n  ${WRITABLE}\n)`;
}

function freeAfter(seconds: number): string {
  return `min by (instance, mountpoint) (predict_linear(node_filesystem_avail_bytes${DISKS}[6h], ${seconds}))`;
}
