import { ApiObject, Lazy } from 'cdk8s';
import { RouteContext } from './exposure';
import { keepRouteObject } from './kept-routes';
import { DEFAULT_LIMITS, DEFAULT_REQUESTS } from '../internal/manifest/container-defaults';
import { namespacePeer } from '../internal/manifest/pod-peers';
import { NamespaceRegistry, ResourceDemand } from '../internal/tree/namespace-registry';
import { perTree } from '../internal/tree/per-tree';
import { parseQuantity } from '../internal/values/quantity';

/** The id of the policy below the route that is the first to need it. */
export const ACME_SOLVER_POLICY = 'AcmeSolverPolicy';

const NAME = 'acme-http01-solver';
const PORT = 8089;
// Scanners look for the pods among the manifests, and cert-manager makes them.
const EXEMPTIONS = {
  'ignore-check.kube-linter.io/dangling-networkpolicy': 'cert-manager makes the pods',
  'kube-score/ignore': 'networkpolicy-targets-pod',
};
// As cert-manager's flags have it; of local storage it says nothing.
const DEMAND: ResourceDemand = {
  cpuRequest: parseQuantity('10m')!,
  cpuLimit: parseQuantity('100m')!,
  memoryRequest: parseQuantity('64Mi')!,
  memoryLimit: parseQuantity('64Mi')!,
  ephemeralStorageRequest: parseQuantity(DEFAULT_REQUESTS['ephemeral-storage'])!,
  ephemeralStorageLimit: parseQuantity(DEFAULT_LIMITS['ephemeral-storage'])!,
};

const solversOf = perTree('acme-solvers', () => new Map<string, AcmeSolvers>());

/**
 * The pods by which cert-manager proves that the hosts of a namespace are ours: one for each host while it does so.
 *
 * @see https://cert-manager.io/docs/configuration/acme/http01/
 */
export class AcmeSolvers {
  /** Those of the namespace of a route, which writes their policy where it is the first. */
  public static in(context: RouteContext): AcmeSolvers {
    const known = solversOf(context.scope);
    const solvers = known.get(context.namespace) ?? new AcmeSolvers(context);
    known.set(context.namespace, solvers);
    return solvers;
  }

  private readonly controllers = new Set<string>();
  private count = 0;

  private constructor(context: RouteContext) {
    const { scope, namespace, labels } = context;
    const policy = new ApiObject(scope, ACME_SOLVER_POLICY, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: NAME, namespace, labels, annotations: { ...EXEMPTIONS } },
      spec: {
        podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
        policyTypes: ['Ingress'],
        ingress: [{
          from: Lazy.any({ produce: () => [...this.controllers].map(namespacePeer) }),
          ports: [{ protocol: 'TCP', port: PORT }],
        }],
      },
    });
    keepRouteObject(context, policy);
    const pods = () => this.count;
    NamespaceRegistry.of(scope).addHelpers({
      namespace,
      pod: DEMAND,
      containers: [DEMAND],
      get maxPods() { return pods(); },
      purpose: 'that cert-manager makes for the hosts',
    });
  }

  /** Lets the requests for one more host in. */
  public admit(controllerNamespace: string): void {
    this.controllers.add(controllerNamespace);
    this.count += 1;
  }
}
