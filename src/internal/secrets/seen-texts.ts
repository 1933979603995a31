const MOST_KEPT = 10_000;
const LONGEST_KEPT = 200;

/** Keeps what was found of short texts: the same few stand in thousands of objects. */
export class SeenTexts<T> {
  private readonly found = new Map<string, T>();

  /** What was found of a text, or what is found now. */
  public of(text: string, find: () => T): T {
    if (text.length > LONGEST_KEPT) return find();
    const known = this.found.get(text);
    if (known !== undefined || this.found.has(text)) return known as T;
    const answer = find();
    if (this.found.size >= MOST_KEPT) this.found.clear();
    this.found.set(text, answer);
    return answer;
  }
}

/** The same of texts that are called something; the two are kept apart, for to join them costs as much as to look. */
export class SeenPairs<T> {
  private readonly found = new Map<string, Map<string, T>>();
  private kept = 0;

  /** What was found of a text under a name, or what is found now. */
  public of(name: string, text: string, find: (name: string, text: string) => T): T {
    if (name.length > LONGEST_KEPT || text.length > LONGEST_KEPT) return find(name, text);
    const known = this.found.get(name);
    if (known?.has(text)) return known.get(text)!;
    const answer = find(name, text);
    this.keep(name, text, answer);
    return answer;
  }

  private keep(name: string, text: string, answer: T): void {
    if (this.kept >= MOST_KEPT) {
      this.found.clear();
      this.kept = 0;
    }
    const texts = this.found.get(name);
    if (texts === undefined) this.found.set(name, new Map([[text, answer]]));
    else texts.set(text, answer);
    this.kept += 1;
  }
}
