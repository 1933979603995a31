import { cdk8s, javascript } from 'projen';
import { listChecks } from './projenrc/check-catalogue';
import { embedScripts } from './projenrc/embedded-scripts';
import { configureJest } from './projenrc/jest';
import { addLintRules } from './projenrc/lint';
import { addTasks } from './projenrc/tasks';
import { addTypeScriptConfigs } from './projenrc/typescript';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-preflight',
  description: 'cdk8s constructs with every production default applied, and a readiness checklist with evidence.',
  keywords: ['cdk8s', 'kubernetes', 'production', 'readiness', 'policy', 'platform-engineering'],
  author: 'cdk8s-preflight authors',
  authorAddress: 'maintainers@cdk8s-preflight.dev',
  repositoryUrl: 'https://github.com/cdk8s-preflight/cdk8s-preflight.git',
  license: 'Apache-2.0',
  stability: 'experimental',
  defaultReleaseBranch: 'main',

  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  projenrcTs: true,
  cdk8sVersion: '2.70.0',
  constructsVersion: '10.3.0',
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',
  peerDeps: ['cdk8s-plus-28@^2.5.6'],
  // Ships inside of the package, as jsii needs of what is no jsii library itself.
  bundledDeps: [
    'js-yaml@^4',
    // The grammar of PromQL by Prometheus itself, and what its parser is made of.
    '@prometheus-io/lezer-promql@^0.315.0', '@lezer/common@^1', '@lezer/highlight@^1', '@lezer/lr@^1',
    // Patterns of others, as programs in Go run them: in linear time.
    're2js@^2.10',
  ],
  bin: { preflight: 'lib/cli/main.js' },
  devDeps: [
    '@grafana/grafana-foundation-sdk@^0.0.21',
    '@swc/core@^1.15',
    '@swc/jest@^0.2.39',
    '@types/js-yaml@^4',
    '@types/markdown-it@^14',
    '@types/sarif@^2',
    '@xmldom/xmldom@^0.9',
    'ajv@^8',
    // The HTML report in a real browser, and what people who see little would miss in it.
    'axe-core@^4.14',
    'eslint-plugin-jest@^29',
    'eslint-plugin-regexp@^2',
    'fast-check@^4',
    'markdown-it@^14',
    // HTML as the standard reads it; version 8 is ES modules alone.
    'parse5@^7',
    'playwright-core@^1.65',
    'tsx@^4',
    'xmllint-wasm@^5',
    'yaml@^2',
  ],

  publishToPypi: { distName: 'cdk8s-preflight', module: 'cdk8s_preflight' },
  publishToMaven: {
    javaPackage: 'dev.cdk8spreflight',
    mavenGroupId: 'dev.cdk8spreflight',
    mavenArtifactId: 'cdk8s-preflight',
  },
  publishToGo: { moduleName: 'github.com/cdk8s-preflight/cdk8s-preflight-go' },

  // `dist` is where a cdk8s user expects manifests.
  artifactsDirectory: 'packages',
  release: false,
  github: false,
  depsUpgrade: false,
  gitignore: ['/dist/', '/tmp/'],

  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      moduleNameMapper: { '^cdk8s-preflight$': '<rootDir>/src' },
      collectCoverage: false,
      workerIdleMemoryLimit: '1GB',
    },
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'test-cluster', 'test-fuzz', 'test-tools', 'bench', 'examples', 'scripts', 'projenrc'],
    fileExtensions: ['.ts'],
    commandOptions: { fix: false, extraArgs: ['--max-warnings', '0', '--rulesdir', 'projenrc/eslint-rules'] },
  },
  tsconfig: { compilerOptions: { types: ['node'] } },
  tsconfigDev: {
    include: [
      '../.projenrc.ts', '../projenrc/**/*.ts', '../src/**/*.ts',
      '../bench/**/*.ts', '../examples/**/*.ts', '../scripts/**/*.ts',
      '../test-cluster/**/*.ts', '../test-fuzz/**/*.ts', '../test-tools/**/*.ts',
    ],
    compilerOptions: { types: ['jest', 'node'], paths: { 'cdk8s-preflight': ['../src'] } },
  },
});

// unrs-resolver 1.13.0 was published without some of its platform packages, which breaks `npm ci`.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

// The package holds what runs and what documents it; conventions.test.ts lists its files.
for (const path of ['.ci', 'bench', 'schemas', 'scripts', 'tmp']) {
  project.npmignore?.exclude(`/${path}`);
}
project.npmignore?.exclude('/test-*/');
// README and API.md lead to all of these.
for (const path of ['/docs/', '/examples/', '/CHANGELOG.md', '/SECURITY.md']) project.npmignore?.include(path);
project.npmignore?.exclude('/examples/tsconfig.json');
project.gitattributes.addAttributes('/docs/api/**', 'linguist-generated');
project.gitattributes.addAttributes('/src/internal/signatures/public-api.ts', 'linguist-generated');
project.gitattributes.addAttributes('/test/support/api-examples.ts', 'linguist-generated');

configureJest(project);
embedScripts(project);
listChecks(project);
addLintRules(project);
addTasks(project);
addTypeScriptConfigs(project);

project.synth();
