import * as path from 'path';
import { Baseline } from './baseline';
import { BaselineFile, baselineText, BaselineScope, readBaseline, replaceFile } from './baseline-file';
import { STDIN } from '../../../checks/loading/bounded-text';
import { Manifest } from '../../../checks/model/manifest';
import { Result } from '../../../checks/model/result';
import { maskedPath } from '../../../internal/secrets/masked-text';
import { visible } from '../../../internal/values/visible-text';
import { FindingIdentity, objectIdentityOf } from '../../../report/finding-identity';

/** What is asked for of a baseline. */
export interface BaselineOptions {
  readonly file: string;
  /** Writes what fails now, whatever the file had. */
  readonly isWritten: boolean;
}

/** What was judged, and what came of it. */
export interface JudgedRun {
  readonly results: readonly Result[];
  readonly manifests: readonly Manifest[];
  /** Ids of the checks that were put. */
  readonly checkIds: ReadonlySet<string>;
  /** Whether some checks were left out. */
  readonly isSelection: boolean;
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
}

/** Results with what is known marked, and what is to be said of the file. */
export interface MarkedResults {
  readonly results: readonly Result[];
  readonly notes: readonly string[];
}

/** The baseline of one run: it is read before anything is judged, so that a broken one costs nobody time. */
export class BaselineRun {
  private readonly before?: BaselineFile;

  constructor(private readonly options: BaselineOptions) {
    if (!options.isWritten) this.before = readBaseline(options.file);
  }

  /** Marks what is known, and writes the file where it has to change. */
  public applyTo(run: JudgedRun): MarkedResults {
    return this.before === undefined ? this.begin(run) : this.goOn(this.before, run);
  }

  private begin(run: JudgedRun): MarkedResults {
    const { file } = this.options;
    if (!isWhole(run)) {
      return { results: run.results, notes: [`${this.shownFile} is not written, as something could not be judged`] };
    }
    const baseline = Baseline.of(run.results);
    replaceFile(file, baselineText({ baseline, scope: this.scopeOf(run) }));
    const notes = [`${this.shownFile} has all that fails, ${baseline.size} in all`];
    return { results: baseline.mark(run.results), notes };
  }

  private goOn({ baseline, scope }: BaselineFile, run: JudgedRun): MarkedResults {
    const results = baseline.mark(run.results);
    if (run.isSelection || !isWhole(run)) return { results, notes: [] };
    const left = baseline.without(run.results, this.seenBy(run, scope));
    const mended = baseline.size - left.size;
    return { results, notes: mended === 0 ? [] : [this.shrink({ baseline: left, scope }, mended)] };
  }

  private shrink(left: BaselineFile, mended: number): string {
    const findings = `${mended} ${mended === 1 ? 'finding is' : 'findings are'} mended`;
    try {
      replaceFile(this.options.file, baselineText(left));
      return `${findings} and taken out of ${this.shownFile}; commit it`;
    } catch (error) {
      return `${findings} and should be taken out of the baseline; ${visible(maskedPath((error as Error).message))}`;
    }
  }

  /** Whether a run would find it: the check was put to the object, or to all where the object is no more. */
  private seenBy(run: JudgedRun, scope: BaselineScope): (entry: FindingIdentity) => boolean {
    const { manifests, checkIds } = run;
    const isSame = isSameScope(this.scopeOf(run), scope);
    const objects = new Set(manifests.map((manifest) => keyOf(objectIdentityOf(manifest))));
    return (entry) => checkIds.has(entry.check) && (isSame || objects.has(keyOf(entry)));
  }

  /** From where the file stands, so that it is the same on every machine. */
  private scopeOf({ paths, exclude }: JudgedRun): BaselineScope {
    const folder = path.dirname(path.resolve(this.options.file));
    const below = (one: string) => path.relative(folder, path.resolve(one)).split(path.sep).join('/') || '.';
    return {
      paths: sorted(paths.map((one) => (one === STDIN ? STDIN : visible(maskedPath(below(one)))))),
      exclude: sorted(exclude.map((glob) => visible(maskedPath(glob)))),
    };
  }

  private get shownFile(): string {
    return visible(maskedPath(this.options.file));
  }
}

/** Of what could not be judged nobody knows what it has. */
function isWhole({ results, manifests }: JudgedRun): boolean {
  return manifests.length > 0 && results.every(({ status }) => status !== 'error');
}

/** What comes in is something else each time. */
function isSameScope(left: BaselineScope, right: BaselineScope): boolean {
  return !left.paths.includes(STDIN) && JSON.stringify([left.paths, left.exclude])
    === JSON.stringify([sorted(right.paths), sorted(right.exclude)]);
}

function keyOf({ kind, namespace, name }: Pick<FindingIdentity, 'kind' | 'namespace' | 'name'>): string {
  return JSON.stringify([kind, namespace, name]);
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
