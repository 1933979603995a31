import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterRehearsalOptions } from './cluster-rehearsal-options';
import { fail } from '../../../internal/fail';
import { Overlay } from '../../../internal/manifest/overlay';
import { WorkloadContext } from '../../../internal/manifest/workload-context';
import { checkDnsLabel } from '../../../internal/naming/names';
import { NamespaceQuota } from '../../../namespaces/namespace-quota';
import { ProductionNamespace } from '../../../namespaces/production-namespace';
import { Platform } from '../../../platform/platform';

const NO_QUOTA = 'only a rehearsal makes pods here, and nobody can tell before what the backup holds';

/** The name of the namespace that is restored into; refuses one in which something else is. */
export function scratchName(
  context: WorkloadContext, options: ClusterRehearsalOptions, others: readonly string[],
): string {
  const { scope, namespace, name } = context;
  const { scratchNamespace: scratch = name } = options;
  const prop = 'rehearse.scratchNamespace';
  checkDnsLabel(scope, prop, scratch);
  if (![namespace, 'default', ...others].includes(scratch) && !scratch.startsWith('kube-')) return scratch;
  const must = 'be a namespace that is there for nothing else, for everything in it is deleted';
  fail(scope, { prop, must, got: scratch, remedy: 'choose a name that no namespace has' });
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
