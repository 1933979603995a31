import { claimedStorage } from './claimed-storage';
import type { Cluster } from '../../model/cluster';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const ORDINAL = /-\d{1,10}$/;

const templates = oncePerCluster((cluster) => new Map(cluster.ofKind('apps/StatefulSet').flatMap((owner) => (
  mapsIn(owner.spec.volumeClaimTemplates).map(({ item }): [string, PlainMap] => (
    [claimKey(owner.namespace, `${textOf(mapOf(item.metadata).name)}-${owner.name}`), mapOf(item.spec)]
  ))
))));

/** `spec` of the claim of a name, its own or that of the template of a StatefulSet; undefined where none is here. */
export function namedClaim(cluster: Cluster, namespace: string, name: string): PlainMap | undefined {
  const claim = cluster.named('PersistentVolumeClaim', namespace, name);
  if (claim !== undefined) return claimedStorage(claim)[0].spec;
  return ORDINAL.test(name) ? templates(cluster).get(claimKey(namespace, name.replace(ORDINAL, ''))) : undefined;
}

function claimKey(namespace: string, name: string): string {
  return `${namespace}\0${name}`;
}
