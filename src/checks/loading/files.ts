import * as path from 'path';
import { isFile, readText, STDIN } from './bounded-text';
import { Companions } from './companions';
import { readDocuments } from './documents';
import { FileContent, Unreadable } from './file-content';
import { FolderWalk, FoundFile, realPathOf } from './folder-walk';
import { foreignReason } from './foreign';
import { Skipped } from './skipped';
import { readWaiversBeside, WAIVER_FILE_NAMES } from './waiver-file';
import { globPattern } from '../../internal/values/globs';
import { withoutTrailing } from '../../internal/values/trailing';
import { Manifest } from '../model/manifest';
import { WrittenWaiver } from '../model/waiver';
import { AliasBudget } from '../model/yaml/alias-budget';

/** How files are read. */
export interface ReadOptions {
  /** Globs of what is left out. */
  readonly exclude?: readonly string[];
  /** A file of ours that may stand among them, such as a baseline. */
  readonly ownFile?: string;
  /** Is told how far long work is. */
  readonly onFile?: (done: number, all: number) => void;
  /** Is given each file that holds objects, for whoever needs them as they are written. */
  readonly onText?: (written: WrittenFile) => void;
}

/** A file as it is written, and what it holds. */
export interface WrittenFile {
  readonly file: string;
  readonly text: string;
  readonly manifests: readonly Manifest[];
}

/** What was read. */
export interface Reading extends FileContent {
  readonly skipped: readonly Skipped[];
  /** What the files beside the manifests waive. */
  readonly waivers: readonly WrittenWaiver[];
}

/** Reads every object of the files and folders; what cannot be read is said to be so, with its file and line. */
export function readPaths(paths: readonly string[], options: ReadOptions = {}): Reading {
  const { exclude = [], ownFile, onFile, onText } = options;
  const walk = new FolderWalk(exclusionBy(exclude));
  walk.find(paths);
  const files = new FileReader(walk, onText);
  const ownPath = ownFile === undefined ? undefined : realPathOf(ownFile);
  for (const [index, found] of walk.files.entries()) {
    onFile?.(index, walk.files.length);
    if (found.realPath !== ownPath) files.read(found);
  }
  const { manifests, unreadable, skipped, waivers } = files;
  return { manifests, unreadable, skipped, waivers };
}

/** A glob without a slash is that of a name; with one it is that of a path, as it is called from here or the folder. */
function exclusionBy(globs: readonly string[]): (place: string, below: string) => boolean {
  const patterns = globs.map((glob) => {
    const plain = withoutTrailing(glob.replace(/^\.\//, ''), '/');
    return { isName: !plain.includes('/'), pattern: globPattern(plain) };
  });
  return (place, below) => patterns.some(({ isName, pattern }) => (
    isName ? pattern.test(path.basename(below)) : [path.normalize(place), below].some((text) => pattern.test(text))
  ));
}

/** Collects what one file after the other holds. */
class FileReader implements Reading {
  public readonly manifests: Manifest[] = [];
  public readonly unreadable: Unreadable[];
  public readonly skipped: Skipped[];
  public readonly waivers: WrittenWaiver[] = [];
  private readonly budget = new AliasBudget();
  private readonly companions: Companions;
  /** By place, whether it is one. */
  private readonly waiverFiles = new Map<string, boolean>();

  constructor({ files, skipped, unreadable }: FolderWalk, private readonly onText?: ReadOptions['onText']) {
    this.skipped = [...skipped];
    this.unreadable = [...unreadable];
    this.companions = new Companions(files.filter(({ isNamed }) => !isNamed));
  }

  public read(found: FoundFile): void {
    if (this.takeWaivers(found)) return;
    const owner = found.isNamed ? undefined : this.companions.ownerOf(found.realPath);
    if (owner === undefined) this.takeObjects(found);
    else this.skipped.push({ file: found.file, reason: owner });
  }

  private takeObjects({ file, isNamed }: FoundFile): void {
    const read = readText(file);
    if (!('text' in read)) {
      this.unreadable.push({ file, message: read.problem });
      return;
    }
    const content = readDocuments(file, read.text, this.budget);
    const reason = isNamed ? undefined : foreignReason(read.text, content);
    if (reason !== undefined) {
      this.skipped.push({ file, reason });
      return;
    }
    const { manifests } = content;
    if (manifests.length > 0) this.onText?.({ file, text: read.text, manifests });
    // One by one: a call has no room for as many arguments as a file may have documents.
    for (const manifest of manifests) this.manifests.push(manifest);
    for (const place of content.unreadable) this.unreadable.push(place);
  }

  /** Takes what is waived beside a file that was named, too; true where the file itself is one of waivers. */
  private takeWaivers({ file, isNamed }: FoundFile): boolean {
    if (file === STDIN) return false;
    const isOne = WAIVER_FILE_NAMES.some((name) => name === path.basename(file));
    if (isOne) return this.takeWaiverFile(file);
    if (isNamed) WAIVER_FILE_NAMES.forEach((name) => this.takeWaiverFile(path.join(path.dirname(file), name)));
    return false;
  }

  private takeWaiverFile(file: string): boolean {
    const known = this.waiverFiles.get(path.resolve(file));
    if (known !== undefined) return known;
    const read = isFile(file) ? readWaiversBeside(file) : undefined;
    this.waiverFiles.set(path.resolve(file), read !== undefined);
    for (const waiver of read?.waivers ?? []) this.waivers.push(waiver);
    for (const place of read?.unreadable ?? []) this.unreadable.push(place);
    return read !== undefined;
  }
}
