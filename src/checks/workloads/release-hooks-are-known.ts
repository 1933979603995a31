import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

const WHOLE_NUMBER = /^[+-]?\d{1,9}$/;

/** What an annotation of a hook may say: a list of some words, or a whole number where there are none. */
const HOOKS: Readonly<Record<string, readonly string[]>> = {
  'helm.sh/hook': [
    'pre-install', 'post-install', 'pre-delete', 'post-delete', 'pre-upgrade', 'post-upgrade', 'pre-rollback',
    'post-rollback', 'test', 'test-success',
  ],
  'helm.sh/hook-delete-policy': ['before-hook-creation', 'hook-succeeded', 'hook-failed'],
  'helm.sh/hook-weight': [],
  'argocd.argoproj.io/hook': ['PreSync', 'Sync', 'Skip', 'PostSync', 'SyncFail', 'PreDelete', 'PostDelete'],
  'argocd.argoproj.io/hook-delete-policy': ['BeforeHookCreation', 'HookSucceeded', 'HookFailed'],
  'argocd.argoproj.io/sync-wave': [],
};

/** What is to run at some point of a release names a point that there is. */
export const RELEASE_HOOKS_ARE_KNOWN: ICheck = {
  id: 'release-hooks-are-known',
  title: 'Hooks of releases are those that Helm and Argo CD know',
  box: 'jobs',
  severity: Severity.WARNING,
  why: 'Helm leaves out an object whose hook it does not know, and Argo CD applies it with all others: the migration '
    + 'does not run, or runs too late, and nobody is told.',
  remedy: {
    manifest: 'annotations: {helm.sh/hook: "pre-install,pre-upgrade", argocd.argoproj.io/hook: PreSync}',
    construct: 'ReleaseJob',
  },
  references: [
    'https://helm.sh/docs/topics/charts_hooks/',
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  ],
  appliesTo: ['*'],
  evaluate: ({ annotations }) => {
    const given = Object.keys(HOOKS).filter((key) => Object.hasOwn(annotations, key));
    const findings = given.map((key) => judge(key, textOf(annotations[key])));
    return failuresOrPass(findings, 'has hooks that Helm and Argo CD know');
  },
};

function judge(key: string, actual: string): Finding {
  const path = `metadata.annotations[${key}]`;
  const known = HOOKS[key];
  const words = actual.split(',').map((word) => word.trim());
  const isKnown = known.length === 0 ? WHOLE_NUMBER.test(actual) : words.every((word) => isOneOf(known, word));
  if (isKnown) return { passed: true, path, message: 'is known', actual };
  const expected = known.length === 0 ? 'a whole number' : known.join(', ');
  return { passed: false, path, message: 'says what is no hook', actual, expected };
}

/** Helm reads them in any case. */
function isOneOf(known: readonly string[], word: string): boolean {
  return known.some((one) => one === word || (one === one.toLowerCase() && one === word.toLowerCase()));
}
