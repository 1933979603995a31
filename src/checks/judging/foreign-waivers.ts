import { asksFor } from './partial-rules';
import { isForAll, waiversOf } from './recorded-waivers';
import { ForeignRule, Suppression, suppressionsOf } from './suppression-annotations';
import { withoutSecret } from '../../internal/secrets/search';
import type { ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import type { Result } from '../model/result';
import type { Waiver } from '../model/waiver';

type Suppressions = ReadonlyMap<ForeignRule, Suppression>;

const NONE: Suppressions = new Map();

/** What objects say to other tools, which holds here for the checks that refer to the same rules. */
export class ForeignWaivers {
  private readonly known = new Map<Manifest, Suppressions>();
  private readonly references: ReadonlyMap<string, readonly ForeignRule[]>;

  /** Takes all checks that objects may waive. */
  constructor(checks: readonly ICheck[]) {
    this.references = new Map(checks.map(({ id, references }) => [id, references]));
  }

  /** The waiver of what failed, where another tool would leave it out. */
  public waiverOf(result: Result): Waiver | undefined {
    const { manifest, check: { references } } = result;
    const suppressions = manifest === undefined ? NONE : this.of(manifest);
    if (suppressions.size === 0) return undefined;
    for (const rule of references) {
      const found = suppressions.get(rule) ?? suppressions.get(rule.split(':')[0]);
      if (found !== undefined && asksFor(rule, result)) return waiverOf(found);
    }
    return undefined;
  }

  private of(manifest: Manifest): Suppressions {
    let known = this.known.get(manifest);
    if (known === undefined) {
      const all = suppressionsOf(manifest);
      const told = all.length === 0 ? all : all.filter(this.isOfOthers(manifest));
      known = told.length === 0 ? NONE : new Map(told.map((one) => [one.rule, one]));
      this.known.set(manifest, known);
    }
    return known;
  }

  /** What repeats a waiver of ours in the form of another tool waives no more than that, however much the rule asks. */
  private isOfOthers(manifest: Manifest): (suppression: Suppression) => boolean {
    const repeated = new Set(waiversOf(manifest).filter(isForAll)
      .flatMap(({ checkId }) => this.references.get(checkId) ?? []));
    return ({ rule, impliedBy = rule }) => !repeated.has(impliedBy);
  }
}

function waiverOf({ tool, annotation, reason }: Suppression): Waiver {
  return { reason: withoutSecret(reason === '' ? `${annotation} gives no reason` : reason), tool };
}
