import type { Finding } from '../../model/check';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const RBAC = 'rbac.authorization.k8s.io';
/** What Kubernetes calls its own: accounts, nodes, controllers, and everybody. */
const OF_KUBERNETES = /^system:/;

const bindingsByRole = oncePerCluster((cluster) => (
  groupBy([`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`].flatMap((kind) => cluster.ofKind(kind)), (binding) => (
    [roleKeyOf(binding, cluster)]
  ))
));

/** What is found of a role that people alone have, who may hold more than pods; undefined of every other one. */
export function judgedOfPeople(role: Manifest, cluster: Cluster, why: string): Finding[] | undefined {
  return isHeldByPeople(role, cluster)
    ? [{ passed: true, message: `is bound to people, ${why}`, path: 'rules' }]
    : undefined;
}

/** Whether a role is bound here, and to people alone. */
function isHeldByPeople(role: Manifest, cluster: Cluster): boolean {
  const namespace = role.kind === 'Role' ? cluster.effectiveNamespace(role.namespace) : '';
  const bindings = bindingsByRole(cluster).get(keyOf(role.kind, namespace, role.name)) ?? [];
  const holders = bindings.flatMap(({ content }) => mapsIn(content.subjects));
  return holders.length > 0 && holders.every(({ item }) => (
    (item.kind === 'User' || item.kind === 'Group') && !OF_KUBERNETES.test(textOf(item.name))
  ));
}

function roleKeyOf({ content, namespace }: Manifest, cluster: Cluster): string {
  const { kind, name } = mapOf(content.roleRef);
  return keyOf(textOf(kind), kind === 'Role' ? cluster.effectiveNamespace(namespace) : '', textOf(name));
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}\0${namespace}\0${name}`;
}
