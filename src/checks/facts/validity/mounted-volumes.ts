import { problem } from './problems';
import { Finding } from '../../model/check';
import { Manifest } from '../../model/manifest';
import { PodContainer } from '../../model/manifest-pods';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** Mounts and devices of volumes that the pod does not have; undefined where nothing is mounted. */
export function mountProblems({ pods, spec, groupKind }: Manifest): Finding[] | undefined {
  const claims =
    groupKind === 'apps/StatefulSet'
      ? mapsIn(spec.volumeClaimTemplates).map(({ item }) => textOf(mapOf(item.metadata).name))
      : [];
  let isAny = false;
  const findings = pods.flatMap((pod) => {
    const volumes = new Set([...claims, ...mapsIn(pod.spec.volumes).map(({ item }) => textOf(item.name))]);
    return pod.containers.flatMap((container) =>
      usesOf(container).flatMap(({ name, path }) => {
        isAny = true;
        return volumes.has(name) ? [] : [lostMount(container, path, name)];
      }),
    );
  });
  return isAny ? findings : undefined;
}

function usesOf({ content, path }: PodContainer): { name: string; path: string }[] {
  return ['volumeMounts', 'volumeDevices'].flatMap((list) =>
    mapsIn(content[list]).flatMap(({ item, index }) => {
      const name = textOf(item.name);
      return name === '' ? [] : [{ name, path: `${path}.${list}[${index}].name` }];
    }),
  );
}

function lostMount({ name: container }: PodContainer, path: string, volume: string): Finding {
  return { ...problem(path, `mounts the volume ${volume}, which its pod does not have`, volume), container };
}
