import { cdk8s } from 'projen';

const PARTS = ['alerts', 'availability', 'network', 'namespaces', 'secrets'];
const LIBRARY_FOLDERS = [
  'app', 'checks', 'cli', 'contracts', 'internal', 'platform', 'pods', 'report', 'testing', ...PARTS, 'workloads',
  'backup',
];

/** Holds what docs/architecture.md says of layers and budgets. */
export function addLintRules(project: cdk8s.ConstructLibraryCdk8s): void {
  const eslint = project.eslint!;
  eslint.addRules({ ...budgets(), ...imports() });
  const zones = layers();
  eslint.addOverride({ files: ['src/**'], rules: { 'import/no-restricted-paths': ['error', { zones }] } });
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

function imports() {
  return {
    'import/no-cycle': ['error'],
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

/** Who may import whom; a folder may always import itself. */
function layers(): object[] {
  const zone = (folder: string, allowed: string[]) => {
    const banned = LIBRARY_FOLDERS.filter((other) => other !== folder && !allowed.includes(other));
    return {
      target: `./src/${folder}`,
      from: banned.map((other) => `./src/${other}`),
      message: `${folder} may import ${allowed.join(', ') || 'nothing'} only, see docs/architecture.md`,
    };
  };
  const below = ['internal', 'platform', 'contracts'];
  return [
    zone('contracts', []),
    zone('internal', []),
    zone('platform', ['internal', 'contracts']),
    ...PARTS.map((part) => zone(part, below)),
    zone('pods', [...below, ...PARTS]),
    zone('workloads', [...below, ...PARTS, 'pods']),
    zone('backup', [...below, ...PARTS, 'pods']),
    // A check reads manifests alone: what we write cannot pass by definition.
    zone('checks', ['internal']),
    zone('report', ['checks']),
    zone('app', ['internal', 'contracts', 'platform', 'checks', 'report']),
    zone('testing', ['internal', 'platform', 'checks', 'report']),
    zone('cli', LIBRARY_FOLDERS),
  ].flatMap(({ target, from, message }) => from.map((folder) => ({ target, from: folder, message })));
}
