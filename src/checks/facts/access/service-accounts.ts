import { BOOTSTRAP_ACCOUNTS } from './bootstrap-objects';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { groupBy } from '../../model/values/group-by';
import { isMap, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const BINDING_KINDS = ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'];
/** What API servers of kubeadm and of most providers take their own tokens for, those of k3s and Google among them. */
const API_AUDIENCES = [
  /^https:\/\/kubernetes\.default(?:\.svc(?:\.[a-z0-9.-]+)?)?$/,
  /^https:\/\/container\.googleapis\.com\//,
  /^k3s$/,
];
const USER = /^system:serviceaccount:([^:]+):([^:]+)$/;
const GROUP = /^system:serviceaccounts(?::([^:]+))?$/;

/** An account that a binding gives a role; empty where it is any. */
interface BoundAccount {
  readonly namespace: string;
  readonly name: string;
}

const bindingsByAccount = oncePerCluster((cluster) => (
  groupBy(BINDING_KINDS.flatMap((kind) => cluster.ofKind(kind)), (binding) => (
    mapsIn(binding.content.subjects).flatMap(({ item }) => accountsOf(item, binding))
      .flatMap((account) => keysOf(account, cluster))
  ))
));

/** The service account that pods run as. */
export function accountNameOf({ spec }: PodTemplate): string {
  // `serviceAccount` is the old name of the field.
  const names = [textOf(spec.serviceAccountName), textOf(spec.serviceAccount), 'default'];
  return names.find((name) => name !== '')!;
}

/** Whether an account is here, or that of a controller, which every cluster has. */
export function accountExists(name: string, namespace: string, cluster: Cluster): boolean {
  return cluster.named('ServiceAccount', namespace, name) !== undefined
    || namespace === 'kube-system' && BOOTSTRAP_ACCOUNTS.has(name);
}

/** The bindings that give a role to the account of pods, by its own name or with others. */
export function bindingsOf(pod: PodTemplate, written: string, cluster: Cluster): Manifest[] {
  const namespace = cluster.effectiveNamespace(written);
  const name = accountNameOf(pod);
  const keys = [keyOf({ namespace, name }), keyOf({ namespace, name: '' }), keyOf({ namespace: '', name: '' })];
  // It may be given any namespace, and so the one of a subject that is not here.
  const all = written === '' ? [...keys, keyOf({ namespace: '', name })] : keys;
  return all.flatMap((key) => bindingsByAccount(cluster).get(key) ?? []);
}

/** Whether the token of the account is mounted into the pods: what the pod says counts before what the account says. */
export function mountsToken(pod: PodTemplate, namespace: string, cluster: Cluster): boolean {
  const account = cluster.named('ServiceAccount', namespace, accountNameOf(pod));
  const isMounted = pod.spec.automountServiceAccountToken ?? account?.content.automountServiceAccountToken;
  return isMounted !== false || projectedToken(pod) !== undefined;
}

/** The path of the volume by which pods mount a token for the API server that they ask for themselves. */
export function projectedToken({ spec, specPath }: PodTemplate): string | undefined {
  const volume = mapsIn(spec.volumes).find(({ item: { projected } }) => (
    // One for another audience opens nothing here.
    mapsIn(mapOf(projected).sources).some(({ item: { serviceAccountToken: token } }) => (
      isMap(token) && isForApiServer(textOf(token.audience))
    ))
  ));
  return volume && `${specPath}.volumes[${volume.index}]`;
}

/** Without an audience it is for the API server. */
function isForApiServer(audience: string): boolean {
  return audience === '' || API_AUDIENCES.some((form) => form.test(audience));
}

/** Accounts are users and members of groups too, and may be named as such. */
function accountsOf({ kind, name: written, namespace }: PlainMap, binding: Manifest): BoundAccount[] {
  const name = textOf(written);
  // A subject of a RoleBinding stands in the namespace of the binding unless it says otherwise.
  if (kind === 'ServiceAccount') return [{ namespace: textOf(namespace ?? binding.namespace), name }];
  const match = kind === 'User' ? USER.exec(name) : GROUP.exec(name);
  if (match === null || kind !== 'User' && kind !== 'Group') return [];
  return [{ namespace: match[1] ?? '', name: match[2] ?? '' }];
}

/** An account that is not where the subject says may be one that is given its namespace later. */
function keysOf(account: BoundAccount, cluster: Cluster): string[] {
  const { namespace, name } = account;
  const isEveryAccount = namespace === '' && name === '';
  const own = keyOf(isEveryAccount ? account : { namespace: cluster.effectiveNamespace(namespace), name });
  const isHere = cluster.named('ServiceAccount', namespace, name)?.namespace === namespace;
  return isEveryAccount || name === '' || isHere && namespace !== '' ? [own] : [own, keyOf({ namespace: '', name })];
}

function keyOf({ namespace, name }: BoundAccount): string {
  return `${namespace}\0${name}`;
}
