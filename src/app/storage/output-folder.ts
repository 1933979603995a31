import * as fs from 'fs';
import * as path from 'path';
import { attempt, refuseOutput } from './output-problem';

/**
 * A folder that is written, wherever the path leads by which it was named.
 *
 * Whoever has the folder from others, as with a repository, has their links too. What leads out of the folder is
 * neither written nor removed.
 */
export class OutputFolder {
  private readonly realPath: string;
  private readonly known = new Set<string>(['.']);

  /** Makes the folder where it is not there. */
  constructor(public readonly name: string) {
    this.realPath = attempt(name, () => {
      makeFolders(path.resolve(name));
      return fs.realpathSync.native(name);
    });
  }

  /** As the user calls what is in it. */
  public nameOf(inner: string): string {
    return path.join(this.name, inner);
  }

  /** Where something in it is, as far as no link of the folder leads elsewhere. */
  public placeOf(inner: string): string {
    return path.join(this.realPath, inner);
  }

  /** A folder in it and those around that one, as far as they are not there yet, the outermost first; each once. */
  public missingFolders(inner: string): string[] {
    if (this.known.has(inner)) return [];
    this.known.add(inner);
    const around = this.missingFolders(path.dirname(inner));
    const name = this.nameOf(inner);
    const isThere = attempt(name, () => fs.lstatSync(this.placeOf(inner), { throwIfNoEntry: false })) !== undefined;
    if (!isThere) return [...around, inner];
    if (attempt(name, () => this.isFolderWithin(inner))) return around;
    const must = 'have a folder there, and no file, or link that leads out of it or to a name with a dot in front';
    return refuseOutput({ must, got: name, remedy: 'remove what is there, or choose another outdir' });
  }

  /** Whether a file is there with just these bytes; refuses what is no file, and no link, which is not followed. */
  public hasFile(file: string, bytes: Buffer): boolean {
    const name = this.nameOf(file);
    const place = this.placeOf(file);
    const stats = attempt(name, () => fs.lstatSync(place, { throwIfNoEntry: false }));
    if (stats === undefined || stats.isSymbolicLink()) return false;
    if (stats.isFile()) return stats.size === bytes.length && attempt(name, () => fs.readFileSync(place)).equals(bytes);
    const remedy = 'remove what is there, or choose another outdir';
    return refuseOutput({ must: 'have a file there or nothing', got: name, remedy });
  }

  /** Whether a file is in it, and not by a link in it somewhere else. */
  public holdsFile(file: string): boolean {
    return this.statsWithin(file)?.isDirectory() === false;
  }

  /** The same of a folder. */
  public holdsFolder(inner: string): boolean {
    return this.statsWithin(inner)?.isDirectory() === true;
  }

  private statsWithin(inner: string): fs.Stats | undefined {
    try {
      return this.isFolderWithin(path.dirname(inner)) ? fs.lstatSync(this.placeOf(inner)) : undefined;
    } catch {
      return undefined;
    }
  }

  private isFolderWithin(inner: string): boolean {
    const place = this.placeOf(inner);
    if (fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
    const relative = path.relative(this.realPath, fs.realpathSync.native(place));
    // What begins with a dot belongs to others, such as Git, and what leads out of the folder begins with two.
    return !relative.split(path.sep).some((name) => name.startsWith('.')) && !path.isAbsolute(relative);
  }
}

/** One after the other: Node itself tries without end where a file system lets no folder be made, as /proc. */
function makeFolders(folder: string): void {
  if (isFolder(folder)) return;
  const around = path.dirname(folder);
  if (around !== folder) makeFolders(around);
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(place: string): boolean {
  return fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}
