import { Construct } from 'constructs';
import { fail } from '../../../internal/fail';
import { isDnsSubdomain } from '../../../internal/naming/names';
import { checkText } from '../../../internal/values/plain-text';

const ALL = '*';

/** Two lists of names, as Velero takes them. */
export interface IncludedNames {
  /** What the lists are called, for messages. */
  readonly included: string;
  readonly excluded: string;
  readonly includes?: readonly string[];
  readonly excludes?: readonly string[];
  /** Whether everything may be left out, where nothing is named to be taken. */
  readonly mayExcludeAll: boolean;
  /** What a name looks like. */
  readonly like: string;
}

/**
 * Refuses lists that Velero refuses, when a backup would have started.
 *
 * @see https://github.com/vmware-tanzu/velero/blob/v1.18.3/pkg/util/collections/includes_excludes.go
 */
export function checkIncluded(scope: Construct, names: IncludedNames): void {
  const { included, excluded, includes = [], excludes = [], mayExcludeAll, like } = names;
  checkNames(scope, { prop: included, names: includes, like });
  checkNames(scope, { prop: excluded, names: excludes, like });
  if (excludes.includes(ALL) && !(mayExcludeAll && includes.length === 0)) {
    const must = 'leave something to be backed up';
    fail(scope, { prop: excluded, must, got: ALL, remedy: `name what is left out, such as ${like}` });
  }
  const both = excludes.find((name) => includes.includes(name));
  if (both === undefined) return;
  const must = `hold nothing that ${included} holds too`;
  fail(scope, { prop: excluded, must, got: both, remedy: 'remove it from one of the two' });
}

interface NamedList {
  readonly prop: string;
  readonly names: readonly string[];
  readonly like: string;
}

function checkNames(scope: Construct, { prop, names, like }: NamedList): void {
  for (const name of names) {
    if (typeof name === 'string') checkText(scope, prop, name);
    if (name === ALL || isDnsSubdomain(name)) continue;
    fail(scope, { prop, must: 'hold names, or * for all', got: name, remedy: `write them like ${like}` });
  }
  if (names.length > 1 && names.includes(ALL)) {
    fail(scope, { prop, must: 'hold * alone', got: names, remedy: 'remove the others, or *' });
  }
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    fail(scope, { prop, must: 'hold each name once', got: twice, remedy: 'remove one of the two' });
  }
}
