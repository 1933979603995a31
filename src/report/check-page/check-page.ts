import { pageAddress } from './page-address';
import { Box, BOXES } from '../../checks/model/boxes';
import { ICheck } from '../../checks/model/check';
import { ENGINE_CHECKS } from '../../checks/model/engine/engine-checks';
import { CheckDescription } from '../../checks/model/result';

const ADDRESS = /^https?:\/\//;
const RULE = /^([^:\s]+):(\S+)$/;

/** What a check finds wrong, and what of the same kind is right: documents of YAML, and what is said of them. */
export interface CheckExamples {
  /** What `preflight check` was told beside them, such as `--kubernetes-version 1.36`; undefined where nothing was. */
  readonly options?: string;
  readonly wrong: { readonly manifests: string; readonly says: readonly string[] };
  readonly right: { readonly manifests: string };
}

/** A check as it is listed: what the engine itself says applies to no kinds. */
export type ListedCheck = CheckDescription & Partial<Pick<ICheck, 'appliesTo'>>;

/** The rules of another tool that ask the same, or a part of it. */
export interface SameRules {
  readonly tool: string;
  readonly rules: readonly string[];
}

/** All that is known of a check, for whoever reads about it. */
export interface CheckPage {
  readonly check: ListedCheck;
  /** None where a check of one's own names a box that there is not. */
  readonly box?: Box;
  readonly isWaivable: boolean;
  readonly examples?: CheckExamples;
  readonly elsewhere: readonly SameRules[];
  /** Where the opinion comes from. */
  readonly sources: readonly string[];
  /** Where the page is to be read; checks of one's own, and what people attest, have none. */
  readonly address?: string;
}

/** What is to be said of a check. */
export function checkPage(check: ListedCheck, repository: string, examples?: CheckExamples): CheckPage {
  return {
    check,
    box: BOXES.find(({ id }) => id === check.box),
    isWaivable: !ENGINE_CHECKS.some(({ id }) => id === check.id),
    examples,
    elsewhere: sameRules(check.references),
    sources: check.references.filter((reference) => ADDRESS.test(reference)),
    address: pageAddress(check.id, repository),
  };
}

/** By tool, in the order in which they are named. */
function sameRules(references: readonly string[]): SameRules[] {
  const rules = new Map<string, string[]>();
  for (const reference of references.filter((one) => !ADDRESS.test(one))) {
    const [, tool = 'elsewhere', rule = reference] = RULE.exec(reference) ?? [];
    rules.set(tool, [...rules.get(tool) ?? [], rule]);
  }
  return [...rules].map(([tool, named]) => ({ tool, rules: named }));
}
