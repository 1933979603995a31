import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { groupBy } from '../../model/values/group-by';
import { mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const BINDING_KINDS = ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'];

const bindingsByAccount = oncePerCluster((cluster) => (
  groupBy(BINDING_KINDS.flatMap((kind) => cluster.ofKind(kind)), ({ content, namespace }) => (
    mapsIn(content.subjects).filter(({ item }) => item.kind === 'ServiceAccount')
      // A subject of a RoleBinding stands in the namespace of the binding unless it says otherwise.
      .map(({ item }) => `${textOf(item.namespace ?? namespace)}\0${textOf(item.name)}`)
  ))
));

/** The service account that pods run as. */
export function accountNameOf({ spec }: PodTemplate): string {
  // `serviceAccount` is the old name of the field.
  const names = [textOf(spec.serviceAccountName), textOf(spec.serviceAccount), 'default'];
  return names.find((name) => name !== '')!;
}

/** The bindings that give a role to the account of pods. */
export function bindingsOf(pod: PodTemplate, namespace: string, cluster: Cluster): Manifest[] {
  return bindingsByAccount(cluster).get(`${namespace}\0${accountNameOf(pod)}`) ?? [];
}

/** Whether the token of the account is mounted into the pods: what the pod says counts before what the account says. */
export function mountsToken(pod: PodTemplate, namespace: string, cluster: Cluster): boolean {
  const account = cluster.named('ServiceAccount', namespace, accountNameOf(pod));
  return (pod.spec.automountServiceAccountToken ?? account?.content.automountServiceAccountToken) !== false;
}
