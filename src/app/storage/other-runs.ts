import * as fs from 'fs';
import { readIndexName } from './index-name';
import { OutputFolder } from './output-folder';
import { attempt, refuseOutput } from './output-problem';
import { WrittenIndex } from './written-index';

const OWN_PLACE = 'give each app, or stage of one, a name or an outdir of its own';

/** What is to be written, and by whom. */
export interface Run {
  readonly index: string;
  /** The program; undefined where nobody knows it, and where the app has a name instead. */
  readonly writer?: string;
  /** By their files. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Keeps a run from what others wrote into its folder. */
export class OtherRuns {
  private readonly ofOtherApps: readonly WrittenIndex[];

  constructor(private readonly folder: OutputFolder, private readonly run: Run) {
    const own = readIndexName(run.index)?.app;
    const indexes = attempt(folder.name, () => fs.readdirSync(folder.placeOf('.'))).filter((file) => {
      const other = readIndexName(file);
      return other !== undefined && other.app !== own;
    });
    this.ofOtherApps = indexes.sort().map((file) => new WrittenIndex(folder, file));
  }

  /** Refuses the run where it would remove or replace what is not its own. */
  public check(written: WrittenIndex): void {
    this.ofOtherApps.forEach((other) => this.refuseTheirs(other));
    if (written.writer === undefined) return;
    if (written.writer === this.run.writer) this.refuseOtherStage(written);
    else this.refuseOtherProgram(written);
  }

  /** Those that no app with another name has in its index. */
  public without(files: readonly string[]): string[] {
    const theirs = new Set(this.ofOtherApps.flatMap((other) => other.files));
    return files.filter((file) => !theirs.has(file));
  }

  private refuseTheirs({ file: index, files, writer = 'another app' }: WrittenIndex): void {
    const file = files.find((one) => this.run.texts.has(one) && this.folder.holdsFile(one));
    if (file === undefined) return;
    const [own, other] = [this.run.index, index].map((one) => readIndexName(one)?.app);
    refuseOutput({
      must: `have files of one app each, and ${other ?? writer} wrote ${file} there, which ${own ?? 'this one'} `
        + 'would replace',
      got: this.folder.name,
      remedy: `call charts otherwise, give one of the two an outdir of its own, or remove ${this.folder.nameOf(index)} `
        + 'where that app is no more',
    });
  }

  /** One program may write another stage, or other charts under new names: nobody can tell where nothing stays. */
  private refuseOtherStage({ files, writer }: WrittenIndex): void {
    if (readIndexName(this.run.index)?.isShard === true || files.some((file) => this.run.texts.has(file))) return;
    const lost = files.filter((file) => this.folder.holdsFile(file));
    if (lost.length === 0) return;
    refuseOutput({
      must: `keep some file of the run before, and this one would remove all that ${writer} wrote there, such as `
        + lost[0],
      got: this.folder.name,
      remedy: `${OWN_PLACE}, or remove these files first where nobody needs them any more`,
    });
  }

  /**
   * A program that was moved writes most of the files again as they are. A run without a program, as by `node -e`, is
   * another one wherever the writer is known.
   */
  private refuseOtherProgram({ file: index, files, writer }: WrittenIndex): void {
    const there = files.filter((file) => this.folder.holdsFile(file));
    const lost = there.filter((file) => !this.isWrittenAgain(file));
    if (lost.length === 0 || lost.length * 2 < there.length) return;
    const what = this.run.texts.has(lost[0]) ? 'replace' : 'remove';
    refuseOutput({
      must: `be written by one app, and ${writer} wrote ${lost[0]} there, which this one would ${what}`,
      got: this.folder.name,
      remedy: `${OWN_PLACE}, or remove ${this.folder.nameOf(index)} where that app is no more`,
    });
  }

  private isWrittenAgain(file: string): boolean {
    const text = this.run.texts.get(file);
    return text !== undefined && this.folder.hasFile(file, Buffer.from(text));
  }
}
