import { messageAt } from '../../internal/fail';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { PodOwner, PodOwners } from '../pod-owners';
import { namespaceOfManifest, RenderedObject } from '../rendered-object';

/** Every port of a Service leads to a port that a container of its pods has. */
export function reachableTargets(objects: readonly RenderedObject[]): string[] {
  const owners = PodOwners.of(objects);
  const services = objects.filter(({ manifest }) => manifest.kind === 'Service' && manifest.apiVersion === 'v1');
  return services.flatMap(({ path, manifest }) => {
    const matchLabels = manifest.spec?.selector ?? {};
    const targets = owners.matching(namespaceOfManifest(manifest), { matchLabels });
    const dangling = objectsIn(manifest.spec?.ports).filter((port) => isDangling(port, targets));
    return dangling.map(({ targetPort, port }) => {
      const must = `lead to a port of a container of ${paths(targets)}`;
      const remedy = 'add it to the container, or correct targetPort';
      return messageAt(path, { prop: 'ports', must, got: targetPort ?? port, remedy });
    });
  });
}

function paths(targets: readonly PodOwner[]): string {
  return targets.map(({ path }) => `[${path}]`).join(', ');
}

function isDangling(port: JsonObject, targets: readonly PodOwner[]): boolean {
  const ports = targets.flatMap(containerPorts);
  const target = port.targetPort ?? port.port;
  // A container need not declare its ports: where none of them does, a number may be right.
  if (targets.length === 0 || (typeof target === 'number' && ports.length === 0)) return false;
  const protocol = port.protocol ?? 'TCP';
  return !ports.some((candidate) => (candidate.protocol ?? 'TCP') === protocol
    && (candidate.name === target || candidate.containerPort === target));
}

function containerPorts({ podSpec }: PodOwner): JsonObject[] {
  const sidecars = objectsIn(podSpec.initContainers).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...objectsIn(podSpec.containers), ...sidecars].flatMap((container) => objectsIn(container.ports));
}
