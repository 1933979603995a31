/** What is looked for one after the other, each once, by whoever comes first to need it. */
export class Remembered<T> implements Iterable<T> {
  private readonly found: T[] = [];

  constructor(private readonly search: Iterator<T>) {}

  public* [Symbol.iterator](): Generator<T> {
    for (let index = 0; ; index += 1) {
      if (index === this.found.length) {
        const next = this.search.next();
        if (next.done === true) return;
        this.found.push(next.value);
      }
      yield this.found[index];
    }
  }
}
