import * as fs from 'fs';
import * as path from 'path';
import { OutputFolder } from './output-folder';
import { attempt } from './output-problem';

/** No file that was written has such a name; what begins with a dot belongs to others, such as Git. */
const NO_NAME_OF_OURS = /^$|^#|(^|[\\/])\.|[\p{Cc}]/u;
const HEAD = '# written by ';

/** What an earlier run wrote, and which app did. */
export class WrittenIndex {
  public readonly files: readonly string[];
  /** The app that wrote them, where it was known. */
  public readonly writer: string | undefined;

  /** @param file its name; what is there and is no file is no index of ours */
  constructor(folder: OutputFolder, public readonly file: string) {
    const place = folder.placeOf(file);
    const text = attempt(folder.nameOf(file), () => {
      const isFile = fs.lstatSync(place, { throwIfNoEntry: false })?.isFile() === true;
      return isFile ? fs.readFileSync(place, 'utf8') : '';
    });
    const lines = text.split('\n');
    this.writer = lines[0].startsWith(HEAD) ? lines[0].slice(HEAD.length) : undefined;
    this.files = [...new Set(lines.filter((line) => !NO_NAME_OF_OURS.test(line) && !path.isAbsolute(line)))];
  }

  /** The files that a run does not write any more. */
  public without(names: ReadonlySet<string>): string[] {
    return this.files.filter((file) => !names.has(file));
  }
}

/** The lines of an index. */
export function indexText(files: readonly string[], writer: string | undefined): string {
  const head = writer === undefined ? [] : [HEAD + writer.replace(/\p{Cc}/gu, ' ')];
  return [...head, ...files].map((line) => `${line}\n`).join('');
}
