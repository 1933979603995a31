import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { WEEKLY } from './backups';
import { render } from './render';
import { Manifest } from './schemas';
import {
  KubernetesApi, PlatformProps, RestoreDrill, SnapshotRehearsalOptions, VeleroRehearsalOptions,
} from '../../src';
import { planRuns } from '../../src/backup/backup-schedule';
import { SnapshotSubject } from '../../src/backup/drills/snapshots/snapshot-drill';
import { VeleroSubject } from '../../src/backup/drills/velero/velero-drill';

/** Where the API servers of tests are. */
export const KNOWN_API = { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) };

/** A drill of the Velero Schedule `orders`, which saves the namespace `shop`. */
export function addVeleroDrill(
  scope: Construct, options: VeleroRehearsalOptions = WEEKLY, subject: Partial<VeleroSubject> = {},
): RestoreDrill {
  const plan = planRuns(scope, {}, { every: Duration.hours(24) });
  return RestoreDrill._ofVelero(scope, {
    name: 'orders',
    scheduleName: 'shop-orders',
    veleroNamespace: 'velero',
    namespace: 'shop',
    included: [],
    plan,
    ...subject,
  }, options);
}

/** A drill of the snapshots that are called `orders`, in the namespace `shop`. */
export function addSnapshotDrill(
  scope: Construct, options: SnapshotRehearsalOptions = WEEKLY, subject: Partial<SnapshotSubject> = {},
): RestoreDrill {
  const plan = planRuns(scope, {}, { every: Duration.hours(24) });
  return RestoreDrill._ofSnapshots(scope, {
    name: 'orders', snapshotsLabel: 'orders', namespace: 'shop', plan, ...subject,
  }, options);
}

/** What the first writes. */
export function veleroDrill(
  options: Partial<VeleroRehearsalOptions> = {}, platform: PlatformProps = {}, subject: Partial<VeleroSubject> = {},
): Manifest[] {
  return render((chart) => {
    addVeleroDrill(chart, { ...WEEKLY, ...options }, subject);
  }, { ...KNOWN_API, ...platform });
}

/** What the second writes. */
export function snapshotDrill(
  options: Partial<SnapshotRehearsalOptions> = {}, platform: PlatformProps = {}, subject: Partial<SnapshotSubject> = {},
): Manifest[] {
  return render((chart) => {
    addSnapshotDrill(chart, { ...WEEKLY, ...options }, subject);
  }, { ...KNOWN_API, ...platform });
}
