import { WaiverBook } from './waiver-book';
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
  /** The day on which waivers are judged, as `YYYY-MM-DD`. */
  readonly asOf: string;
  /** What files beside the manifests waive. */
  readonly written?: readonly WrittenWaiver[];
  /** Is told how many checks were put to all objects. */
  readonly onCheck?: (done: number, all: number) => void;
}

/** Puts every check to every object that it looks at; what does not apply is not among the results. */
export function judge(cluster: Cluster, options: JudgeOptions): Result[] {
  const { checks, knownIds, asOf, written = [], onCheck } = options;
  const judgedIds = new Set(checks.map(({ id }) => id));
  const waivers = new WaiverBook(cluster.manifests, { judgedIds, knownIds, asOf, written });
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
