import { oncePerCluster } from '../facts/once-per-cluster';
import { claimedStorage } from '../facts/storage/claimed-storage';
import { ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf, mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** By these something takes it anew with each release. */
const HOOK = /^(helm\.sh|argocd\.argoproj\.io)\/hook$/;

/** A snapshot that stands among the manifests is taken once. */
export const SNAPSHOTS_ARE_SCHEDULED: ICheck = {
  id: 'snapshots-are-scheduled',
  title: 'Snapshots are taken on a schedule',
  box: 'data',
  severity: Severity.ADVICE,
  why: 'A VolumeSnapshot is taken once, when it is applied first. Called daily-backup, it still holds that one day, '
    + 'and whoever applies it again gets no newer one.',
  remedy: {
    manifest: 'A CronJob that creates one in each run and deletes old ones, or a Schedule of Velero.',
    construct: "new VolumeSnapshots(this, 'snapshots', { claims: ClaimSelector.ofService(store) })",
  },
  references: ['https://kubernetes.io/docs/concepts/storage/volume-snapshots/#volumesnapshots'],
  appliesTo: ['snapshot.storage.k8s.io/VolumeSnapshot'],
  evaluate: (manifest, cluster) => {
    const { content, annotations, namespace, name, spec } = manifest;
    const isImported = textOf(mapOf(spec.source).volumeSnapshotContentName) !== '';
    const isMade = listOf(mapOf(content.metadata).ownerReferences).length > 0;
    if (isImported || isMade || Object.keys(annotations).some((key) => HOOK.test(key))) return [];
    if (sources(cluster).has(sourceKey(namespace, name))) {
      return [{ passed: true, message: 'is there to restore a claim' }];
    }
    const message = 'is taken once, when it is applied first, and never again';
    return [{ passed: false, message, expected: 'something that takes one on a schedule' }];
  },
};

/** What claims are made from, by their data source in either form. */
const sources = oncePerCluster((cluster) => new Set(
  cluster.manifests.flatMap((manifest: Manifest) => claimedStorage(manifest).flatMap(({ spec }) => (
    [spec.dataSource, spec.dataSourceRef].map(mapOf).filter(({ kind }) => kind === 'VolumeSnapshot')
      .map((source) => sourceKey(textOf(source.namespace) || manifest.namespace, textOf(source.name)))
  ))),
));

function sourceKey(namespace: string, name: string): string {
  return `${namespace}\0${name}`;
}
