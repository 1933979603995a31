import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { containerLimits } from './namespace-limits';
import { NamespaceQuota } from './namespace-quota';
import { PodSecurity } from './pod-security';
import { fail, pathOf } from '../internal/fail';
import { defaultDenySpec } from '../internal/manifest/default-deny';
import { checkField } from '../internal/manifest/kept-fields';
import { Overlay } from '../internal/manifest/overlay';
import { Waivers } from '../internal/manifest/waiver-annotations';
import {
  EXPIRY_ANNOTATION, MANAGED_BY, MANAGED_BY_LABEL, NAME_LABEL, PART_OF_LABEL, POD_SECURITY_LABEL,
  QUOTA_BASIS_ANNOTATION,
} from '../internal/naming/labels';
import { checkDnsLabel } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { HelperDemand, NamespaceRegistry, WorkloadDemand } from '../internal/tree/namespace-registry';
import { checkCalendarDay } from '../internal/values/calendar-days';
import { undefinedIfEmpty } from '../internal/values/json';
import { OwnConstruct } from '../platform/own-construct';
import { Platform } from '../platform/platform';

/** Properties for `ProductionNamespace`. */
export interface ProductionNamespaceProps {
  /**
   * Name of the namespace, a DNS-1123 label.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * What its pods may ask for together.
   *
   * @default NamespaceQuota.computed()
   */
  readonly quota?: NamespaceQuota;

  /**
   * Which pods are admitted.
   *
   * @default PodSecurity.restricted()
   */
  readonly podSecurity?: PodSecurity;

  /**
   * The day on which the namespace may be deleted, as `YYYY-MM-DD`.
   *
   * For environments that live for a while. When that day begins, in UTC, a `NamespaceReaper` deletes it, or
   * kube-janitor does.
   *
   * In the manifest: Namespace `metadata.annotations['janitor/expires']`.
   *
   * @default - it stays
   * @see https://codeberg.org/hjacobs/kube-janitor
   */
  readonly expiresOn?: string;
}

/**
 * A namespace that is closed until something is opened, with an owner and with limits.
 *
 * Writes a Namespace with Pod Security enforced, warned and audited, a LimitRange, a NetworkPolicy that denies all but
 * DNS, and a ResourceQuota as soon as there is a workload to compute it from.
 *
 * Workloads declared beside it or below it belong to it; declare it before them.
 *
 * @example
 *
 * new ProductionNamespace(chart, 'shop');
 * new ProductionService(chart, 'api', { image: 'ghcr.io/acme/api:1.5.0' });
 */
@checked
export class ProductionNamespace extends OwnConstruct {
  /** The name of the namespace. */
  public readonly name: string;
  /** The Namespace. */
  public readonly resource: ApiObject;
  /** The LimitRange. */
  public readonly limitRange: ApiObject;
  /** The NetworkPolicy that denies all but DNS. */
  public readonly defaultDeny: ApiObject;

