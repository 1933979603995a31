/** So many finds are kept in all lists together; those that are not kept are looked for again. */
const MOST = 4_000_000;

/** Lists of what was found, by what was looked for: bounded, as many open selectors find nearly everything each. */
export class KeptFinds<T> {
  private readonly lists = new Map<string, readonly T[]>();
  private count = 0;

  /** What is found for a key, which is looked for where it is not known; nothing is kept without a key. */
  public get(key: string | undefined, find: () => readonly T[]): readonly T[] {
    const known = key === undefined ? undefined : this.lists.get(key);
    if (known !== undefined) return known;
    const found = find();
    if (key !== undefined && this.count + found.length <= MOST) {
      this.count += found.length;
      this.lists.set(key, found);
    }
    return found;
  }
}
