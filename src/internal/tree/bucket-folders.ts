import { IConstruct } from 'constructs';
import { perTree } from './per-tree';

/** Which backup owns which folder of which bucket, once per tree: a drill takes the newest that it finds there. */
export class BucketFolders {
  public static readonly of = perTree('bucket-folders', () => new BucketFolders());

  private readonly owners = new Map<string, IConstruct>();

  /** The backup that has the folder already; otherwise it is the owner's from now on. */
  public claim(folder: string, owner: IConstruct): IConstruct | undefined {
    const other = this.owners.get(folder);
    if (other === undefined) this.owners.set(folder, owner);
    return other;
  }
}
