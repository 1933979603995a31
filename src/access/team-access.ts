import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ExecAccess } from './exec-access';
import { checkGroups } from './group-checks';
import { bindingObject, groupSubject, keepRules, roleObject } from './role-objects';
import { EXEC_RULES, TEAM_TIERS, TeamTier, TIER_RULES } from './team-tiers';
import { describe, fail } from '../internal/fail';
import { Waivers } from '../internal/manifest/waiver-annotations';
import { checkDnsSubdomain } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { namespaceOf } from '../internal/tree/namespace-lookup';
import { JsonObject } from '../internal/values/json';
import { OwnConstruct } from '../platform/own-construct';

const LONGEST_TIER = 'administrate';
const NOBODY = describe({
  prop: 'view',
  must: 'be given, or another tier',
  got: undefined,
  remedy: "name a group, such as view: ['support'], or leave the construct out",
});

/** Properties for `TeamAccess`. */
export interface TeamAccessProps {
  /**
   * Groups that see everything in the namespace but Secrets and logs.
   *
   * In the manifest: subjects of the RoleBinding `<name>-view`.
   *
   * @default - nobody but the groups of the tiers below
   */
  readonly view?: string[];

  /**
   * Groups that also read logs, scale workloads, and delete pods, by which those are restarted.
   *
   * In the manifest: subjects of the RoleBinding `<name>-operate`.
   *
   * @default - nobody but the groups of the tiers below
   */
  readonly operate?: string[];

  /**
   * Groups that also write workloads, configuration, Services, routes, policies, and what operators read of them.
   *
   * Whoever writes workloads reads, by their pods, each Secret of the namespace, and acts as each ServiceAccount;
   * whoever writes an ExternalSecret chooses what is read from its store.
   *
   * In the manifest: subjects of the RoleBinding `<name>-deploy`.
   *
   * @default - nobody but the groups of `administrate`
   */
  readonly deploy?: string[];

  /**
   * Groups that also give others of what they have, by roles and bindings in the namespace.
   *
   * The API server lets them grant no more than they hold. Quotas, limits and the Namespace itself are not theirs.
   *
   * In the manifest: subjects of the RoleBinding `<name>-administrate`.
   *
   * @default - nobody
   */
  readonly administrate?: string[];

  /**
   * Who opens shells in pods, whatever else they may do.
   *
   * @default ExecAccess.none()
   */
  readonly exec?: ExecAccess;

  /**
   * What the names of roles and bindings begin with.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
}

/**
 * What groups of people may do in a namespace, in four tiers of which each holds those before it.
 *
 * Writes a Role and a RoleBinding for each tier that somebody has; the groups of a tier are subjects of the smaller
 * ones too. No tier reads Secrets. Groups are those of the identity provider; users are not taken, for they leave, and
 * their bindings stay. `docs/access.md` has all that each tier may do.
 *
 * @example
 *
 * new TeamAccess(chart, 'shop-team', { view: ['support'], operate: ['on-call'], deploy: ['shop-developers'] });
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
@checked
export class TeamAccess extends OwnConstruct {
  private readonly roleObjects = new Map<string, ApiObject>();
  private readonly bindingObjects = new Map<string, ApiObject>();

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props the groups
   */
  constructor(scope: Construct, id: string, props: TeamAccessProps = {}) {
    super(scope, id);
    const { name = id, exec = ExecAccess.none() } = props;
    checkDnsSubdomain(this, 'name', `${name}-${LONGEST_TIER}`);
    this.checkTiers(props);
    exec._check(this);
    const namespace = namespaceOf(this);
    for (const [index, tier] of TEAM_TIERS.entries()) {
      const groups = TEAM_TIERS.slice(index).flatMap((own) => props[own] ?? []);
      if (groups.length > 0) this.grant(tier, { name, namespace, groups, rules: TIER_RULES[tier] });
    }
    this.node.addValidation({ validate: () => (this.roleObjects.size === 0 ? [NOBODY] : []) });
    if (exec._reason === undefined) return;
    const role = this.grant('exec', { name, namespace, groups: exec._groups, rules: EXEC_RULES });
    Waivers.of(role).as(this).addOptOut('exec', 'role-grants-no-exec', { reason: exec._reason });
  }

  /** The Roles that somebody has, by tier: `view`, `operate`, `deploy`, `administrate` and `exec`. */
  public get roles(): { [tier: string]: ApiObject } {
    return Object.fromEntries(this.roleObjects);
  }

  /** The RoleBindings, by tier. */
  public get roleBindings(): { [tier: string]: ApiObject } {
    return Object.fromEntries(this.bindingObjects);
  }

  private grant(tier: TeamTier | 'exec', { name, namespace, groups, rules }: TierGrant): ApiObject {
    const named = { name: `${name}-${tier}`, namespace };
    const id = tier[0].toUpperCase() + tier.slice(1);
    const role = roleObject(this, `${id}Role`, { ...named, rules });
    keepRules(this, role, rules);
    this.roleObjects.set(tier, role);
    const subjects = groups.map(groupSubject);
    this.bindingObjects.set(tier, bindingObject(this, `${id}RoleBinding`, { ...named, role, subjects }));
    return role;
  }

  private checkTiers(props: TeamAccessProps): void {
    const seen = new Map<string, TeamTier>();
    for (const tier of TEAM_TIERS) {
      const groups = props[tier];
      if (groups === undefined) continue;
      checkGroups(this, tier, groups);
      for (const group of groups) {
        const other = seen.get(group);
        if (other !== undefined) {
          const must = `leave out who is in ${other} too, for it holds what that has`;
          fail(this, { prop: tier, must, got: group, remedy: 'keep it in one of both' });
        }
        seen.set(group, tier);
      }
    }
  }
}

interface TierGrant {
  readonly name: string;
  readonly namespace: string;
  readonly groups: readonly string[];
  readonly rules: readonly JsonObject[];
}
