import { judgeContainers, isLongRunning } from '../facts/pods/containers';
import { declaresWindows } from '../facts/pods/security-context';
import { ICheck } from '../model/check';
import { PodContainer, PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const READ_ONLY_SOURCES = ['configMap', 'secret', 'downwardAPI', 'projected', 'image'];

/** A container that may not write to its image has some folder to write to. */
export const HAS_WRITABLE_FOLDER: ICheck = {
  id: 'has-writable-folder',
  title: 'Beside a read-only root there is a folder to write to',
  box: 'pod-security',
  severity: Severity.ADVICE,
  why: 'Most programs and their libraries write to /tmp at some time, and fail where nothing can be written.',
  remedy: {
    manifest: 'volumeMounts: [{name: tmp, mountPath: /tmp}] with volumes: [{name: tmp, emptyDir: {sizeLimit: 64Mi}}]',
    construct: "Remove the patch: /tmp is there; service.addWritableFolder('/cache') adds others.",
  },
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => judgeContainers(pods, (container, pod) => {
    const isReadOnly = mapOf(container.content.securityContext).readOnlyRootFilesystem === true;
    if (!isReadOnly || !isLongRunning(container) || declaresWindows(pod)) return undefined;
    const path = `${container.path}.volumeMounts`;
    const folders = writableFolders(container, pod);
    if (folders.length > 0) return { passed: true, path, message: `may write to ${folders.join(', ')}` };
    const message = 'has a read-only root and no folder to write to';
    return { passed: false, path, message, expected: 'an emptyDir at /tmp' };
  }),
};

/** A volume that is not listed is a claim that a StatefulSet makes for each pod. */
function writableFolders({ content }: PodContainer, { spec }: PodTemplate): string[] {
  const readOnly = new Set(mapsIn(spec.volumes).map(({ item }) => item)
    .filter((volume) => READ_ONLY_SOURCES.some((source) => volume[source] !== undefined)
      || mapOf(volume.persistentVolumeClaim).readOnly === true)
    .map(({ name }) => name as unknown));
  return mapsIn(content.volumeMounts).map(({ item }) => item)
    .filter(({ name, readOnly: isReadOnly }) => isReadOnly !== true && !readOnly.has(name))
    .map(({ mountPath }) => textOf(mountPath));
}