  private readonly quota: NamespaceQuota;
  private readonly waivers = new Waivers(this);
  private readonly demands: WorkloadDemand[] = [];
  private readonly helpers: HelperDemand[] = [];
  private quotaObject?: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: ProductionNamespaceProps = {}) {
    super(scope, id);
    const { expiresOn, podSecurity = PodSecurity.restricted() } = props;
    this.name = props.name ?? id;
    this.quota = props.quota ?? NamespaceQuota.computed();
    checkDnsLabel(this, 'name', this.name);
    if (expiresOn !== undefined) checkCalendarDay(this, 'expiresOn', expiresOn);
    this.quota._check(this);
    this.quota._record(this.waivers);
    this.checkPlace();

    const annotations: Record<string, string> = expiresOn === undefined ? {} : { [EXPIRY_ANNOTATION]: expiresOn };
    podSecurity._record(this.waivers);
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: this.name, labels: { ...this.labels(), ...podSecurity._labels }, annotations },
    });
    this._recordAt(this.resource, this.waivers);
    const waived = Lazy.any({ produce: () => undefinedIfEmpty(this.waivers.annotations()) });
    Overlay.of(this.resource).dropNamespace();
    Overlay.of(this.resource).merge({ metadata: { annotations: waived } });
    this.limitRange = new ApiObject(this, 'LimitRange', {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: this.name, namespace: this.name, labels: this.labels() },
      spec: { limits: Lazy.any({ produce: () => containerLimits([...this.demands, ...this.helpers]) }) },
    });
    this.defaultDeny = new ApiObject(this, 'DefaultDeny', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace: this.name, labels: this.labels() },
      spec: defaultDenySpec([Platform.of(this).clusterDns._egressRule()]),
    });
    this.keepIdentity(podSecurity._level);
    this.addQuota();
    const onWorkload = (demand: WorkloadDemand) => this.onWorkload(demand);
    const onHelpers = (demand: HelperDemand) => this.helpers.push(demand);
    const { _level: podSecurityLevel } = podSecurity;
    const { name, resource: object } = this;
    const entry = { construct: this, name, object, podSecurityLevel, onWorkload, onHelpers };
    NamespaceRegistry.of(this).addNamespace(entry);
  }

  /** The ResourceQuota, none where it was opted out of, or while nothing is in the namespace to compute it from. */
  public get resourceQuota(): ApiObject | undefined {
    return this.quotaObject;
  }

  /** What is in the namespace goes by its name, and by which pods it admits. */
  private keepIdentity(level: string): void {
    Overlay.of(this.resource).require((document) => {
      checkField(this, document, {
        path: ['metadata', 'name'],
        value: this.name,
        reason: 'everything in the namespace says that it is there',
        remedy: 'give the namespace the prop name instead',
      });
      checkField(this, document, {
        path: ['metadata', 'labels', POD_SECURITY_LABEL],
        value: level,
        reason: 'what is in the namespace was made for it',
        remedy: 'use podSecurity instead, which records the reason',
      });
    }, () => this.resource.metadata.getLabel(POD_SECURITY_LABEL) !== level);
    [this.limitRange, this.defaultDeny].forEach((object) => this.keepWithin(object));
  }

  private keepWithin(object: ApiObject): void {
    Overlay.of(object).require((document) => checkField(this, document, {
      path: ['metadata', 'namespace'],
      value: this.name,
      reason: 'it was made for this namespace',
      remedy: 'make another object for another namespace',
    }), () => false);
  }

  private labels(): Record<string, string> {
    return {
      [NAME_LABEL]: this.name,
      [PART_OF_LABEL]: this.name,
      [MANAGED_BY_LABEL]: MANAGED_BY,
      ...Platform.of(this)._labels(),
    };
  }

  private onWorkload(demand: WorkloadDemand): void {
    this.demands.push(demand);
    this.addQuota();
  }

  /** Made with the first workload: a quota computed from nothing would admit nothing. */
  private addQuota(): void {
    if (this.quotaObject !== undefined || !this.quota._applies(this.demands)) return;
    const basis = Lazy.any({ produce: () => this.quota._basis(this.demands, this.helpers) });
    this.quotaObject = new ApiObject(this, 'ResourceQuota', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: this.name, namespace: this.name, labels: this.labels() },
      spec: { hard: Lazy.any({ produce: () => this.quota._hard([...this.demands, ...this.helpers]) }) },
    });
    Overlay.of(this.quotaObject).merge({ metadata: { annotations: { [QUOTA_BASIS_ANNOTATION]: basis } } });
    this.keepWithin(this.quotaObject);
  }

  private checkPlace(): void {
    const registry = NamespaceRegistry.of(this);
    const same = registry.namespaceNamed(this.name);
    if (same !== undefined) {
      fail(this, {
        prop: 'name',
        must: `name a namespace that is declared once, and ${pathOf(same.construct)} declares it too`,
        got: this.name,
        remedy: 'declare it in one place, and make the workloads of both its children; that of another cluster, in an '
          + 'app of its own',
      });
    }
    const [late] = this.node.scope ? registry.choicesOvertaken(this.node.scope, this.name) : [];
    if (late !== undefined) {
      fail(this, {
        prop: 'name',
        must: `name a namespace declared before ${pathOf(late.workload)}, which is in ${late.namespace} already`,
        got: this.name,
        remedy: 'declare this namespace first, or make it the parent of its workloads',
      });
    }
  }
}
