import { BackupUse, backupUseOf, loadsIntoServer, restoreByLoader } from './backup-programs';
import { takesVolumeSnapshots } from './snapshot-commands';
import { COMPONENT_LABEL } from '../../../internal/naming/labels';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { PodContainer, PodTemplate } from '../../model/manifest-pods';
import { oncePerCluster } from '../once-per-cluster';
import { ContainerScripts, scriptsOf } from '../shell/container-scripts';

const REHEARSAL = 'restore-drill';
/** What is saved by snapshots of volumes; whether they leave the cluster is the matter of their driver. */
const VOLUMES = 'volumes';

/** A container, and what it runs. */
export interface ContainerRun extends ContainerScripts {
  readonly container: PodContainer;
  readonly pod: PodTemplate;
}

/** What a CronJob does with backups, each as the families of what is backed up. */
export interface BackupJob {
  readonly manifest: Manifest;
  readonly saved: ReadonlySet<string>;
  readonly restored: ReadonlySet<string>;
  readonly read: ReadonlySet<string>;
  readonly runs: readonly ContainerRun[];
}

const jobs = oncePerCluster((cluster) => (
  new Map(cluster.ofKind('batch/CronJob').map((one) => [one, jobOf(one, cluster)]))
));

/**
 * What a CronJob backs up; undefined where it backs up nothing.
 *
 * It does where a container of it runs a program that is there to save, such as `etcdctl snapshot save`, `pg_dump` or
 * `restic backup`, or has the API server make VolumeSnapshots: as its command, in a shell, or in a script of a
 * ConfigMap that is among the manifests. Names and images say nothing: `backup-cleaner` saves nothing. A dump that is
 * piped into a server is a copy and no backup.
 */
export function backupJobOf(manifest: Manifest, cluster: Cluster): BackupJob | undefined {
  const job = jobs(cluster).get(manifest);
  return job !== undefined && job.saved.size > 0 ? job : undefined;
}

/** All CronJobs that back something up. */
export function backupJobs(cluster: Cluster): BackupJob[] {
  return [...jobs(cluster).values()].filter(({ saved }) => saved.size > 0);
}

/**
 * All CronJobs that rehearse a restore: what restores and saves nothing, for what does both may restore what never left
 * the pod; and what says so by its label, whatever it runs.
 */
export function rehearsalJobs(cluster: Cluster): BackupJob[] {
  return [...jobs(cluster).values()].filter(({ manifest, saved, restored }) => saved.size === 0 && (
    restored.size > 0 || [manifest, ...manifest.pods].some(({ labels }) => labels[COMPONENT_LABEL] === REHEARSAL)
  ));
}

/** The pipelines of everything that a job runs. */
export function pipelinesOf({ runs }: Pick<BackupJob, 'runs'>): readonly (readonly string[])[][] {
  return runs.flatMap(({ scripts }) => scripts.flatMap(({ statements }) => (
    statements.flatMap(({ pipelines }) => pipelines.map((commands) => [...commands]))
  )));
}

/** What a pipeline does with backups; a dump that goes on into a server is neither saved nor restored. */
export function backupUsesOf(pipeline: readonly (readonly string[])[]): BackupUse[] {
  const uses = pipeline.flatMap((command) => backupUseOf(command) ?? []);
  const isCopy = uses.some(({ act }) => act === 'save') && loadsIntoServer(pipeline[pipeline.length - 1]);
  return isCopy ? [] : [...uses, ...[restoreByLoader(pipeline) ?? []].flat()];
}

function jobOf(manifest: Manifest, cluster: Cluster): BackupJob {
  const runs = manifest.pods.flatMap((pod) => pod.containers.map((container) => (
    { container, pod, ...scriptsOf(container, { owner: manifest, pod, cluster }) }
  )));
  const snapshots: BackupUse[] = runs.some(takesVolumeSnapshots) ? [{ family: VOLUMES, act: 'save' }] : [];
  const uses = [...snapshots, ...pipelinesOf({ runs }).flatMap(backupUsesOf)];
  const familiesOf = (act: BackupUse['act']) => (
    new Set(uses.filter((use) => use.act === act).map(({ family }) => family))
  );
  return { manifest, runs, saved: familiesOf('save'), restored: familiesOf('restore'), read: familiesOf('read') };
}
