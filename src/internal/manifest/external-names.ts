import { EXTERNAL_ANNOTATION } from '../naming/labels';

/** What an object names and others make, so that the readiness checklist does not miss it. */
export class Externals {
  private readonly names = new Set<string>();
  private readonly derived: (() => readonly string[])[] = [];

  public add(kind: string, name: string): void {
    this.names.add(`${kind}/${name}`);
  }

  /** Adds names that are known only when the object is written. */
  public derive(kind: string, names: () => readonly string[]): void {
    this.derived.push(() => names().map((name) => `${kind}/${name}`));
  }

  public annotations(): Record<string, string> {
    const names = new Set([...this.names, ...this.derived.flatMap((produce) => produce())]);
    return names.size === 0 ? {} : { [EXTERNAL_ANNOTATION]: [...names].sort().join(', ') };
  }
}
