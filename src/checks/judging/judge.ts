import { ResultMask } from './masked-results';
import { MOST_TOLD, Tally } from './tally';
import { WaiverBook } from './waiver-book';
import { shownValue } from '../../internal/values/shown-value';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Result } from '../model/result';
import { WrittenWaiver } from '../model/waiver';

/** What to judge, and how. */
export interface JudgeOptions {
  readonly checks: readonly ICheck[];
  /** Ids that a waiver may name beside those of `checks`: what was left out of this run is still known. */
  readonly knownIds: ReadonlySet<string>;
  /** All checks that objects may waive; those of `checks` where it is left out. */
  readonly waivable?: readonly ICheck[];
  /** The day on which waivers are judged, as `YYYY-MM-DD`. */
  readonly asOf: string;
  /** What files beside the manifests waive. */
  readonly written?: readonly WrittenWaiver[];
  /** Counts what passed, which is then not among the results, and more of what did not than anybody reads. */
  readonly tally?: Tally;
  /** As many results of a check are told of one object where no tally counts them; 1,000 where it is left out. */
  readonly mostTold?: number;
  /** Is told how many checks were put to all objects. */
  readonly onCheck?: (done: number, all: number) => void;
}

/** Puts every check to every object that it looks at; what does not apply is not among the results. */
export function judge(cluster: Cluster, options: JudgeOptions): Result[] {
  const { checks, knownIds, waivable = checks, asOf, written = [], tally, mostTold = MOST_TOLD, onCheck } = options;
  const waivers = new WaiverBook(cluster.manifests, { checks, knownIds, waivable, asOf, written });
  const results: Result[] = [];
  const judgement = { cluster, waivers, results, tally, mostTold };
  for (const [index, check] of checks.entries()) {
    onCheck?.(index, checks.length);
    for (const manifest of subjectsOf(check, cluster)) evaluate(check, manifest, judgement);
  }
  for (const finding of waivers.findings()) results.push(finding);
  const mask = new ResultMask();
  return results.map((result) => mask.applyTo(result));
}

/** What findings are made with, and where they go: there are hundreds of thousands, which nobody copies. */
interface Judgement {
  readonly cluster: Cluster;
  readonly waivers: WaiverBook;
  readonly results: Result[];
  readonly tally?: Tally;
  readonly mostTold: number;
}

function subjectsOf({ appliesTo }: ICheck, cluster: Cluster): Manifest[] {
  if (appliesTo.includes('*')) return cluster.manifests;
  const [first, ...others] = appliesTo.map((kind) => (kind === 'pods' ? cluster.podOwners : cluster.ofKind(kind)));
  // What makes pods may be named by its kind too.
  return others.length === 0 ? first ?? [] : [...new Set([first, ...others].flat())];
}

function evaluate(check: ICheck, manifest: Manifest, judgement: Judgement): void {
  const resultFor = (finding: Finding) => resultOf(check, manifest, finding);
  try {
    const findings = listOf(check.evaluate(manifest, judgement.cluster));
    const passed = addResults(findings, resultFor, judgement);
    if (findings.length > 0) judgement.tally?.add(check.id, passed);
  } catch (error) {
    const message = `the check itself failed: ${(error as Error)?.message ?? String(error)}`;
    addResult({ ...resultFor({ passed: false, message }), status: 'error' }, judgement);
    judgement.tally?.add(check.id, 0);
  }
}

/** How many passed. A pod of 10,000 empty containers would make a report 400 times as long as itself. */
function addResults(
  findings: readonly Finding[], resultFor: (finding: Finding) => Result, judgement: Judgement,
): number {
  const { waivers, tally, mostTold } = judgement;
  const count = { passed: 0, failed: 0 };
  for (const finding of findings) {
    refuseOther(finding);
    const status = finding.passed ? 'passed' : 'failed';
    count[status] += 1;
    // A tally counts them by itself, over all objects.
    const isCounted = tally === undefined ? count[status] > mostTold : finding.passed;
    if (!isCounted) addResult(waivers.applyTo(resultFor(finding)), judgement);
  }
  const isMoreSaid = tally === undefined && count.failed > mostTold;
  if (isMoreSaid) addResult(waivers.applyTo(resultFor(moreThan(mostTold, count.failed))), judgement);
  return count.passed;
}

function addResult(result: Result, { results, tally }: Judgement): void {
  if (tally === undefined || tally.isKept(result)) results.push(result);
}

function moreThan(told: number, failed: number): Finding {
  return { passed: false, message: `has ${failed - told} more like these` };
}

/** Checks may be anybody's, in a language without types. */
function listOf(findings: Finding[]): Finding[] {
  if (Array.isArray(findings)) return findings;
  throw new Error(`evaluate must give a list of findings, got ${shownValue(findings)}`);
}

function refuseOther(finding: Finding): void {
  const { passed, message, container = '', path = '' } = finding ?? {};
  const isText = typeof message === 'string' && typeof container === 'string' && typeof path === 'string';
  if (isText && typeof passed === 'boolean') return;
  throw new Error(`a finding must say whether it passed, and the rest in text, got ${shownValue(finding)}`);
}

function resultOf(check: ICheck, manifest: Manifest, finding: Finding): Result {
  const { passed, message, container, path, actual, expected } = finding;
  const { source } = manifest;
  const status = passed ? 'passed' : 'failed';
  return {
    check, manifest, status, message, container, path, actual, expected, file: source?.file, line: source?.line,
  };
}
