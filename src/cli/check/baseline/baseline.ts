import { Result } from '../../../checks/model/result';
import { FindingIdentity, identityOf } from '../../../report/finding-identity';

/** A finding that is known, and how many there are that are alike. */
export interface BaselineEntry extends FindingIdentity {
  readonly count: number;
}

/** Findings that a team starts with; there are never more of them than there were. */
export class Baseline {
  /** All that failed. */
  public static of(results: readonly Result[]): Baseline {
    const entries = new Map<string, BaselineEntry>();
    for (const identity of results.filter(isFailed).map(identityOf)) {
      const key = keyOf(identity);
      entries.set(key, { ...identity, count: (entries.get(key)?.count ?? 0) + 1 });
    }
    return new Baseline(entries);
  }

  /** What was written; of what stands there twice, as after a merge, that which is more. */
  public static from(list: readonly BaselineEntry[]): Baseline {
    const entries = new Map<string, BaselineEntry>();
    for (const entry of list) {
      const key = keyOf(entry);
      if ((entries.get(key)?.count ?? 0) < entry.count) entries.set(key, entry);
    }
    return new Baseline(entries);
  }

  private constructor(private readonly byKey: ReadonlyMap<string, BaselineEntry>) {}

  public get entries(): BaselineEntry[] {
    return [...this.byKey.values()];
  }

  /** How many findings it has. */
  public get size(): number {
    return this.entries.reduce((sum, { count }) => sum + count, 0);
  }

  /** The results, with those that failed and are known marked; of several that are alike, as many as were known. */
  public mark(results: readonly Result[]): Result[] {
    const left = new Map<string, number>();
    return results.map((result) => {
      if (!isFailed(result)) return result;
      const key = keyOf(identityOf(result));
      const count = left.get(key) ?? this.byKey.get(key)?.count ?? 0;
      left.set(key, count - 1);
      return count > 0 ? { ...result, isKnown: true } : result;
    });
  }

  /** What is left of it where findings are gone that a run would have seen. */
  public without(results: readonly Result[], isSeen: (entry: FindingIdentity) => boolean): Baseline {
    const found = Baseline.of(results).byKey;
    return new Baseline(new Map([...this.byKey].flatMap(([key, entry]) => {
      const count = isSeen(entry) ? Math.min(entry.count, found.get(key)?.count ?? 0) : entry.count;
      return count === 0 ? [] : [[key, { ...entry, count }] as const];
    })));
  }
}

function isFailed({ status }: Result): boolean {
  return status === 'failed';
}

function keyOf({ check, kind, namespace, name, container, path }: FindingIdentity): string {
  return JSON.stringify([check, kind, namespace, name, container, path]);
}
