import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync, gzipSync } from 'zlib';
import { DerivedFile, IndexEntry } from './derive';

const INDEX = 'index.json';

/** The outcome of a run. */
export interface Derivation {
  readonly files: readonly DerivedFile[];
  /** Whether these are all files there should be. */
  readonly complete: boolean;
}

/** The folder of committed schemas. */
export class SchemaFolder {
  constructor(private readonly folder: string) {}

  /** One sentence for each file that differs from what was derived. */
  public problems({ files, complete }: Derivation): string[] {
    const differing = files.flatMap((file) => this.problemsOf(file));
    const surplus = complete ? this.surplus(files).map((file) => `${file} is surplus: no source gives it`) : [];
    const isIndexed = this.textOf(INDEX) === this.indexText({ files, complete });
    return [...differing, ...surplus, ...isIndexed ? [] : [`${INDEX} differs from what the sources give`]];
  }

  /** Writes what was derived, and touches no file that already holds it. */
  public write({ files, complete }: Derivation): void {
    const index = this.indexText({ files, complete });
    for (const { entry, json } of files.filter((file) => this.problemsOf(file).length > 0)) {
      fs.mkdirSync(path.dirname(this.locationOf(entry.file)), { recursive: true });
      fs.writeFileSync(this.locationOf(entry.file), gzipSync(json, { level: 9 }));
    }
    if (complete) {
      this.surplus(files).forEach((file) => fs.rmSync(this.locationOf(file)));
    }
    fs.writeFileSync(this.locationOf(INDEX), index);
  }

  private problemsOf({ entry, json }: DerivedFile): string[] {
    const committed = this.contentOf(entry.file);
    if (committed === undefined) {
      return [`${entry.file} is missing`];
    }
    return committed === json ? [] : [`${entry.file} differs from what ${entry.module}@${entry.version} gives`];
  }

  private indexText({ files, complete }: Derivation): string {
    const fresh = files.map(({ entry }) => entry);
    const replaced = new Set(fresh.map(({ file }) => file));
    const kept = complete ? [] : this.indexedFiles().filter(({ file }) => !replaced.has(file));
    const entries = [...kept, ...fresh].sort((one, other) => one.file < other.file ? -1 : 1);
    return `${JSON.stringify({ files: entries }, undefined, 2)}\n`;
  }

  private indexedFiles(): IndexEntry[] {
    const text = this.textOf(INDEX);
    return text === undefined ? [] : JSON.parse(text).files;
  }

  private surplus(derived: readonly DerivedFile[]): string[] {
    const expected = new Set([INDEX, ...derived.map(({ entry }) => entry.file)]);
    return this.files().filter((file) => !expected.has(file)).sort();
  }

  private files(): string[] {
    if (!fs.existsSync(this.folder)) {
      return [];
    }
    const entries = fs.readdirSync(this.folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile())
      .map((entry) => path.relative(this.folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  }

  /** The uncompressed text, or nothing where there is no file; a broken file differs from everything. */
  private contentOf(file: string): string | undefined {
    if (!fs.existsSync(this.locationOf(file))) {
      return undefined;
    }
    try {
      return gunzipSync(fs.readFileSync(this.locationOf(file))).toString('utf8');
    } catch {
      return '';
    }
  }

  private textOf(file: string): string | undefined {
    return fs.existsSync(this.locationOf(file)) ? fs.readFileSync(this.locationOf(file), 'utf8') : undefined;
  }

  private locationOf(file: string): string {
    return path.join(this.folder, file);
  }
}
