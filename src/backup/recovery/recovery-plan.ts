import { ApiObject, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { brokenObjectives, entryFor, PlannedRecovery } from './kept-objectives';
import { checkPlan } from './plan-checks';
import { recoveryPage } from './recovery-page';
import { RecoveryPlanProps } from './recovery-plan-props';
import { statefulSubjects } from './stateful-subjects';
import { describe } from '../../internal/fail';
import { CONFIG_MAP_BYTES } from '../../internal/manifest/config-map-size';
import { Overlay } from '../../internal/manifest/overlay';
import { checked } from '../../internal/signatures/checked';
import { CompanionFiles } from '../../internal/tree/companion-files';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { KnownBackup, KnownBackups } from '../known-backups';

/**
 * What is brought back after a disaster, from where, how much of it may be lost, and how long it may take.
 *
 * It goes by the recovery objectives of the platform. What keeps data below `covers` must have a backup whose rhythm
 * and longest run together keep the objective, and a restore that is rehearsed within it; synthesis fails otherwise.
 * Backups that nobody rehearses yet it rehearses itself, so make it last. What is not saved stands on the record, with
 * a reason.
 *
 * Writes a page for people: what is saved and what is not, how to restore each with exact commands, how to see how the
 * last rehearsals went, and how another cluster takes over. It is a ConfigMap and, where a ProductionApp writes the
 * tree, a file beside the manifests, `<namespace>.<name>.recovery-plan.md`. Keep a copy where it can be read when the
 * cluster is gone.
 *
 * @example
 *
 * new RecoveryPlan(chart, 'recovery', {
 *   standby: {
 *     context: 'production-2',
 *     activeContext: 'production-1',
 *     traffic: 'change shop.example.com to point to lb-2.example.com',
 *   },
 * });
 *
 * @see https://sre.google/sre-book/data-integrity/
 */
@checked
export class RecoveryPlan extends OwnConstruct {
  /** The ConfigMap with the page, for incidents that leave the cluster, and for the cluster that takes over. */
  public readonly configMap: ApiObject;
  private readonly covers: readonly IConstruct[];

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what it covers, and what of that needs no backup
   */
  constructor(scope: Construct, id: string, private readonly props: RecoveryPlanProps = {}) {
    super(scope, id);
    const { name = id } = props;
    checkPlan(this, { ...props, name });
    this.covers = props.covers ?? [this.node.root];
    this.rehearseAll();
    const namespace = namespaceOf(this);
    this.configMap = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace, labels: Platform.of(this)._objectLabels() },
      data: { 'recovery-plan.md': Lazy.any({ produce: () => this.page }) },
    });
    // Takes the user's patches.
    Overlay.of(this.configMap);
    const page = () => this.page;
    const file = `${namespace}.${name}.recovery-plan.md`;
    CompanionFiles.of(this).add({ construct: this, file, get text() { return page(); } });
    this.node.addValidation({ validate: () => this.problems() });
  }

  /** The page for people, in Markdown. */
  public get page(): string {
    const { name = this.node.id, standby } = this.props;
    return recoveryPage({ ...this.plan(), name, standby });
  }

  /** What nobody rehearses yet. */
  private rehearseAll(): void {
    const known = KnownBackups.of(this);
    const { leftOut = [] } = this.props;
    for (const backup of this.backups()) {
      const isLeftOut = entryFor(leftOut, backup.construct) !== undefined;
      if (!isLeftOut && known.rehearsalOf(backup) === undefined) backup.rehearse();
    }
  }

  private problems(): string[] {
    const broken = brokenObjectives(this.plan());
    const bytes = broken.length > 0 ? 0 : Buffer.byteLength(this.page);
    return bytes <= CONFIG_MAP_BYTES ? broken : [describe({
      prop: 'covers',
      must: `make a page of at most ${CONFIG_MAP_BYTES} bytes, as much as a ConfigMap holds`,
      got: `${bytes} bytes`,
      remedy: 'make a plan for each part of the app',
    })];
  }

  private plan(): PlannedRecovery {
    const known = KnownBackups.of(this);
    const { leftOut = [], savedElsewhere = [] } = this.props;
    return {
      subjects: statefulSubjects(this.covers),
      backups: this.backups(),
      leftOut,
      savedElsewhere,
      hasStandby: this.props.standby !== undefined,
      rehearsalOf: (backup) => known.rehearsalOf(backup),
      backupsOf: (subject) => known.thatSave(subject),
    };
  }

  /** Of the whole tree: a backup may stand elsewhere than what it saves. */
  private backups(): readonly KnownBackup[] {
    return KnownBackups.of(this).all;
  }
}
