import { WaiverEntry, waiversOf } from './recorded-waivers';
import { WAIVER_IS_CURRENT, WAIVER_IS_NEEDED, WAIVER_IS_VALID } from './waiver-checks';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { CheckDescription, Result } from '../model/result';

/** What to judge, and how. */
export interface JudgeOptions {
  readonly checks: readonly ICheck[];
  /** Ids that a waiver may name beside those of `checks`: what was left out of this run is still known. */
  readonly knownIds: ReadonlySet<string>;
  /** The day on which waivers are judged, as `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Is told how many checks were put to all objects. */
  readonly onCheck?: (done: number, all: number) => void;
}

/** Puts every check to every object that it looks at; what does not apply is not among the results. */
export function judge(cluster: Cluster, options: JudgeOptions): Result[] {
  const waivers = new WaiverBook(cluster.manifests, options);
  const { checks, onCheck } = options;
  const results = checks.flatMap((check, index) => {
    onCheck?.(index, checks.length);
    return subjectsOf(check, cluster).flatMap((manifest) => evaluate(check, manifest, cluster));
  });
  const judged = results.map((result) => waivers.applyTo(result));
  return [...judged, ...waivers.findings()];
}

function subjectsOf({ appliesTo }: ICheck, cluster: Cluster): Manifest[] {
  if (appliesTo.includes('*')) return cluster.manifests;
  const [first, ...others] = appliesTo.map((kind) => (kind === 'pods' ? cluster.podOwners : cluster.ofKind(kind)));
  // What makes pods may be named by its kind too.
  return others.length === 0 ? first ?? [] : [...new Set([first, ...others].flat())];
}

function evaluate(check: ICheck, manifest: Manifest, cluster: Cluster): Result[] {
  try {
    return check.evaluate(manifest, cluster).map((finding) => resultOf(check, manifest, finding));
  } catch (error) {
    const message = `the check itself failed: ${(error as Error)?.message ?? String(error)}`;
    return [{ check, manifest, status: 'error', message, ...placeOf(manifest) }];
  }
}

function resultOf(check: ICheck, manifest: Manifest, finding: Finding): Result {
  const { passed, message, container, path, actual, expected } = finding;
  const status = passed ? 'passed' : 'failed';
  return { check, manifest, status, message, container, path, actual, expected, ...placeOf(manifest) };
}

function placeOf({ source }: Manifest): { file?: string; line?: number } {
  return source === undefined ? {} : { file: source.file, line: source.line };
}

/** The waivers of all objects, and which of them were needed. */
class WaiverBook {
  private readonly entries = new Map<Manifest, WaiverEntry[]>();
  private readonly used = new Set<WaiverEntry>();
  private readonly judgedIds: ReadonlySet<string>;

  constructor(manifests: readonly Manifest[], private readonly options: JudgeOptions) {
    this.judgedIds = new Set(options.checks.map(({ id }) => id));
    for (const manifest of manifests) {
      const entries = waiversOf(manifest);
      if (entries.length > 0) this.entries.set(manifest, entries);
    }
  }

  /** The result as the waivers of its object leave it. */
  public applyTo(result: Result): Result {
    const { manifest, status, check, container } = result;
    const entries = manifest === undefined ? undefined : this.entries.get(manifest);
    if (status !== 'failed' || entries === undefined) return result;
    const fitting = entries.filter((entry) => entry.checkId === check.id
      && (entry.container === undefined || entry.container === container));
    // The one for the container says more than the one for the whole object.
    const entry = fitting.find((one) => one.container !== undefined) ?? fitting[0];
    if (entry?.waiver === undefined) return result;
    this.used.add(entry);
    return this.isCurrent(entry) ? { ...result, status: 'waived', waiver: entry.waiver } : result;
  }

  /** What is to be said of the waivers themselves. */
  public findings(): Result[] {
    return [...this.entries].flatMap(([manifest, entries]) => (
      entries.flatMap((entry) => this.judgeEntry(entry).map((judged) => (
        { ...judged, manifest, path: entry.path, ...placeOf(manifest) }
      )))
    ));
  }

  private judgeEntry(entry: WaiverEntry): WaiverLine[] {
    const { checkId, waiver, problem } = entry;
    if (waiver === undefined) {
      return [waiverLine(WAIVER_IS_VALID, false, `is a waiver that counts for nothing: ${problem}`)];
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
    const isUsed = this.used.has(entry);
    const says = isUsed ? `waives ${checkId}, which fails` : `waives ${checkId}, which passes or does not apply`;
    return [...lines, waiverLine(WAIVER_IS_NEEDED, isUsed, says)];
  }

  private isCurrent({ waiver }: WaiverEntry): boolean {
    return waiver?.until === undefined || waiver.until >= this.options.asOf;
  }
}

type WaiverLine = Pick<Result, 'check' | 'status' | 'message'>;

function waiverLine(check: CheckDescription, isPassed: boolean, message: string): WaiverLine {
  return { check, status: isPassed ? 'passed' : 'failed', message };
}
