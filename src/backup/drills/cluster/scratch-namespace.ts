import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterRehearsalOptions } from './cluster-rehearsal-options';
import { describe, fail, pathOf } from '../../../internal/fail';
import { Overlay } from '../../../internal/manifest/overlay';
import { WorkloadContext } from '../../../internal/manifest/workload-context';
import { checkDnsLabel, shortenedLabel } from '../../../internal/naming/names';
import { NamespaceQuota } from '../../../namespaces/namespace-quota';
import { ProductionNamespace } from '../../../namespaces/production-namespace';
import { Platform } from '../../../platform/platform';

const NO_QUOTA = 'only a rehearsal makes pods here, and nobody can tell before what the backup holds';

const PROP = 'rehearse.scratchNamespace';
const FOR_NOTHING_ELSE = 'be a namespace that is there for nothing else';
const REMEDY = 'choose a name that no namespace has';

/** The name of the namespace that is restored into; refuses one in which something else is. */
export function scratchName(
  context: WorkloadContext, options: ClusterRehearsalOptions, others: readonly string[],
): string {
  const { scope, namespace, name } = context;
  const { scratchNamespace: scratch = shortenedLabel(`${namespace}-${name}`) } = options;
  checkDnsLabel(scope, PROP, scratch);
  if (![namespace, 'default', ...others].includes(scratch) && !scratch.startsWith('kube-')) return scratch;
  fail(scope, { prop: PROP, must: FOR_NOTHING_ELSE, got: scratch, remedy: REMEDY });
}

/** What the platform writes into every namespace is no reason to think that something else is in one. */
const OF_THE_PLATFORM = ['LimitRange', 'NetworkPolicy', 'ResourceQuota', 'Role', 'RoleBinding'];
const MOST_SHOWN = 3;

/** Objects of the tree that are in the namespace that is restored into, and are not of the drill. */
function strangerProblems(drill: Construct, scratch: string): string[] {
  const strangers = drill.node.root.node.findAll().filter((one): one is ApiObject => (
    ApiObject.isApiObject(one) && one.metadata.namespace === scratch && !OF_THE_PLATFORM.includes(one.kind)
      && !one.node.scopes.includes(drill)
  ));
  if (strangers.length === 0) return [];
  const shown = strangers.slice(0, MOST_SHOWN).map((one) => `${one.kind} ${pathOf(one)}`).join(', ');
  const must = `${FOR_NOTHING_ELSE}, and ${shown} ${strangers.length === 1 ? 'is' : 'are'} in it`;
  return [describe({ prop: PROP, must, got: scratch, remedy: REMEDY })];
}

/** The namespace that is restored into, and what lets its pods reach one another. */
interface ScratchNamespace {
  readonly scratchNamespace: ProductionNamespace;
  readonly scratchPolicy: ApiObject;
}

/** The namespace that is restored into: its pods reach one another and DNS, and nothing of production. */
export function scratchNamespace(
  scope: Construct, name: string, { podSecurity, quota = NamespaceQuota.none(NO_QUOTA) }: ClusterRehearsalOptions,
): ScratchNamespace {
  scope.node.addValidation({ validate: () => strangerProblems(scope, name) });
  // In a place of its own: what else the drill makes is not in that namespace.
  const place = new Construct(scope, 'Scratch');
  const namespace = new ProductionNamespace(place, name, { podSecurity, quota });
  // What comes back was admitted by the limits of the source, which are not known here.
  namespace.patch(namespace.limitRange, JsonPatch.remove('/spec/limits/0/max'), JsonPatch.remove('/spec/limits/0/min'));
  const policy = new ApiObject(place, 'Within', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'within', namespace: name, labels: Platform.of(scope)._objectLabels() },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    },
  });
  Overlay.of(policy);
  return { scratchNamespace: namespace, scratchPolicy: policy };
}
