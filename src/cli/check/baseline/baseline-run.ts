import * as path from 'path';
import { Baseline } from './baseline';
import { BaselineFile, readBaseline, writeBaseline } from './baseline-file';
import { BaselineScope, differencesOf, ScopeOptions, scopeOf } from './baseline-scope';
import { STDIN } from '../../../checks/loading/bounded-text';
import { Manifest } from '../../../checks/model/manifest';
import { Result } from '../../../checks/model/result';
import { maskedPath } from '../../../internal/secrets/masked-text';
import { shownText, visible } from '../../../internal/values/visible-text';
import { FindingIdentity, objectIdentityOf } from '../../../report/finding-identity';

const MAX_PATHS = 3;

/** What is asked for of a baseline. */
export interface BaselineOptions {
  readonly file: string;
  readonly use: BaselineUse;
}

/** What becomes of the file: it is written, whatever it had, or only shrinks, or stays as it is. */
export type BaselineUse = 'write' | 'shrink' | 'read';

/** What was judged, and what came of it. */
export interface JudgedRun {
  readonly results: readonly Result[];
  readonly manifests: readonly Manifest[];
  /** Ids of the checks that were put. */
  readonly checkIds: ReadonlySet<string>;
  /** Whether some checks were left out. */
  readonly isSelection: boolean;
  readonly options: ScopeOptions;
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
    if (options.use !== 'write') this.before = readBaseline(options.file);
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
    writeBaseline(file, { baseline, scope: scopeOf(run.options, file) });
    const notes = [`${this.shownFile} has all that fails, ${baseline.size} in all`];
    return { results: baseline.mark(run.results), notes };
  }

  private goOn(before: BaselineFile, run: JudgedRun): MarkedResults {
    const { baseline, scope } = before;
    const results = baseline.mark(run.results);
    if (run.isSelection || !isWhole(run)) return { results, notes: [] };
    const differences = differencesOf(scopeOf(run.options, this.options.file), scope);
    // What comes in is something else each time.
    const isSame = differences.length === 0 && !scope.paths.includes(STDIN);
    const left = baseline.without(run.results, seenBy(run, isSame));
    const mended = baseline.size - left.size;
    if (mended === 0) return { results, notes: [] };
    const isKept = this.options.use === 'read' || differences.length > 0;
    return {
      results,
      notes: [isKept ? this.keptNote(scope, mended, differences) : this.shrink({ baseline: left, scope }, mended)],
    };
  }

  private shrink(left: BaselineFile, mended: number): string {
    const findings = `${mended} ${mended === 1 ? 'finding is' : 'findings are'} mended`;
    try {
      writeBaseline(this.options.file, left);
      return `${findings} and taken out of ${this.shownFile}; commit it`;
    } catch (error) {
      return `${findings} and should be taken out of the baseline; ${visible(maskedPath((error as Error).message))}`;
    }
  }

  /** Other files or options may hide what is there still. */
  private keptNote({ paths }: BaselineScope, mended: number, differences: readonly string[]): string {
    const [findings, they, stay] = mended === 1 ? ['finding', 'it', 'stays'] : ['findings', 'them', 'stay'];
    const start = `${mended} ${findings} may be mended`;
    if (this.options.use === 'read') {
      return `${start}, and ${stay} in ${this.shownFile} until preflight check takes ${they} out`;
    }
    const places = paths.slice(0, MAX_PATHS).map((place) => this.shownPlace(place)).join(', ');
    const more = paths.length > MAX_PATHS ? ` and ${paths.length - MAX_PATHS} more` : '';
    return `${start}; judge ${places}${more} as ${this.shownFile} was written to take ${they} out: this run has other `
      + differences.join(', ');
  }

  private shownPlace(place: string): string {
    return shownText(maskedPath(place === STDIN ? place : path.join(path.dirname(this.options.file), place)));
  }

  private get shownFile(): string {
    return visible(maskedPath(this.options.file));
  }
}

/** Of what could not be judged nobody knows what it has. */
function isWhole({ results, manifests }: JudgedRun): boolean {
  return manifests.length > 0 && results.every(({ status }) => status !== 'error');
}

/** Whether a run would find it: the check was put to the object, or to all where the object is no more. */
function seenBy({ manifests, checkIds }: JudgedRun, isSame: boolean): (entry: FindingIdentity) => boolean {
  const objects = new Set(manifests.map((manifest) => keyOf(objectIdentityOf(manifest))));
  return (entry) => checkIds.has(entry.check) && (isSame || objects.has(keyOf(entry)));
}

function keyOf({ kind, namespace, name }: Pick<FindingIdentity, 'kind' | 'namespace' | 'name'>): string {
  return JSON.stringify([kind, namespace, name]);
}
