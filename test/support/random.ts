import { createHash } from 'crypto';

const MODULUS = 2147483647;

/** Numbers that are the same in every run. */
export class Random {
  /** One for each list of words and numbers; lists that are alike give numbers that are not. */
  public static of(...parts: readonly (string | number)[]): Random {
    const hash = createHash('sha256').update(JSON.stringify(parts)).digest().readUIntBE(0, 6);
    return new Random(1 + hash % (MODULUS - 1));
  }

  constructor(private state: number) {}

  public pick<T>(items: readonly T[]): T {
    return items[this.next() % items.length];
  }

  /** A whole number from 0 on, and smaller than the limit. */
  public below(limit: number): number {
    return this.next() % limit;
  }

  /** True once in so many times. */
  public oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  /** A list of so many things, each made by itself. */
  public times<T>(count: number, make: () => T): T[] {
    return Array.from({ length: count }, make);
  }

  private next(): number {
    this.state = (this.state * 16807) % MODULUS;
    return this.state;
  }
}
