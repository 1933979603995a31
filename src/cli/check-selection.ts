import { createRequire } from 'module';
import * as path from 'path';
import { CHECKS } from '../checks/catalogue';
import { ICheck } from '../checks/model/check';
import { ENGINE_CHECKS } from '../checks/model/engine/engine-checks';
import { MANIFEST_IS_READABLE } from '../checks/model/engine/manifest-is-readable';
import { closestWord } from '../internal/values/closest-word';

/** Which checks to run. */
export interface CheckSelection {
  /** Packages, or files, that export checks of their own. */
  readonly packages: readonly string[];
  /** Ids; all where there are none. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** The checks that are known, and those of them that were chosen. */
export interface ChosenChecks {
  readonly known: readonly ICheck[];
  readonly chosen: readonly ICheck[];
}

/** Loads and chooses; refuses ids that nobody knows, two checks of one id, and a choice of none. */
export function chooseChecks({ packages, only, skip }: CheckSelection): ChosenChecks {
  const known = [...CHECKS, ...packages.flatMap(checksOf)];
  const ids = [...known, ...ENGINE_CHECKS].map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`two checks have the id ${twice}; rename one of them`);
  const unknown = [...only, ...skip].find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new Error(`there is no check ${JSON.stringify(unknown)}; ${hintFor(unknown, ids)}`);
  if (skip.includes(MANIFEST_IS_READABLE.id)) {
    throw new Error(`${MANIFEST_IS_READABLE.id} cannot be skipped, as nothing is known of what cannot be read; `
      + 'leave the file out with --exclude');
  }
  const isChosen = ({ id }: { id: string }) => (only.length === 0 || only.includes(id)) && !skip.includes(id);
  if (![...known, ...ENGINE_CHECKS].some(isChosen)) throw new Error('no check is left; change --only or --skip');
  return { known, chosen: known.filter(isChosen) };
}

function hintFor(id: string, ids: readonly string[]): string {
  const meant = closestWord(id, ids);
  return meant === undefined ? 'see preflight list' : `did you mean ${meant}?`;
}

/** What a package exports that is a check, or a list of checks. */
function checksOf(name: string): ICheck[] {
  const exported = Object.values(load(name)).flat();
  const checks = exported.filter(isCheck);
  if (checks.length === 0) {
    throw new Error(`${name} exports no check; an object with id, title, box, severity, why, remedy, references, `
      + 'appliesTo and evaluate is one');
  }
  return checks;
}

function load(name: string): Record<string, unknown> {
  const require = createRequire(path.join(process.cwd(), 'package.json'));
  try {
    return require(name) as Record<string, unknown>;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${name} cannot be loaded: ${message.split('\n')[0]}`);
  }
}

function isCheck(value: unknown): value is ICheck {
  const check = value as Partial<ICheck> | null;
  return typeof check === 'object' && check !== null && typeof check.evaluate === 'function'
    && [check.id, check.title, check.box, check.severity, check.why].every((text) => typeof text === 'string')
    && typeof check.remedy === 'object' && Array.isArray(check.references) && Array.isArray(check.appliesTo);
}
