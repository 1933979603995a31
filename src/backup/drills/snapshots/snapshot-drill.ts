import { checkPod, contentSnapshot } from './check-pod';
import { SnapshotRehearsalOptions } from './snapshot-rehearsal-options';
import { snapshotRights } from './snapshot-rights';
import { fail } from '../../../internal/fail';
import { pulledImage } from '../../../pods/containers/pulled-image';
import { clusterDrill, ClusterSubject, DrillPlace } from '../cluster/cluster-drill';
import { DrillMaker } from '../drill-parts';

const LABEL = 'preflight/volume-snapshots';

/** Claims of which snapshots are taken on a schedule. */
export interface SnapshotSubject extends ClusterSubject {
  /** The value of the label `preflight/volume-snapshots` of those snapshots. */
  readonly snapshotsLabel: string;
  /** Claims that must have one; those that have, where none are named. */
  readonly claims?: readonly string[];
}

/** A drill that makes a claim of the newest snapshot of each claim, and has a pod look at it. */
export function snapshotDrill(subject: SnapshotSubject, options: SnapshotRehearsalOptions): DrillMaker {
  const { namespace: source, snapshotsLabel, claims = [] } = subject;
  return clusterDrill(subject, options, {
    script: 'rehearse-snapshots.sh',
    scripts: ['claim.gotmpl', 'content.gotmpl', 'snapshots.gotmpl'],
    namespaces: [],
    variables: ({ context: { name }, uniqueName }) => ({
      CLAIMS: claims.join(' '),
      CONTENT_NAME: uniqueName,
      NAME: name,
      SELECTOR: `${LABEL}=${snapshotsLabel}`,
      SOURCE_NAMESPACE: source,
      STORAGE_CLASS: options.storageClassName ?? '',
    }),
    files: (place) => ({
      'pod.json': file(checkPod(place, checkOf(place, options))),
      'snapshot.json': file(contentSnapshot(place)),
    }),
    rights: (place) => snapshotRights(place, source),
  });
}

function file(manifest: object): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function checkOf({ context: { scope }, image: own }: DrillPlace, options: SnapshotRehearsalOptions) {
  const { checkImage, checkCommand: command } = options;
  const image = checkImage === undefined ? own : pulledImage(scope, 'rehearse.checkImage', checkImage).name;
  if (command !== undefined && command.length === 0) {
    const remedy = 'leave it out, or write a command';
    fail(scope, { prop: 'rehearse.checkCommand', must: 'be a program with its arguments', got: command, remedy });
  }
  if (command === undefined && checkImage !== undefined) {
    const remedy = 'give both, or neither';
    fail(scope, { prop: 'rehearse.checkCommand', must: 'be given with checkImage', got: command, remedy });
  }
  return { image, command };
}
