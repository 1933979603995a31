import { IConstruct } from 'constructs';
import { EXTERNAL_ANNOTATION } from '../naming/labels';
import { madeSecrets } from '../tree/claims';

const SECRET = 'Secret/';

/** What an object names and others make, so that the readiness checklist does not miss it. */
export class Externals {
  private readonly names = new Set<string>();
  private readonly derived: (() => readonly string[])[] = [];

  constructor(private readonly scope: IConstruct, private readonly namespace: string) {}

  public add(kind: string, name: string): void {
    this.names.add(`${kind}/${name}`);
  }

  /** Adds names that are known only when the object is written. */
  public derive(kind: string, names: () => readonly string[]): void {
    this.derived.push(() => names().map((name) => `${kind}/${name}`));
  }

  public annotations(): Record<string, string> {
    const names = new Set([...this.names, ...this.derived.flatMap((produce) => produce())]);
    const others = [...names].filter((name) => !this.isMade(name)).sort();
    return others.length === 0 ? {} : { [EXTERNAL_ANNOTATION]: others.join(', ') };
  }

  /** Whether something of the tree makes a Secret, which may come after what names it. */
  private isMade(name: string): boolean {
    if (!name.startsWith(SECRET)) return false;
    return madeSecrets(this.scope).ownerOf(`${this.namespace}/${name.slice(SECRET.length)}`) !== undefined;
  }
}
