import { cdk8s } from 'projen';

/** Holds what docs/architecture.md says of budgets; test/imports.test.ts holds the layers. */
export function addLintRules(project: cdk8s.ConstructLibraryCdk8s): void {
  const eslint = project.eslint!;
  // One program of all files: a project service opens them one by one, which takes a fifth longer.
  const config = project.tryFindObjectFile('.eslintrc.json')!;
  config.addDeletionOverride('parserOptions.projectService');
  config.addOverride('parserOptions.project', './test/tsconfig.json');
  eslint.addPlugins('regexp');
  // A rule asks the same program what `tsc` would say: to check types apart takes as long again.
  eslint.addRules({ ...budgets(), ...imports(), 'type-errors': ['error'] });
  // What reads the text of strangers; test/expressions.test.ts asks the same of expressions that are put together.
  eslint.addOverride({ files: ['src/**'], rules: expressions() });
  eslint.addOverride({ files: ['src/**'], excludedFiles: ['src/cli/output.ts'], rules: output() });
  // The package's own name resolves through tsconfig paths that the linter does not read.
  const ownName = { ignore: ['^cdk8s-preflight$'] };
  eslint.addOverride({ files: ['examples/**'], rules: { 'import/no-unresolved': ['error', ownName] } });
  eslint.addOverride({
    files: [
      'test/**', 'test-cluster/**/*.test.ts', 'test-cluster/suites/**', 'test-tools/**/*.test.ts',
    ],
    extends: ['plugin:jest/recommended'],
    rules: tests(),
  });
  // What several files put to their subjects.
  const shared = ['test/properties/any-call.ts', 'test-cluster/suites/**'];
  eslint.addOverride({ files: shared, rules: { 'jest/no-export': ['off'] } });
  eslint.addOverride({ files: ['src/checks/**'], rules: knownTexts() });
}

function budgets() {
  return {
    '@stylistic/max-len': ['error', { code: 120, ignoreUrls: true, ignoreRegExpLiterals: true }],
    'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
    'max-params': ['error', 3],
    'complexity': ['error', 10],
    'function-length': ['error'],
  };
}

/** Text of strangers must cost what it is long: no expression may try the same characters twice. */
function expressions() {
  return {
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': ['error', { report: 'potential' }],
  };
}

/** What is shown to a person goes through the one file that makes it safe. */
function output() {
  const message = 'Print by src/cli/output.ts, which makes every character to be seen.';
  return {
    'no-console': ['error'],
    'no-restricted-properties': ['error', ...['stdout', 'stderr'].map((property) => (
      { object: 'process', property, message }
    ))],
  };
}

/** Checks are given what anybody wrote: a map with a key `toString` is no text, and throws where it is made one. */
function knownTexts() {
  return { '@typescript-eslint/restrict-template-expressions': ['error', { allowAny: false, allowNumber: true }] };
}

function imports() {
  return {
    'import/order': ['error', {
      groups: ['builtin', 'external'],
      alphabetize: { order: 'asc', caseInsensitive: true },
    }],
    'import/no-extraneous-dependencies': ['error', {
      devDependencies: ['test/**', 'test-*/**', 'bench/**', 'scripts/**', 'examples/**', 'projenrc/**', '.projenrc.ts'],
      peerDependencies: true,
    }],
  };
}

function tests() {
  return {
    // A file holds one long `describe`; what is in it is short.
    'function-length': ['off'],
    'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert'] }],
    'jest/valid-expect': ['error'],
    'jest/no-conditional-expect': ['off'],
  };
}
