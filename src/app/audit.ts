import * as fs from 'fs';
import * as path from 'path';
import { App } from 'cdk8s';
import { RenderedObject } from './rendered-object';
import type * as Readiness from '../checks/judging/readiness';
import { ICheck } from '../checks/model/check';
import { Manifest } from '../checks/model/manifest';
import { Result } from '../checks/model/result';
import { Severity } from '../checks/model/severity';
import { fail, messageAt, pathOf } from '../internal/fail';
import { checked } from '../internal/signatures/checked';
import { checkCalendarDay } from '../internal/values/calendar-days';
import { fileProblem } from '../internal/values/file-problems';
import { shownValue } from '../internal/values/shown-value';
import { Platform } from '../platform/platform';
import { isMadeByUs } from '../report/finding-lines';
import { jsonReport } from '../report/json-report';
import { makeReport, ReportParts } from '../report/report';

const NO_CHECK = { must: 'hold ids of checks', remedy: 'see preflight list' };

/** Options for `Audit.enforced`. */
export interface AuditOptions {
  /**
   * The least severity that keeps everything from being written.
   *
   * @default Severity.CRITICAL
   */
  readonly failOn?: Severity;

  /**
   * Ids of checks that are left out.
   *
   * @default - none
   */
  readonly skip?: string[];

  /**
   * Checks of your own, beside those of this library.
   *
   * @default - none
   */
  readonly checks?: ICheck[];

  /**
   * The day on which waivers are judged, as `YYYY-MM-DD`. Synthesis reads no clock.
   *
   * @default - waivers do not expire here; `preflight check` judges them as of today
   */
  readonly asOf?: string;

  /**
   * File for the report, as JSON. Outside of the output folder, for what is in there is applied to clusters.
   *
   * @default - no report
   * @see https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/report.schema.json
   */
  readonly report?: string;
}

/** What ProductionApp asks of what it is about to write. */
@checked
export class Audit {
  /**
   * Puts the readiness checklist to all objects, and writes nothing where a check fails.
   *
   * @param options from which severity on, and which checks
   */
  public static enforced(options: AuditOptions = {}): Audit {
    return new Audit(options, true);
  }

  /**
   * Puts the readiness checklist to all objects and writes the report, whatever it says.
   *
   * @param file for the report, as JSON; outside of the output folder
   */
  public static reported(file: string): Audit {
    return new Audit({ report: file }, false);
  }

  private constructor(private readonly options: AuditOptions, private readonly isEnforced: boolean) {}

  /** @internal */
  public get _ownCheckIds(): string[] {
    return this._ownChecks.map(({ id }) => id);
  }

  /** @internal */
  public get _ownChecks(): readonly ICheck[] {
    return this.options.checks ?? [];
  }

  /** What keeps the objects from being written, in the form `[path] ...`. @internal */
  public _problems(app: App, objects: readonly RenderedObject[]): string[] {
    this.checkReportFile(app);
    if (this.options.asOf !== undefined) checkCalendarDay(app, 'audit.asOf', this.options.asOf);
    const paths = new Map(objects.map(({ path: at, manifest }) => [new Manifest(manifest), at]));
    const { kubernetesVersion, trustedRegistries } = Platform.of(app);
    // A hundred files, which whoever wants no audit need not load.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { failuresIn, judgeAll, unknownSkip } = require('../checks/judging/readiness') as typeof Readiness;
    const unknown = unknownSkip(this.options);
    if (unknown !== undefined) fail(app, { ...NO_CHECK, prop: 'audit.skip', got: unknown });
    const manifests = [...paths.keys()];
    const { checks, results } = judgeAll(manifests, { ...this.options, kubernetesVersion, trustedRegistries });
    this.writeReport(app, { manifests, checks, results });
    if (!this.isEnforced) return [];
    return failuresIn(results, this.options.failOn)
      .map((result) => complaint(result, paths.get(result.manifest!) ?? pathOf(app)));
  }

  private checkReportFile(app: App): void {
    const { report } = this.options;
    if (report === undefined) return;
    const inside = path.relative(path.resolve(app.outdir), path.resolve(report));
    if (inside.startsWith('..') || path.isAbsolute(inside)) return;
    const must = `stand outside of the output folder, ${app.outdir}`;
    fail(app, { prop: 'audit.report', must, got: report, remedy: 'write it beside that folder' });
  }

  private writeReport(app: App, parts: ReportParts): void {
    if (this.options.report === undefined) return;
    const { report } = this.options;
    const text = [...jsonReport(makeReport(parts), { isAll: false })].join('');
    try {
      fs.mkdirSync(path.dirname(report), { recursive: true });
      fs.writeFileSync(report, text);
    } catch (error) {
      const must = `be a file that can be written (${fileProblem(error)})`;
      fail(app, { prop: 'audit.report', must, got: report, remedy: 'name another one, or make room for it' });
    }
  }
}

function complaint(result: Result, constructPath: string): string {
  const { check, container, message, path: at, expected, actual, manifest } = result;
  const remedy = (isMadeByUs(manifest) ? check.remedy.construct : undefined) ?? check.remedy.manifest;
  const who = container === undefined ? '' : `container ${container} `;
  return messageAt(constructPath, {
    prop: at ?? check.id,
    must: expected === undefined ? `pass ${check.id}` : `be ${shownValue(expected)} to pass ${check.id}`,
    got: actual,
    remedy: `${who}${message}; ${remedy}`,
  });
}
