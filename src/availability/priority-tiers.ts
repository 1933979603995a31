import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { complaintOf, fail } from '../internal/fail';
import { checkField } from '../internal/manifest/kept-fields';
import { Overlay } from '../internal/manifest/overlay';
import { checkDnsSubdomain } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { madePriorityClasses } from '../internal/tree/priority-classes';
import { checkInteger } from '../internal/values/numbers';
import { OwnConstruct } from '../platform/own-construct';
import { Platform } from '../platform/platform';

/** What users may give; above are the classes of Kubernetes itself. */
const RANGE = { min: -2_147_483_648, max: 1_000_000_000 };
const OF_KUBERNETES = 'system-';

/**
 * Which pods go first.
 *
 * Numbers from -2147483648 to 1000000000; a pod without a class has 0.
 */
export interface PriorityTierValues {
  /**
   * What everything else needs, such as ingress controllers and monitoring.
   *
   * In the manifest: PriorityClass `value`.
   *
   * @default 1000000
   */
  readonly platform?: number;

  /**
   * What must serve whatever else has to wait.
   *
   * In the manifest: PriorityClass `value`.
   *
   * @default 100000
   */
  readonly critical?: number;

  /**
   * What most workloads are.
   *
   * In the manifest: PriorityClass `value`.
   *
   * @default 10000
   */
  readonly standard?: number;

  /**
   * What can wait. The cluster autoscaler makes no node for what is below -10.
   *
   * In the manifest: PriorityClass `value`.
   *
   * @default -1
   * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#how-does-cluster-autoscaler-work-with-pod-priority-and-preemption
   */
  readonly batch?: number;
}

/** Properties for `PriorityTiers`. */
export interface PriorityTiersProps {
  /**
   * What the names begin with, such as `acme-`: they belong to no namespace.
   *
   * In the manifest: PriorityClass `metadata.name`.
   *
   * @default - nothing: they are called `platform`, `critical`, `standard` and `batch`
   */
  readonly namePrefix?: string;

  /**
   * Whether pods that name no class are of the tier `standard`; a cluster has one such class at most.
   *
   * In the manifest: PriorityClass `globalDefault`.
   *
   * @default false - they have the priority 0
   */
  readonly standardIsDefault?: boolean;

  /**
   * Which pods go first. No value of a class that is there can be changed: other values need another prefix.
   *
   * @default - each tier far above the next
   */
  readonly values?: PriorityTierValues;
}

/** One of the tiers. */
interface Tier {
  readonly tier: keyof PriorityTierValues;
  readonly value: number;
  readonly description: string;
  readonly preemptionPolicy: string;
}

/**
 * Four priority classes, by which pods are placed first where there is no room for all.
 *
 * Pods of a higher tier take the place of those of a lower one, but for `batch`, whose pods wait. Even the highest is
 * below what Kubernetes itself runs.
 *
 * Writes PriorityClasses, which belong to a cluster: one tree makes them, and others name them.
 *
 * @example
 *
 * const tiers = new PriorityTiers(chart, 'priorities');
 * new ProductionService(chart, 'api', { image: 'ghcr.io/acme/api:1.5.0', priorityClassName: tiers.critical });
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
@checked
export class PriorityTiers extends OwnConstruct {
  /** Name of the class for what everything else needs. */
  public readonly platform: string;
  /** Name of the class for what must serve whatever else has to wait. */
  public readonly critical: string;
  /** Name of the class for what most workloads are. */
  public readonly standard: string;
  /** Name of the class for what can wait. */
  public readonly batch: string;
  /** The PriorityClasses, from the highest to the lowest. */
  public readonly priorityClasses: ApiObject[];

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: PriorityTiersProps = {}) {
    super(scope, id);
    const { namePrefix = '', standardIsDefault = false, values = {} } = props;
    const nameOf = (tier: string) => `${namePrefix}${tier}`;
    const tiers = tiersWith(values);
    checkTiers(this, namePrefix, tiers);
    this.platform = nameOf('platform');
    this.critical = nameOf('critical');
    this.standard = nameOf('standard');
    this.batch = nameOf('batch');
    this.priorityClasses = tiers.map(({ tier, ...fields }) => (
      this.addClass(nameOf(tier), tier, {
        ...fields,
        ...(tier === 'standard' && standardIsDefault ? { globalDefault: true } : {}),
      })
    ));
  }

  private addClass(name: string, tier: string, fields: object): ApiObject {
    const priorityClass = new ApiObject(this, tier, {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name, labels: Platform.of(this)._objectLabels() },
      ...fields,
    });
    const overlay = Overlay.of(priorityClass);
    overlay.dropNamespace();
    const reason = 'pods name it';
    overlay.require((document) => checkField(this, document, {
      path: ['metadata', 'name'], value: name, reason, remedy: 'use namePrefix instead',
    }), () => false);
    madePriorityClasses(this).add(name);
    return priorityClass;
  }
}

function tiersWith(values: PriorityTierValues): Tier[] {
  const { platform = 1_000_000, critical = 100_000, standard = 10_000, batch = -1 } = values;
  const preemptionPolicy = 'PreemptLowerPriority';
  return [
    { tier: 'platform', value: platform, preemptionPolicy, description: 'What everything else needs.' },
    { tier: 'critical', value: critical, preemptionPolicy, description: 'Must serve whatever else has to wait.' },
    { tier: 'standard', value: standard, preemptionPolicy, description: 'What most workloads are.' },
    { tier: 'batch', value: batch, preemptionPolicy: 'Never', description: 'Can wait, and displaces nothing.' },
  ];
}

function checkTiers(scope: Construct, namePrefix: string, tiers: readonly Tier[]): void {
  const complaint = complaintOf(() => checkDnsSubdomain(scope, 'namePrefix', `${namePrefix}platform`));
  if (complaint !== undefined) fail(scope, { ...complaint, got: namePrefix });
  if (namePrefix.startsWith(OF_KUBERNETES)) {
    const must = `not begin with ${OF_KUBERNETES}, which is kept for Kubernetes itself`;
    fail(scope, { prop: 'namePrefix', must, got: namePrefix, remedy: 'choose another one' });
  }
  tiers.forEach(({ tier, value }) => checkInteger(scope, { prop: `values.${tier}`, value }, RANGE));
  const [inverted] = tiers.flatMap((higher, index) => {
    const lower = tiers[index + 1];
    return lower !== undefined && lower.value >= higher.value ? [{ higher, lower }] : [];
  });
  if (inverted !== undefined) {
    const { higher, lower } = inverted;
    const must = `be below ${higher.value}, the value of ${higher.tier}`;
    fail(scope, { prop: `values.${lower.tier}`, must, got: lower.value, remedy: 'change one of the two' });
  }
}
