import { ForeignWaivers } from './foreign-waivers';
import { missingContainer } from './missing-subject';
import { WaiverEntry, waiversOf } from './recorded-waivers';
import { SharedWaiver, sharedWaivers } from './written-waivers';
import type { ICheck } from '../model/check';
import { ENGINE_CHECKS } from '../model/engine/engine-checks';
import { WAIVER_IS_CURRENT, WAIVER_IS_NEEDED, WAIVER_IS_VALID } from '../model/engine/waiver-checks';
import { Manifest } from '../model/manifest';
import { CheckDescription, Result } from '../model/result';
import { groupBy } from '../model/values/group-by';
import { WrittenWaiver } from '../model/waiver';

/** What waivers are judged by. */
export interface WaiverOptions {
  /** The checks that are put. */
  readonly checks: readonly ICheck[];
  /** Those that objects may waive. */
  readonly waivable: readonly ICheck[];
  /** Ids that a waiver may name. */
  readonly knownIds: ReadonlySet<string>;
  /** The day, as `YYYY-MM-DD`. */
  readonly asOf: string;
  /** What files beside the manifests waive. */
  readonly written: readonly WrittenWaiver[];
}

/** A waiver of ours, wherever it stands. */
type AnyWaiver = WaiverEntry | SharedWaiver;

/** The waivers of all objects, and which of them were needed. */
export class WaiverBook {
  private readonly entries = new Map<Manifest, WaiverEntry[]>();
  private readonly shared: readonly SharedWaiver[];
  private readonly sharedByCheck: ReadonlyMap<string, SharedWaiver[]>;
  private readonly used = new Set<AnyWaiver>();
  private readonly foreign: ForeignWaivers;
  private readonly judgedIds: ReadonlySet<string>;

  constructor(private readonly manifests: readonly Manifest[], private readonly options: WaiverOptions) {
    for (const manifest of manifests) {
      const entries = waiversOf(manifest);
      if (entries.length > 0) this.entries.set(manifest, entries);
    }
    this.foreign = new ForeignWaivers(options.waivable);
    this.judgedIds = new Set(options.checks.map(({ id }) => id));
    this.shared = sharedWaivers(options.written);
    this.sharedByCheck = groupBy(this.shared, ({ checkId }) => [checkId]);
  }

  /** The result as the waivers of its object leave it. */
  public applyTo(result: Result): Result {
    const { status, manifest, check } = result;
    if (status !== 'failed' || manifest === undefined) return result;
    // Of hundreds of thousands of results hardly one is waived.
    const isDecidedHere = this.entries.has(manifest) || this.sharedByCheck.has(check.id);
    return (isDecidedHere ? this.decided(result) : undefined) ?? this.waivedElsewhere(result);
  }

  /** The result as a waiver of ours leaves it; undefined where there is none. */
  private decided(result: Result): Result | undefined {
    // What an object says of itself comes before what a file says of many; of each kind, those that count.
    const fitting = [...this.ownOf(result), ...this.sharedOf(result)].filter(({ waiver }) => waiver !== undefined);
    const entry = fitting.find((one) => this.isCurrent(one)) ?? fitting[0];
    if (entry === undefined) return undefined;
    this.used.add(entry);
    return this.isCurrent(entry) ? { ...result, status: 'waived', waiver: entry.waiver } : result;
  }

  /** What is to be said of the waivers themselves. */
  public findings(): Result[] {
    const own = [...this.entries].flatMap(([manifest, entries]) => entries.flatMap((entry) => (
      this.judgeEntry(entry, () => missingContainer(entry.container, [manifest])).map((line) => (
        { ...line, manifest, path: entry.path, file: manifest.source?.file, line: manifest.source?.line }
      ))
    )));
    const shared = this.shared.flatMap((entry) => (
      this.judgeEntry(entry, () => entry.missing(this.manifests)).map((line) => (
        { ...line, path: entry.path, file: entry.file, line: entry.line }
      ))
    ));
    return [...own, ...withoutRepetitions(shared)];
  }

  /** Of what is said to another tool nothing is asked: it may be needed there. */
  private waivedElsewhere(result: Result): Result {
    const waiver = this.foreign.waiverOf(result);
    return waiver === undefined ? result : { ...result, status: 'waived', waiver };
  }

  private ownOf({ manifest, check, container }: Result): WaiverEntry[] {
    const entries = this.entries.get(manifest!) ?? [];
    const fitting = entries.filter((entry) => entry.checkId === check.id && isOfContainer(entry, container));
    return containersFirst(fitting);
  }

  private sharedOf({ manifest, check, container }: Result): SharedWaiver[] {
    const entries = this.sharedByCheck.get(check.id) ?? [];
    return containersFirst(entries.filter((entry) => isOfContainer(entry, container) && entry.isAbout(manifest!)));
  }

  private judgeEntry(entry: AnyWaiver, missing: () => string | undefined): WaiverLine[] {
    const { checkId, waiver, problem } = entry;
    if (waiver === undefined) {
      return [waiverLine(WAIVER_IS_VALID, false, `is a waiver that counts for nothing: ${problem}`)];
    }
    if (ENGINE_CHECKS.some(({ id }) => id === checkId)) {
      return [waiverLine(WAIVER_IS_VALID, false, `waives ${JSON.stringify(checkId)}, which cannot be waived`)];
    }
    if (!this.options.knownIds.has(checkId)) {
      return [waiverLine(WAIVER_IS_VALID, false, `waives ${JSON.stringify(checkId)}, and there is no such check`)];
    }
    const until = waiver.until ?? 'it is withdrawn';
    const lines = [
      waiverLine(WAIVER_IS_VALID, true, 'names a check and gives a reason'),
      waiverLine(WAIVER_IS_CURRENT, this.isCurrent(entry), `waives ${checkId} until ${until}`),
    ];
    // Of a check that was left out nobody knows whether it would fail.
    if (!this.judgedIds.has(checkId)) return lines;
    return [...lines, this.used.has(entry)
      ? waiverLine(WAIVER_IS_NEEDED, true, `waives ${checkId}, which fails`)
      : waiverLine(WAIVER_IS_NEEDED, false, missing() ?? `waives ${checkId}, which passes or does not apply`)];
  }

  private isCurrent({ waiver }: AnyWaiver): boolean {
    return waiver?.until === undefined || waiver.until >= this.options.asOf;
  }
}

type WaiverLine = Pick<Result, 'check' | 'status' | 'message'>;

function waiverLine(check: CheckDescription, isPassed: boolean, message: string): WaiverLine {
  return { check, status: isPassed ? 'passed' : 'failed', message };
}

/** One entry of a file may name many checks, and matches nothing for each of them. */
function withoutRepetitions(results: readonly Result[]): Result[] {
  const said = new Set<string>();
  return results.filter(({ status, message, file, path }) => {
    const key = `${file} ${path} ${message}`;
    const isKept = status === 'passed' || !said.has(key);
    said.add(key);
    return isKept;
  });
}

function isOfContainer(entry: AnyWaiver, container: string | undefined): boolean {
  return entry.container === undefined || entry.container === container;
}

/** The one for the container says more than the one for the whole object. */
function containersFirst<T extends AnyWaiver>(entries: readonly T[]): T[] {
  return [...entries.filter(({ container }) => container !== undefined),
    ...entries.filter(({ container }) => container === undefined)];
}
