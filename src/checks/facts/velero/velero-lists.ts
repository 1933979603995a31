import { PlainMap, listOf } from '../../model/values/plain-data';

const ALL = '*';
const UNSUPPORTED = /[|()!{},]|\*\*/;
const SET = /\[[^\]]{1,63}\]/g;
const WILDCARD = /[*?[\]]/g;
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Two lists of which one says what is in and the other what is out. */
export interface ListPair {
  readonly included: string;
  readonly excluded: string;
  /** Whether everything may be left out, as of one scope. */
  readonly takesAllOut: boolean;
  readonly areNamespaces: boolean;
}

/** What Velero refuses in one of two lists. */
export interface ListProblem {
  readonly field: string;
  readonly message: string;
  readonly actual: string;
  readonly expected: string;
}

/** The lists of a BackupSpec. */
export const VELERO_LISTS: readonly ListPair[] = [
  { included: 'includedNamespaces', excluded: 'excludedNamespaces', takesAllOut: false, areNamespaces: true },
  { included: 'includedResources', excluded: 'excludedResources', takesAllOut: false, areNamespaces: false },
  ...['ClusterScopedResources', 'NamespaceScopedResources'].map((name) => (
    { included: `included${name}`, excluded: `excluded${name}`, takesAllOut: true, areNamespaces: false }
  )),
];

/**
 * What Velero has against two lists; undefined where that is nothing.
 *
 * @see https://github.com/vmware-tanzu/velero/blob/v1.18.3/pkg/util/collections/includes_excludes.go
 */
export function veleroListProblem(spec: PlainMap, pair: ListPair): ListProblem | undefined {
  const [included, excluded] = [pair.included, pair.excluded].map((field) => [...new Set(namesIn(spec[field]))]);
  const both = excluded.find((name) => included.includes(name));
  if (both !== undefined) {
    const message = `leaves out ${both}, which ${pair.included} asks for`;
    return { field: pair.excluded, message, actual: both, expected: `none of ${pair.included}` };
  }
  return problemOfAll(pair, included, excluded) ?? (pair.areNamespaces ? problemOfNames(pair, included, excluded)
    : undefined);
}

function problemOfAll({ included: includedField, excluded: excludedField, takesAllOut }: ListPair,
  included: readonly string[], excluded: readonly string[]): ListProblem | undefined {
  if (included.length > 1 && included.includes(ALL)) {
    return { field: includedField, message: 'has * beside others', actual: ALL, expected: '* alone, or the others' };
  }
  const isLegal = takesAllOut && excluded.length === 1 && included.length === 0;
  if (!excluded.includes(ALL) || isLegal) return undefined;
  const expected = takesAllOut ? `* alone, and no ${includedField}` : 'names of what is left out';
  return { field: excludedField, message: 'leaves out everything, which Velero refuses', actual: ALL, expected };
}

function problemOfNames(pair: ListPair, included: readonly string[], excluded: readonly string[]) {
  const named = [...included.map((name) => ({ field: pair.included, name })),
    ...excluded.map((name) => ({ field: pair.excluded, name }))];
  const wrong = named.find(({ name }) => !isNamespacePattern(name));
  if (wrong === undefined) return undefined;
  const message = `has what is no name of a namespace, and no pattern: ${wrong.name}`;
  return { field: wrong.field, message, actual: wrong.name, expected: 'a name such as shop, or one such as shop-*' };
}

/** By an empty name Velero means no namespace. */
function isNamespacePattern(name: string): boolean {
  if (name === '') return true;
  return !UNSUPPORTED.test(name) && !/[[\]]/.test(name.replace(SET, '')) && LABEL.test(name.replace(WILDCARD, 'x'));
}

function namesIn(list: unknown): string[] {
  return listOf(list).filter((name) => typeof name === 'string');
}
