import { IConstruct } from 'constructs';
import { perTree } from './per-tree';

/** What only one construct of a tree may have: the first that claims it. */
export class Claims {
  private readonly owners = new Map<string, IConstruct>();

  /** The one that has it already; otherwise it is the owner's from now on. */
  public claim(key: string, owner: IConstruct): IConstruct | undefined {
    const other = this.owners.get(key);
    if (other === undefined) this.owners.set(key, owner);
    return other;
  }

  /** Who has it; undefined where nobody does. */
  public ownerOf(key: string): IConstruct | undefined {
    return this.owners.get(key);
  }
}

/** Which backup owns which folder of which bucket: a drill takes the newest that it finds there. */
export const bucketFolders = perTree('bucket-folders', () => new Claims());

/** Who routes the alerts of a namespace's Alertmanager: it reads one configuration. */
export const alertRoutings = perTree('alert-routings', () => new Claims());

/** Who makes which Secret of which namespace: two would write it in turn. */
export const madeSecrets = perTree('made-secrets', () => new Claims());
