import { Construct } from 'constructs';
import { checkGrant, ResourceGrant } from './grant-checks';
import { fail } from '../internal/fail';
import { checked } from '../internal/signatures/checked';
import { JsonObject } from '../internal/values/json';
import { checkReason } from '../internal/values/plain-text';
import { risksOf, RolePlace } from '../internal/values/rbac/risky-rights';

const READING = ['get', 'list', 'watch'];
const LEASES = { apiGroup: 'coordination.k8s.io', resources: ['leases'] };

/** Options for `ResourceRule.read`. */
export interface ReadRuleOptions {
  /**
   * API group of the resource, such as `apps`.
   *
   * In the manifest: Role `rules[].apiGroups`.
   *
   * @default - the core group, which has no name
   */
  readonly apiGroup?: string;

  /**
   * Names of the objects. Whoever lists them must ask for one name, by a field selector.
   *
   * In the manifest: Role `rules[].resourceNames`.
   *
   * @default - all of them
   */
  readonly names?: string[];

  /**
   * Why it is needed. Where a check of the readiness checklist asks for that, it is recorded as a waiver; elsewhere it
   * is what the role says of itself.
   *
   * In the manifest: Role `metadata.annotations`, `preflight/waive.*` or `kubernetes.io/description`.
   *
   * @default - rights that a check asks of are refused
   */
  readonly reason?: string;
}

/** Options for `ResourceRule.of`. */
export interface ResourceRuleOptions extends ReadRuleOptions {
  /**
   * What may be done, such as `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`.
   *
   * In the manifest: Role `rules[].verbs`.
   */
  readonly verbs: string[];

  /**
   * With what: plurals as in addresses of the API, with their parts, such as `pods` or `deployments/scale`.
   *
   * In the manifest: Role `rules[].resources`.
   */
  readonly resources: string[];
}

/**
 * What somebody may do with objects of the cluster.
 *
 * Verbs and resources that Kubernetes does not have are refused, for they would grant nothing. So is, unless a reason
 * is given, what leads to more rights than are written: wildcards, `escalate`, `bind`, `impersonate`, shells in pods
 * and ways to their ports, all Secrets, tokens and the making of Secrets, which may hold those, the proxy to kubelets,
 * deleting Events, and writing workloads, Services, routes, network policies, roles, webhooks, namespaces, volumes,
 * APIs or approvals of certificates.
 *
 * @example
 *
 * ResourceRule.of({ verbs: ['get', 'patch'], apiGroup: 'apps', resources: ['deployments/scale'], names: ['api'] });
 *
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 */
@checked
export class ResourceRule {
  /**
   * Any verbs on any resources of one API group.
   *
   * @param options verbs, resources, their group and their names
   */
  public static of(options: ResourceRuleOptions): ResourceRule {
    const { verbs, resources, apiGroup = '', names, reason } = options;
    const grant = { apiGroup, resources: [...resources], names: names && [...names], verbs: [...verbs] };
    return new ResourceRule([grant], reason);
  }

  /**
   * To read what there is: `get`, `list` and `watch`.
   *
   * @example
   *
   * ResourceRule.read('configmaps', { names: ['feature-flags'] });
   *
   * @param resource the plural, such as `configmaps`
   * @param options its group, and the names of the objects
   */
  public static read(resource: string, options: ReadRuleOptions = {}): ResourceRule {
    return ResourceRule.of({ ...options, verbs: READING, resources: [resource] });
  }

  /**
   * To be the one of several replicas that acts, by a Lease as client libraries of Kubernetes keep it.
   *
   * @param lease name of the Lease
   * @see https://kubernetes.io/docs/concepts/architecture/leases/
   */
  public static leaderElection(lease: string): ResourceRule {
    return new ResourceRule([
      { ...LEASES, names: [lease], verbs: ['get', 'update'] },
      // What is not there yet has no name that a rule could go by.
      { ...LEASES, verbs: ['create'] },
    ]);
  }

  private constructor(private readonly grants: readonly ResourceGrant[], private readonly reason?: string) {}

  /** The ids of the checks that ask why, where it holds. @internal */
  public _risks(place: RolePlace): string[] {
    return [...new Set(this._rules().flatMap((rule) => {
      const isWild = [...rule.apiGroups, ...rule.resources, ...rule.verbs].some((word) => word.includes('*'));
      return [...(isWild ? ['role-has-no-wildcards'] : []), ...risksOf(rule, place)];
    }))];
  }

  /** Why it is needed. @internal */
  public get _reason(): string | undefined {
    return this.reason;
  }

  /** Refuses what grants nothing, and what needs a reason that is not there. @internal */
  public _check(scope: Construct, prop: string, place: RolePlace): void {
    const isNamespaced = place.namespace !== undefined;
    this.grants.forEach((grant) => checkGrant(scope, prop, { ...grant, isNamespaced }));
    const risks = this._risks(place);
    if (this.reason !== undefined) checkReason(scope, `${prop}.reason`, this.reason);
    if (risks.length === 0 || this.reason !== undefined) return;
    fail(scope, {
      prop,
      must: `come with a reason, for ${risks.join(' and ')} would ask for it`,
      got: this._rules(),
      remedy: 'grant less, or give reason, which is recorded as a waiver',
    });
  }

  /** As they stand in a role. @internal */
  public _rules(): (JsonObject & { apiGroups: string[]; resources: string[]; verbs: string[] })[] {
    return this.grants.map(({ apiGroup, resources, names, verbs }) => ({
      apiGroups: [apiGroup],
      resources: [...resources],
      ...(names === undefined ? {} : { resourceNames: [...names] }),
      verbs: [...verbs],
    }));
  }
}
