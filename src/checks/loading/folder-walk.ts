import * as fs from 'fs';
import * as path from 'path';
import { STDIN } from './bounded-text';
import { Unreadable } from './file-content';
import { Skipped } from './skipped';
import { fileProblem } from '../../internal/values/file-problems';

const READ_FILE = /(\.(ya?ml|json)|^Kustomization)$/;
const LEADS_NOWHERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);
const SKIPPED_FOLDERS = new Set(['node_modules', '.git']);

/** A file to read. */
export interface FoundFile {
  readonly file: string;
  /** Whatever links lead there. */
  readonly realPath: string;
  /** Whether it was named, and not found in a folder. */
  readonly isNamed: boolean;
}

/** A folder on the way, or a link that may lead to one. */
interface Place {
  readonly file: string;
  readonly realPath: string;
  /** The folder that was named. */
  readonly root: string;
}

type FileError = Error & { readonly code: string };

/** Finds the files of folders: each once, however many links lead to it. */
export class FolderWalk {
  public readonly files: FoundFile[] = [];
  public readonly skipped: Skipped[] = [];
  public readonly unreadable: Unreadable[] = [];
  private readonly seen = new Set<string>();
  private readonly roots: string[] = [];
  private readonly links: Place[] = [];

  /** @param isExcluded told each place, and how it is called from the folder that was named */
  constructor(private readonly isExcluded: (place: string, below: string) => boolean) {}

  /** Finds what stands at all of the paths; links last, so that what they lead to is called by its own name. */
  public find(paths: readonly string[]): void {
    for (const root of paths) this.addRoot(root);
    // What one leads to may hold more of them, which are added meanwhile.
    for (const link of this.links) this.follow(link);
  }

  private addRoot(root: string): void {
    const isFolder = root !== STDIN && isDirectory(root);
    if (root !== STDIN && this.exclude(root, path.basename(root))) return;
    const realPath = root === STDIN ? STDIN : realPathOf(root);
    if (isFolder) {
      this.roots.push(realPath);
      this.addFolder({ file: root, realPath, root });
    } else {
      this.addFile({ file: root, realPath, isNamed: true });
    }
  }

  private addFile(found: FoundFile): void {
    if (this.seen.has(found.realPath)) return;
    this.seen.add(found.realPath);
    this.files.push(found);
  }

  private addFolder({ file: folder, realPath, root }: Place): void {
    if (this.seen.has(realPath)) return;
    this.seen.add(realPath);
    for (const entry of this.entriesOf(folder)) {
      const file = path.join(folder, entry.name);
      const place = { file, realPath: path.join(realPath, entry.name), root };
      if (SKIPPED_FOLDERS.has(entry.name) || this.exclude(file, path.relative(root, file))) continue;
      if (entry.isSymbolicLink()) this.links.push(place);
      else this.addEntry(entry, place);
    }
  }

  private entriesOf(folder: string): fs.Dirent[] {
    try {
      const entries = fs.readdirSync(folder, { withFileTypes: true });
      return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    } catch (error) {
      this.unreadable.push({ file: folder, message: fileProblem(error) });
      return [];
    }
  }

  private addEntry(entry: fs.Dirent | fs.Stats, place: Place): void {
    if (entry.isDirectory()) this.addFolder(place);
    else if (READ_FILE.test(path.basename(place.file))) this.addNamedLikeManifest(entry, place);
  }

  /** A pipe would be waited for, and a device has no end. */
  private addNamedLikeManifest(entry: fs.Dirent | fs.Stats, { file, realPath }: Place): void {
    if (entry.isFile()) this.addFile({ file, realPath, isNamed: false });
    else this.skipped.push({ file, reason: 'special' });
  }

  private follow({ file, root }: Place): void {
    const realPath = realPathOf(file);
    const stats = statsOf(file);
    if ('code' in stats) {
      this.addLost({ file, realPath, isNamed: true }, stats);
    } else if (stats.isDirectory() && this.roots.some((one) => isWithin(one, realPath))) {
      // Whoever named a folder did not mean all that is around it.
      this.skipped.push({ file, reason: 'around' });
    } else {
      this.addEntry(stats, { file, realPath, root });
    }
  }

  /** Reading a file says what is wrong with it; of what may be a folder nobody else would say anything. */
  private addLost(found: FoundFile, error: FileError): void {
    const { file } = found;
    if (READ_FILE.test(path.basename(file))) this.addFile(found);
    else if (LEADS_NOWHERE.has(error.code)) this.skipped.push({ file, reason: 'nowhere' });
    else this.unreadable.push({ file, message: fileProblem(error) });
  }

  private exclude(file: string, below: string): boolean {
    const isExcluded = this.isExcluded(file, below);
    if (isExcluded) this.skipped.push({ file, reason: 'excluded' });
    return isExcluded;
  }
}

function isWithin(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

function isDirectory(file: string): boolean {
  const stats = statsOf(file);
  return 'isDirectory' in stats && stats.isDirectory();
}

/** Of what a link leads to, or why that cannot be told. */
function statsOf(file: string): fs.Stats | FileError {
  try {
    return fs.statSync(file);
  } catch (error) {
    return error as FileError;
  }
}

/** Where a file is, links followed. What leads nowhere, as a pipe of a shell does, is known by what it is called. */
export function realPathOf(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
