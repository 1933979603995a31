import * as fs from 'fs';
import * as path from 'path';
import { OutputFile } from './output-files';
import { appName } from './storage/app-name';
import { Change, makeAll, makeFolder, putFile, removeEmptyFolder, removeFile } from './storage/changes';
import { whileLocked } from './storage/folder-lock';
import { OtherRuns } from './storage/other-runs';
import { OutputFolder } from './storage/output-folder';
import { attempt } from './storage/output-problem';
import { clearUnfinished, finishedFile, makeUnfinished } from './storage/unfinished';
import { indexText, WrittenIndex } from './storage/written-index';

/** Everything lies here until it is finished, under names that are short whatever the files are called. */
const UNFINISHED = '.preflight-unfinished';

/** What is known of a folder besides its files. */
export interface Storing {
  /** The file that lists what a run wrote. */
  readonly index: string;
  /** Folders that are made even where nothing is in them. */
  readonly folders?: readonly string[];
  /** Whose files they are, where the index does not say it. What another app wrote is not removed: it is refused. */
  readonly app?: object;
}

/**
 * Writes files into a folder so that each is wholly old or wholly new, whenever the process ends, and removes those
 * that an earlier run wrote and this one does not.
 *
 * Nothing takes its place before everything is written, and where something cannot, all is as it was. The index names
 * the files of both runs while they change places, so that the next run finds what one that was killed left behind.
 * Files that no index names are never removed, and nothing outside of the folder is touched, whatever links are in it.
 */
export function storeFiles(folder: string, files: readonly OutputFile[], storing: Storing): void {
  const output = new OutputFolder(folder);
  whileLocked(output, () => new Replacement(output, storing).make(files));
}

/** One run takes the place of the one before. */
class Replacement {
  private readonly unfinished: string;
  private readonly index: string;
  private readonly folders: readonly string[];
  private readonly writer: string | undefined;
  private finishedFiles = 0;

  constructor(private readonly output: OutputFolder, { index, folders = [], app }: Storing) {
    this.unfinished = output.placeOf(UNFINISHED);
    this.index = index;
    this.folders = folders;
    this.writer = app && appName(output.placeOf('.'), app);
  }

  public make(files: readonly OutputFile[]): void {
    try {
      makeUnfinished(this.output.nameOf(UNFINISHED), this.unfinished);
      makeAll(this.changesTo(files), this.unfinished);
    } finally {
      this.tryToClear();
    }
  }

  /** Writes everything that they need, and refuses what stands in their way. */
  private changesTo(files: readonly OutputFile[]): Change[] {
    const texts = new Map(files.map(({ file, text }) => [file, text]));
    const names = new Set(texts.keys());
    const inner = new Set([...this.folders, ...[...names].map((file) => path.dirname(file))]);
    const missing = [...inner].flatMap((folder) => this.output.missingFolders(folder));
    const written = new WrittenIndex(this.output, this.index);
    const others = new OtherRuns(this.output, { index: this.index, writer: this.writer, texts });
    others.check(written);
    const dropped = others.without(written.without(names));
    const writer = this.writer ?? written.writer;
    return [
      ...this.putIndex([...dropped, ...names], writer),
      ...this.change(missing, makeFolder),
      ...files.flatMap((file) => this.put(file)),
      ...this.removal(dropped, inner),
      ...this.putIndex([...names], writer),
    ];
  }

  private removal(dropped: readonly string[], toStay: ReadonlySet<string>): Change[] {
    const files = dropped.filter((file) => this.output.holdsFile(file));
    const folders = foldersAround(dropped, toStay).filter((folder) => this.output.holdsFolder(folder));
    return [...this.change(files, removeFile), ...this.change(folders, removeEmptyFolder)];
  }

  private change(all: readonly string[], toChange: (name: string, place: string) => Change): Change[] {
    return all.map((one) => toChange(this.output.nameOf(one), this.output.placeOf(one)));
  }

  private put({ file, text }: OutputFile): Change[] {
    const bytes = Buffer.from(text);
    if (this.output.hasFile(file, bytes)) return [];
    const finished = path.join(this.unfinished, finishedFile(this.finishedFiles++));
    attempt(this.output.nameOf(file), () => fs.writeFileSync(finished, bytes, { flag: 'wx' }));
    return [putFile(this.output.nameOf(file), this.output.placeOf(file), finished)];
  }

  /** @param writer the app; where nobody knows which one writes, the folder stays that of the one before */
  private putIndex(files: readonly string[], writer: string | undefined): Change[] {
    return this.put({ file: this.index, text: indexText(files, writer) });
  }

  /** What is left is removed by the next run. */
  private tryToClear(): void {
    try {
      clearUnfinished(this.unfinished);
    } catch {
      return;
    }
  }
}

/** The folders that files are in, the innermost first, up to those that are to stay. */
function foldersAround(files: readonly string[], toStay: ReadonlySet<string>): string[] {
  const around = new Set<string>();
  for (const file of files) {
    let folder = path.dirname(file);
    while (folder !== '.' && !toStay.has(folder) && !around.has(folder)) {
      around.add(folder);
      folder = path.dirname(folder);
    }
  }
  return [...around].sort((left, right) => right.length - left.length);
}
