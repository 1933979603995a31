import { oncePerCluster } from '../facts/once-per-cluster';
import { ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf, mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** By these something takes it anew with each release. */
const HOOK = /^(helm\.sh|argocd\.argoproj\.io)\/hook$/;

const SNAPSHOT = 'snapshot.storage.k8s.io/VolumeSnapshot';
/** The fields that hold a reference, and those that hold a name. */
const OF_SNAPSHOT = /snapshot(?:Ref|Source)?$/i;
const NAME_OF_SNAPSHOT = /snapshot(?:Name)?$/i;

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
  appliesTo: [SNAPSHOT],
  evaluate: (manifest, cluster) => {
    const { content, annotations, namespace, name, spec } = manifest;
    const isImported = textOf(mapOf(spec.source).volumeSnapshotContentName) !== '';
    const isMade = listOf(mapOf(content.metadata).ownerReferences).length > 0;
    if (isImported || isMade || Object.keys(annotations).some((key) => HOOK.test(key))) return [];
    if (sources(cluster).has(sourceKey(namespace, name))) {
      return [{ passed: true, message: 'is there to make something from' }];
    }
    const message = 'is taken once, when it is applied first, and never again';
    return [{ passed: false, message, expected: 'something that takes one on a schedule' }];
  },
};

/** What something is made from: a claim by its data source, a disk of a virtual machine, or whatever else names one. */
const sources = oncePerCluster((cluster) => new Set(
  cluster.manifests.filter(({ groupKind }) => groupKind !== SNAPSHOT).flatMap((manifest) => sourcesIn(manifest)),
));

function sourcesIn({ content, namespace }: Manifest): string[] {
  // What is written once may stand at many places.
  const seen = new Set<unknown>();
  const read = (value: unknown, key: string): string[] => {
    if (typeof value === 'string') return NAME_OF_SNAPSHOT.test(key) ? [sourceKey(namespace, value)] : [];
    if (seen.has(value)) return [];
    seen.add(value);
    if (Array.isArray(value)) return value.flatMap((item) => read(item, key));
    const fields = mapOf(value);
    const own = fields.kind === 'VolumeSnapshot' || OF_SNAPSHOT.test(key)
      ? [sourceKey(textOf(fields.namespace) || namespace, textOf(fields.name))]
      : [];
    return [...own, ...Object.entries(fields).flatMap(([field, item]) => read(item, field))];
  };
  return read(content, '');
}

function sourceKey(namespace: string, name: string): string {
  return `${namespace}\0${name}`;
}
