import * as path from 'path';
import { preProcessFile } from 'typescript';

/** An import of one file of `src` by another, of types alone too. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Who imports whom in `src`, read by the compiler's own scanner; files are named like `network/public-route`. */
export class ImportGraph {
  public readonly arrows: readonly Arrow[];
  private readonly targets: ReadonlyMap<string, readonly string[]>;

  constructor(private readonly sources: ReadonlyMap<string, string>) {
    this.targets = new Map([...sources].map(([file, text]) => [file, targetsOf(file, text)]));
    this.arrows = [...this.targets].flatMap(([from, targets]) => targets.map((to) => ({ from, to })));
  }

  /** Imports of what is no file of `src`: folders, files beside `src`, and the package by its own name. */
  public strays(): string[] {
    return this.arrows.filter(({ to }) => !this.sources.has(to)).map(({ from, to }) => `${from} -> ${to}`);
  }

  /** Each circle of imports that a walk in depth runs into, such as `a -> b -> a`. */
  public circles(): string[] {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
      if (done.has(file) || trail.includes(file)) return;
      for (const target of this.targets.get(file) ?? []) visit(target, [...trail, file]);
      done.add(file);
    };
    for (const file of this.sources.keys()) visit(file, []);
    return circles;
  }
}

function targetsOf(file: string, text: string): string[] {
  const names = preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const own = names.filter((name) => name.startsWith('.') || /^cdk8s-preflight(\/|$)/.test(name));
  return [...new Set(own.map((name) => (name.startsWith('.') ? path.join(path.dirname(file), name) : name)))];
}
