import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { breakGlassAlerts } from './break-glass-alerts';
import { alertRulesObject, RULE_FILE } from '../../alerts/alert-rules';
import { checkNameOfFiles } from '../../alerts/labeled-files';
import { fail } from '../../internal/fail';
import { checkField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { Waivers } from '../../internal/manifest/waiver-annotations';
import { EXPIRY_ANNOTATION } from '../../internal/naming/labels';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { checkRunbook } from '../../internal/values/addresses/web-address';
import { checkCalendarDay, firstSecondOf } from '../../internal/values/calendar-days';
import { JsonObject } from '../../internal/values/json';
import { checkReason } from '../../internal/values/plain-text';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { AccessScope } from '../access-scope';
import { checkGroups } from '../group-checks';
import { bindingObject, groupSubject, RoleName, roleObject } from '../role-objects';

const DAY_SECONDS = 24 * 60 * 60;
const WHY_EVERYTHING = 'what an emergency needs is not known before, and the role is bound for that alone';
const EVERYTHING = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
const EVERY_ADDRESS = { nonResourceURLs: ['*'], verbs: ['*'] };

/** Properties for `BreakGlassAccess`. */
export interface BreakGlassAccessProps {
  /**
   * Groups that have everything while the role is bound, as the identity provider names them.
   *
   * In the manifest: RoleBinding `subjects`.
   */
  readonly groups: string[];

  /**
   * The last day on which the role is bound, as `YYYY-MM-DD`, to its end in UTC.
   *
   * A few days: what writes manifests has no clock to hold it to that, and the alert lasts as long as the binding.
   *
   * In the manifest: whether there is a RoleBinding, and its annotations `janitor/expires`, in a namespace, and
   * `preflight/waive.binding-is-not-cluster-admin`.
   *
   * @default - it is not bound
   */
  readonly until?: string;

  /**
   * What happened, where the role is bound. It is recorded as a waiver until that day.
   *
   * @default - none, where it is not bound
   */
  readonly reason?: string;

  /**
   * Where everything may be done.
   *
   * @default AccessScope.ownNamespace()
   */
  readonly scope?: AccessScope;

  /**
   * Name of the role and of its binding, and what that of the alert rules begins with.
   *
   * @default - the id of the construct, after its namespace where the role is not in that
   */
  readonly name?: string;

  /**
   * Address of your page that says what to do, with a section for each alert, and without a fragment.
   *
   * @default - the page of this library
   */
  readonly runbook?: string;
}

/**
 * A role with everything for an emergency, bound to nobody until somebody says why and until when.
 *
 * Writes a Role, alert rules, and with `until` a RoleBinding. Kubernetes ends no binding by itself: while it is there,
 * an alert says so, whoever bound the role and by whatever means; the day after, an alert wakes somebody, the readiness
 * checklist fails, and kube-janitor deletes the RoleBinding where it runs; it looks into namespaces alone, and leaves a
 * ClusterRoleBinding. The alerts need kube-state-metrics that watches bindings, as `KubeStateMetrics` does; another
 * alert tells where none does.
 *
 * Fails where `until` and `reason` do not come together.
 *
 * @example
 *
 * new BreakGlassAccess(chart, 'break-glass', { groups: ['on-call'] });
 *
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 */
@checked
export class BreakGlassAccess extends OwnConstruct {
  /** The Role with everything, or the ClusterRole where it holds in the whole cluster. */
  public readonly role: ApiObject;
  /** The RoleBinding or ClusterRoleBinding, none unless `until` is given. */
  public readonly roleBinding?: ApiObject;
  /** The alert rules. */
  public readonly alertRules: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props who, and until when
   */
  constructor(scope: Construct, id: string, props: BreakGlassAccessProps) {
    super(scope, id);
    const { groups, until, reason, scope: where = AccessScope.ownNamespace(), runbook } = props;
    const home = namespaceOf(this);
    const { name = where._nameOf(id, home) } = props;
    checkNameOfFiles(this, `${name}-alerts`, RULE_FILE);
    checkGroups(this, 'groups', groups);
    checkRunbook(this, 'runbook', runbook);
    where._check(this);
    const end = checkedEnd(this, until, reason);
    const named: RoleName = { name, namespace: where._namespace(home), description: where._reason };
    const rules = where._isCluster ? [EVERYTHING, EVERY_ADDRESS] : [EVERYTHING];
    this.role = roleObject(this, 'Role', { ...named, rules });
    this._recordAt(this.role, Waivers.of(this.role).as(this));
    Waivers.of(this.role).as(this).addOptOut('groups', 'role-has-no-wildcards', { reason: WHY_EVERYTHING });
    if (end !== undefined) this.roleBinding = this.bound(named, groups, end);
    this.alertRules = alertRulesObject(this, 'AlertRules', {
      metadata: { name: `${name}-alerts`, namespace: home, labels: Platform.of(this)._objectLabels() },
      groups: () => [{
        name: `break-glass-${home}-${name}`,
        rules: breakGlassAlerts({ ...named, endSeconds: end?.seconds, runbook }),
      }],
    });
  }

  private bound(named: RoleName, groups: readonly string[], { until, reason }: End): ApiObject {
    const subjects: JsonObject[] = groups.map(groupSubject);
    const binding = bindingObject(this, 'RoleBinding', { ...named, role: this.role, subjects });
    // kube-janitor lists what stands in namespaces alone.
    if (named.namespace !== undefined) this.expire(binding, `${until}T23:59:59Z`);
    Waivers.of(binding).as(this).add({ checkId: 'binding-is-not-cluster-admin', reason, until, ...this.owner });
    return binding;
  }

  private expire(binding: ApiObject, value: string): void {
    Overlay.of(binding).merge({ metadata: { annotations: { [EXPIRY_ANNOTATION]: value } } });
    Overlay.of(binding).require((document) => checkField(this, document, {
      path: ['metadata', 'annotations', EXPIRY_ANNOTATION],
      value,
      reason: 'until then the role is bound',
      remedy: 'set until instead',
    }), () => false);
  }

  private get owner() {
    const { _owner: owner } = Platform.of(this);
    return owner === undefined ? {} : { owner };
  }
}

/** When the role is bound no more, and why it is. */
interface End {
  readonly until: string;
  readonly reason: string;
  readonly seconds: number;
}

function checkedEnd(scope: Construct, until: string | undefined, reason: string | undefined): End | undefined {
  if (until === undefined) {
    if (reason === undefined) return undefined;
    const remedy = "say until, such as '2027-03-31', or leave the reason out";
    fail(scope, { prop: 'reason', must: 'come with until, for without it nobody is bound', got: reason, remedy });
  }
  checkCalendarDay(scope, 'until', until);
  checkReason(scope, 'reason', reason ?? '');
  return { until, reason: reason!, seconds: firstSecondOf(until) + DAY_SECONDS };
}
