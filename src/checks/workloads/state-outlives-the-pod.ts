import { withoutTrailing } from '../../internal/values/trailing';
import { ContainerVerdict, judgeContainers } from '../facts/pods/containers';
import { runsToCompletion } from '../facts/pods/run-to-completion';
import { StatefulProgram, statefulProgramOf } from '../facts/storage/stateful-programs';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { ContainerRole, PodContainer, PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { isMap, mapOf, mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** What the Prometheus operator makes a pod of: without a claim it gives it an emptyDir. */
const OPERATED = ['monitoring.coreos.com/Prometheus', 'monitoring.coreos.com/ThanosRuler'];

/** What a database or a dashboard keeps stays when its pod goes. */
export const STATE_OUTLIVES_THE_POD: ICheck = {
  id: 'state-outlives-the-pod',
  title: 'What keeps data keeps it outside of its pod',
  box: 'data',
  severity: Severity.WARNING,
  why: 'What is in an emptyDir, or in the container itself, is gone when the pod is: after a rollout, a drain or an '
    + 'eviction the database is empty, and the dashboards that people made are lost.',
  remedy: {
    manifest: 'volumes: [{name: data, persistentVolumeClaim: {claimName: db}}], or volumeClaimTemplates',
    construct: 'StatefulService, which claims a volume for each pod',
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  ],
  appliesTo: [
    'apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', 'argoproj.io/Rollout', ...OPERATED,
  ],
  evaluate: (manifest) => OPERATED.includes(manifest.groupKind) ? [judgeOperated(manifest)] : judgeWorkload(manifest),
};

function judgeWorkload(manifest: Manifest): Finding[] {
  return judgeContainers(manifest.pods, (container, pod) => {
    const program = statefulProgramOf(container);
    if (program === undefined || container.role !== ContainerRole.MAIN || runsToCompletion(manifest, pod)) {
      return undefined;
    }
    return judge(program, container, volumesOf(manifest, pod));
  });
}

function judgeOperated({ spec }: Manifest): Finding {
  const { volumeClaimTemplate } = mapOf(spec.storage);
  const passed = isMap(volumeClaimTemplate);
  const message = passed ? 'keeps its data on a volume that lasts' : 'keeps its data in what goes with the pod';
  return { passed, path: 'spec.storage', message, actual: spec.storage, expected: 'volumeClaimTemplate' };
}

type Volumes = ReadonlyMap<string, PlainMap>;

/** Where the folder is none that is known, any volume that lasts may be what the program was told to use. */
function judge({ folders }: StatefulProgram, { content, path }: PodContainer, volumes: Volumes): ContainerVerdict {
  const mounts = mapsIn(content.volumeMounts).map(({ item, index }) => ({
    folder: withoutTrailing(textOf(item.mountPath), '/'),
    lasts: lasts(volumes.get(textOf(item.name))),
    path: `${path}.volumeMounts[${index}]`,
  }));
  const ofData = mounts.filter(({ folder }) => folders.some((one) => contains(folder, one) || contains(one, folder)));
  const lost = ofData.find((mount) => !mount.lasts);
  if (ofData.some((mount) => mount.lasts) || lost === undefined && mounts.some((mount) => mount.lasts)) {
    return { passed: true, path, message: 'keeps its data on a volume that lasts' };
  }
  const failed = { passed: false, expected: 'a PersistentVolumeClaim' };
  return lost === undefined
    ? { ...failed, path: `${path}.volumeMounts`, message: 'keeps its data in the container alone' }
    : { ...failed, path: lost.path, message: `keeps its data at ${lost.folder}, which goes with the pod` };
}

function volumesOf({ spec: { volumeClaimTemplates } }: Manifest, { spec }: PodTemplate): Volumes {
  const claimed = mapsIn(volumeClaimTemplates).map(({ item }): [string, PlainMap] => (
    [textOf(mapOf(item.metadata).name), { persistentVolumeClaim: {} }]
  ));
  const written = mapsIn(spec.volumes).map(({ item }): [string, PlainMap] => [textOf(item.name), item]);
  return new Map([...written, ...claimed]);
}

/** A volume of no kind is an emptyDir; one that is not here may be anything, and files of configuration are no data. */
function lasts(volume: PlainMap | undefined): boolean {
  if (volume === undefined) return true;
  const kinds = Object.keys(volume).filter((key) => key !== 'name' && isMap(volume[key]));
  return kinds.length > 0 && !kinds.some((kind) => GOING.has(kind));
}

const GOING = new Set(['emptyDir', 'ephemeral', 'configMap', 'secret', 'downwardAPI', 'projected', 'image']);

function contains(folder: string, inner: string): boolean {
  return inner === folder || inner.startsWith(`${folder}/`);
}
