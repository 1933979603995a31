const MOST_KEPT = 10_000;
const LONGEST_KEPT = 200;

/** Keeps what was found of short texts: the same few stand in thousands of objects. */
export class SeenTexts<T> {
  private readonly found = new Map<string, T>();

  /** What was found of a text, or what is found now. */
  public of(text: string, find: () => T): T {
    if (text.length > LONGEST_KEPT) return find();
    if (this.found.has(text)) return this.found.get(text)!;
    const answer = find();
    if (this.found.size >= MOST_KEPT) this.found.clear();
    this.found.set(text, answer);
    return answer;
  }
}
