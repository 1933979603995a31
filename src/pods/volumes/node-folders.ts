import { Container, HostPathVolumeType, MountPropagation, Volume } from 'cdk8s-plus-28';
import { checkFreePath } from './scratch-folder';
import { NodeFolder } from '../../access/node-access';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { volumeName } from '../../internal/naming/names';

/**
 * Mounts folders of the node, read-only, with what is mounted in them there later.
 *
 * Kubernetes makes what is mounted within read-only too where nothing later appears, and not both.
 */
export function mountNodeFolders(
  { scope }: WorkloadContext, container: Container, folders: readonly NodeFolder[],
): void {
  for (const { path, hostPath } of folders) {
    const name = volumeName(path);
    checkFreePath(scope, container, { prop: 'nodeAccess.folders', path, volume: name });
    const options = { path: hostPath, type: HostPathVolumeType.DIRECTORY };
    container.mount(path, Volume.fromHostPath(scope, `Volume-${name}`, name, options), {
      readOnly: true,
      propagation: MountPropagation.HOST_TO_CONTAINER,
    });
  }
}
