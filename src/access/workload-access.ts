import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AccessScope } from './access-scope';
import { ResourceRule } from './resource-rule';
import { bindingObject, roleObject } from './role-objects';
import { IApiClient } from '../contracts/api-client';
import { fail } from '../internal/fail';
import { Waivers } from '../internal/manifest/waiver-annotations';
import { checkDnsLabel, checkDnsSubdomain } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { RolePlace } from '../internal/values/rbac/risky-rights';
import { OwnConstruct } from '../platform/own-construct';

/** Properties for `WorkloadAccess`. */
export interface WorkloadAccessProps {
  /** Whose pods may do it. */
  readonly workload: IApiClient;

  /**
   * What they may do, and nothing else.
   *
   * In the manifest: Role `rules`.
   */
  readonly rules: ResourceRule[];

  /**
   * Where they may do it.
   *
   * @default AccessScope.ownNamespace()
   */
  readonly scope?: AccessScope;

  /**
   * Name of the role and of its binding.
   *
   * @default - the id of the construct, after the namespace of the workload where the role is not in that
   */
  readonly name?: string;
}

/** What runs before the rest of a release, and needs its rights by then. */
interface EarlyClient extends IApiClient {
  readonly _bringForward?: (...objects: Construct[]) => void;
}

/**
 * Lets the pods of one workload ask the API server for what they need, and for nothing else.
 *
 * Writes a Role and a RoleBinding for the ServiceAccount of the workload. Only now do its pods get a token, which is
 * valid for an hour, and a way to the API servers. A ReleaseJob before a release has them applied before it.
 *
 * Fails where a rule would grant nothing, or leads to more rights than it lists and says no reason, and where the
 * platform does not say where the API servers are.
 *
 * @example
 *
 * Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
 * const mailer = new ProductionWorker(chart, 'mailer', { image: 'ghcr.io/acme/mailer:1.5.0' });
 * const flags = ResourceRule.read('configmaps', { names: ['flags'] });
 * new WorkloadAccess(chart, 'mailer-flags', { workload: mailer, rules: [flags] });
 *
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 */
@checked
export class WorkloadAccess extends OwnConstruct {
  /** The Role, or the ClusterRole where it holds in the whole cluster. */
  public readonly role: ApiObject;
  /** The RoleBinding, or the ClusterRoleBinding. */
  public readonly roleBinding: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props the workload, and what it may do
   */
  constructor(scope: Construct, id: string, props: WorkloadAccessProps) {
    super(scope, id);
    const { workload, rules, scope: where = AccessScope.ownNamespace() } = props;
    const { apiAccount: { name: account, namespace: home } } = workload;
    const { name = where._nameOf(id, home) } = props;
    checkDnsSubdomain(this, 'name', name);
    checkDnsSubdomain(this, 'workload.apiAccount.name', account);
    checkDnsLabel(this, 'workload.apiAccount.namespace', home);
    where._check(this);
    if (rules.length === 0) {
      const remedy = "give it one, such as ResourceRule.read('configmaps'), or leave the construct out";
      fail(this, { prop: 'rules', must: 'grant something', got: rules, remedy });
    }
    const namespace = where._namespace(home);
    rules.forEach((rule, index) => rule._check(this, `rules[${index}]`, { namespace }));
    workload.callKubernetesApi();
    const named = { name, namespace, description: where._reason };
    this.role = roleObject(this, 'Role', {
      ...named,
      description: this.describe(where, rules, { namespace }),
      rules: rules.flatMap((rule) => rule._rules()),
    });
    const subjects = [{ kind: 'ServiceAccount', name: account, namespace: home }];
    this.roleBinding = bindingObject(this, 'RoleBinding', { ...named, role: this.role, subjects });
    this.recordReasons(rules, { namespace });
    (workload as EarlyClient)._bringForward?.(this.role, this.roleBinding);
  }

  /** The reasons that no waiver records, for the role to say itself. */
  private describe(where: AccessScope, rules: readonly ResourceRule[], place: RolePlace): string | undefined {
    const unasked = rules.filter((rule) => rule._risks(place).length === 0).map((rule) => rule._reason);
    const reasons = [where._reason, ...unasked].filter((reason) => reason !== undefined);
    return reasons.length === 0 ? undefined : [...new Set(reasons)].join('; ');
  }

  /** One waiver says all reasons for which a check is not followed. */
  private recordReasons(rules: readonly ResourceRule[], place: RolePlace): void {
    const waivers = Waivers.of(this.role).as(this);
    this._recordAt(this.role, waivers);
    const risks = [...new Set(rules.flatMap((rule) => rule._risks(place)))].sort();
    for (const risk of risks) {
      const reasons = rules.filter((rule) => rule._risks(place).includes(risk)).map((rule) => rule._reason ?? '');
      waivers.addOptOut('rules', risk, { reason: [...new Set(reasons)].join('; ') });
    }
  }
}
