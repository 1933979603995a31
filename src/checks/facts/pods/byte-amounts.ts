import { isEphemeral } from './containers';
import type { Manifest } from '../../model/manifest';
import { PodTemplate } from '../../model/manifest-pods';
import { mapOf, mapsIn } from '../../model/values/plain-data';

/** The last part of a resource's name where it is counted in bytes: `limits.memory`, `requests.storage`. */
const IN_BYTES = /^((requests|limits)\.)?(memory|ephemeral-storage|storage|hugepages-.+)$|\.storageclass\.storage\.k8s\.io\/requests\.storage$/;

/** An amount of memory or storage that somebody wrote. */
export interface ByteAmount {
  readonly resource: string;
  readonly actual: unknown;
  readonly path: string;
  readonly container?: string;
  /** Whether nobody may have more than that. */
  readonly isLimit: boolean;
}

/** All amounts of memory and storage in an object: of its containers, its volumes and its claims, or of a namespace. */
export function byteAmountsOf({ kind, spec, pods }: Manifest): ByteAmount[] {
  switch (kind) {
    case 'PersistentVolumeClaim': return amountsIn(mapOf(spec.resources), 'spec.resources');
    case 'ResourceQuota': return amountsIn({ hard: spec.hard }, 'spec', ['hard']);
    case 'LimitRange': return mapsIn(spec.limits).flatMap(({ item, index }) => (
      amountsIn(item, `spec.limits[${index}]`, ['max', 'default', 'defaultRequest'])
    ));
    default: return [...pods.flatMap(amountsOfPod), ...mapsIn(spec.volumeClaimTemplates).flatMap(({ item, index }) => (
      amountsIn(mapOf(mapOf(item.spec).resources), `spec.volumeClaimTemplates[${index}].spec.resources`)
    ))];
  }
}

function amountsOfPod({ spec, specPath, containers }: PodTemplate): ByteAmount[] {
  const ofContainers = containers.filter((one) => !isEphemeral(one)).flatMap(({ content, path, name: container }) => (
    amountsIn(mapOf(content.resources), `${path}.resources`).map((amount) => ({ ...amount, container }))
  ));
  const ofVolumes = mapsIn(spec.volumes).flatMap(({ item: { emptyDir, ephemeral }, index }) => {
    const path = `${specPath}.volumes[${index}]`;
    const { sizeLimit: actual } = mapOf(emptyDir);
    const size = { resource: 'sizeLimit', actual, path: `${path}.emptyDir.sizeLimit`, isLimit: false };
    const claim = mapOf(mapOf(mapOf(mapOf(ephemeral).volumeClaimTemplate).spec).resources);
    return [
      ...(actual === undefined ? [] : [size]),
      ...amountsIn(claim, `${path}.ephemeral.volumeClaimTemplate.spec.resources`),
    ];
  });
  return [...ofContainers, ...amountsIn(mapOf(spec.resources), `${specPath}.resources`), ...ofVolumes];
}

/** Whoever asked for so much may use more. */
const FLOORS = ['requests', 'defaultRequest'];

function amountsIn(
  lists: Record<string, unknown>, path: string, names: readonly string[] = ['requests', 'limits'],
): ByteAmount[] {
  return names.flatMap((list) => Object.entries(mapOf(lists[list])).filter(([resource]) => IN_BYTES.test(resource))
    .map(([resource, actual]) => (
      { resource, actual, path: `${path}.${list}.${resource}`, isLimit: !FLOORS.includes(list) }
    )));
}
