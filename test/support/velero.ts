import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { render, stage } from './render';
import { Manifest } from './schemas';
import {
  KubernetesApi, Platform, PlatformProps, PodSecurity, ProductionNamespace, SecretKey, VeleroBackup, VeleroBackupProps,
  VeleroLocation, VeleroPlan, VeleroPlanProps, VeleroServer, VolumeBackup,
} from '../../src';

export const API = KubernetesApi.at({ cidrs: ['10.0.0.0/28'] });
export const LOCATION = VeleroLocation.s3('acme-backups', {
  region: 'eu-west-1', credentials: SecretKey.of('velero-bucket', 'cloud'),
});
export const FOREIGN = VeleroServer.installed('velero');

export type PlanProps = Partial<VeleroPlanProps>;
export type BackupProps = Partial<VeleroBackupProps>;

/** A VeleroPlan with a Velero of its own, in a namespace that admits its node agent. */
export function addVelero(scope: Construct, props: PlanProps = {}): VeleroPlan {
  const configured = new Construct(scope, 'configured');
  Platform.configure(configured, { kubernetesApi: API });
  const podSecurity = PodSecurity.privileged('the node agent reads volumes');
  const namespace = new ProductionNamespace(configured, 'velero', { podSecurity });
  return new VeleroPlan(namespace, 'velero', { location: LOCATION, ...props });
}

/** A plan for a Velero that somebody else installed, in a stage of its own. */
export function foreignPlan(props: PlanProps = {}, platform?: PlatformProps): VeleroPlan {
  return new VeleroPlan(stage(platform).chart, 'velero', { location: LOCATION, server: FOREIGN, ...props });
}

/** A backup of such a plan, called `shop`. */
export function backUp(plan: VeleroPlan, props: BackupProps = {}): VeleroBackup {
  return plan.backUp('shop', { volumes: VolumeBackup.csiSnapshots(), ...props });
}

/** What such a backup writes, with its plan. */
export function backupManifests(props: BackupProps = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => { backUp(foreignIn(chart), props); }, platform);
}

/** `spec` of the one Schedule. */
export function scheduleSpec(props: BackupProps = {}, platform?: PlatformProps): Manifest {
  return backupManifests(props, platform).find(({ kind }) => kind === 'Schedule')!.spec;
}

function foreignIn(chart: Chart): VeleroPlan {
  return new VeleroPlan(chart, 'velero', { location: LOCATION, server: FOREIGN });
}
