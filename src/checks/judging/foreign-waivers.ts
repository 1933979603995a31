import { ForeignRule, Suppression, suppressionsOf } from './suppression-annotations';
import { withoutSecret } from '../../internal/secrets/search';
import type { Manifest } from '../model/manifest';
import type { Result } from '../model/result';
import type { Waiver } from '../model/waiver';

type Suppressions = ReadonlyMap<ForeignRule, Suppression>;

const NONE: Suppressions = new Map();

/** What objects say to other tools, which holds here for the checks that refer to the same rules. */
export class ForeignWaivers {
  private readonly known = new Map<Manifest, Suppressions>();

  /** The waiver of what failed, where another tool would leave it out. */
  public waiverOf({ manifest, check }: Result): Waiver | undefined {
    const suppressions = manifest === undefined ? NONE : this.of(manifest);
    if (suppressions.size === 0) return undefined;
    for (const reference of check.references) {
      const found = suppressions.get(reference) ?? suppressions.get(reference.split(':')[0]);
      if (found !== undefined) return waiverOf(found);
    }
    return undefined;
  }

  private of(manifest: Manifest): Suppressions {
    let known = this.known.get(manifest);
    if (known === undefined) {
      const all = suppressionsOf(manifest);
      known = all.length === 0 ? NONE : new Map(all.map((one) => [one.rule, one]));
      this.known.set(manifest, known);
    }
    return known;
  }
}

function waiverOf({ tool, annotation, reason }: Suppression): Waiver {
  return { reason: withoutSecret(reason === '' ? `${annotation} gives no reason` : reason), tool };
}
