import { EXTERNAL_ANNOTATION } from '../naming/labels';

/** What an object names and others make, so that the readiness checklist does not miss it. */
export class Externals {
  private readonly names = new Set<string>();

  public add(kind: string, name: string): void {
    this.names.add(`${kind}/${name}`);
  }

  public annotations(): Record<string, string> {
    return this.names.size === 0 ? {} : { [EXTERNAL_ANNOTATION]: [...this.names].sort().join(', ') };
  }
}
