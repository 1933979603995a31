import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { Images } from '../../internal/images/third-party-images';
import { Platform } from '../../platform/platform';
import { PulledImage, pulledImage } from '../../pods/containers/pulled-image';

const KNOWN = ['3.5', '3.6', '3.7'];
const NEWEST = '3.7';
const VERSION_TAG = /^v?(\d+\.\d+)\./;

/** The image whose tools read a server of this version; the oldest one that does, for the newest reads least behind. */
export function etcdImage(scope: Construct, given: { serverVersion?: string; image?: string }): PulledImage {
  const { serverVersion = versionOf(scope) } = given;
  if (!KNOWN.includes(serverVersion)) {
    const must = `be a minor version of etcd whose snapshots the tools read, ${KNOWN.join(', ')}`;
    const remedy = 'write the first two numbers of `etcdctl endpoint status`, or upgrade etcd';
    fail(scope, { prop: 'serverVersion', must, got: serverVersion, remedy });
  }
  if (given.image === undefined) {
    return pulledImage(scope, 'image', serverVersion === NEWEST ? Images.ETCD_3_7 : Images.ETCD_3_6);
  }
  const image = pulledImage(scope, 'image', given.image);
  checkTools(scope, image, serverVersion);
  return image;
}

/** What kubeadm installs with the platform's minor. */
function versionOf(scope: Construct): string {
  const platform = Platform.of(scope);
  if (platform._has(37)) return '3.7';
  return platform._has(34) ? '3.6' : '3.5';
}

/** An image that says no version is taken at its word; the restore of every run tells. */
function checkTools(scope: Construct, image: PulledImage, serverVersion: string): void {
  const tools = VERSION_TAG.exec(image.tag ?? '')?.[1];
  if (tools === undefined) return;
  const ahead = minorOf(tools) - minorOf(serverVersion);
  if (majorOf(tools) === majorOf(serverVersion) && (ahead === 0 || ahead === 1)) return;
  fail(scope, {
    prop: 'image',
    must: `hold the tools of etcd ${serverVersion} or of the minor above`,
    got: image.given,
    remedy: 'leave it out, or say which serverVersion there is',
  });
}

function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
