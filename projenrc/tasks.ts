import { cdk8s } from 'projen';

const REMOVE_COMPILED = 'find lib -mindepth 1 -maxdepth 1 ! -name compiled-schemas -exec rm -rf {} +';

/** The commands of the README, and what `npm test` is made of. */
export function addTasks(project: cdk8s.ConstructLibraryCdk8s): void {
  // What was compiled from a file that is gone would be published; schemas see to that themselves.
  project.compileTask.prependExec(`mkdir -p lib && ${REMOVE_COMPILED}`);
  ['lazy-index', 'compile-schemas'].forEach((script) => project.compileTask.exec(`tsx scripts/${script}.ts`));
  // Node 20 is what cdk8s users run; jsii itself still works on it.
  project.compileTask.env('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

  project.addTask('synth', {
    description: 'Writes the manifests of the examples to dist/',
    // Some of them are judged when they are written.
    steps: [{ exec: 'tsx scripts/compile-schemas.ts' }, { exec: 'tsx scripts/synth-examples.ts', receiveArgs: true }],
  });
  project.addTask('update-expected', {
    description: 'Writes the manifests of the examples to their expected/ folders',
    steps: [{ exec: 'tsx scripts/compile-schemas.ts' }, { exec: 'tsx scripts/synth-examples.ts --expected' }],
  });
  project.addTask('new:check', {
    description: 'Writes the files of a new check: npx projen new:check ID --domain DOMAIN --box BOX',
    exec: 'tsx scripts/new-check.ts',
    receiveArgs: true,
  });
  addSchemaTasks(project);
  addApiTasks(project);
  addGoTasks(project);
  addTestSteps(project);
}

function addSchemaTasks(project: cdk8s.ConstructLibraryCdk8s): void {
  project.addTask('update-schemas', {
    description: 'Derives the schemas of Kubernetes and of custom resources again; needs Go',
    exec: 'tsx scripts/update-schemas.ts',
    receiveArgs: true,
  });
  project.addTask('update-api-lifecycles', {
    description: 'Writes down again when versions of the API go; needs Go',
    exec: 'tsx scripts/update-api-lifecycles.ts',
    receiveArgs: true,
  });
}

function addApiTasks(project: cdk8s.ConstructLibraryCdk8s): void {
  const docgen = project.tasks.tryFind('docgen')!;
  docgen.reset('tsx scripts/write-api.ts');
  docgen.description = 'Generates API.md, docs/api, the file of their examples and the signatures from .jsii';
  project.addTask('new:construct', {
    description: 'Writes a construct, its test and its lines; what is left to write is marked: network/x --emits KIND',
    steps: [
      { exec: 'tsx scripts/new-construct.ts', receiveArgs: true },
      { spawn: 'compile' },
      { spawn: 'docgen' },
    ],
    receiveArgs: true,
  });
}

function addGoTasks(project: cdk8s.ConstructLibraryCdk8s): void {
  project.addTask('test:cluster', {
    description: 'Puts everything to real API servers, of ten minors or of KUBERNETES_MINORS=1.37; needs Go',
    steps: [{ spawn: 'compile' }, { exec: 'jest -c test-cluster/jest.config.json --ci', receiveArgs: true }],
    receiveArgs: true,
  });
  project.addTask('test:tools', {
    description: 'Puts everything to the real tools: scanners, promtool, etcd, PostgreSQL, S3; needs Go and root',
    steps: [{ spawn: 'compile' }, { exec: 'jest -c test-tools/jest.config.json --ci', receiveArgs: true }],
    receiveArgs: true,
  });
  project.addTask('bench', {
    description: 'Measures preflight check beside kube-score, and synthesis beside other tools; needs Go',
    steps: [
      { spawn: 'compile' },
      ...['checks/main', 'checks/selectors'].map((part) => ({ exec: `tsx bench/${part}.ts` })),
      { exec: 'tsx bench/synthesis/main.ts', receiveArgs: true },
    ],
    receiveArgs: true,
  });
  project.addTask('control-plane', {
    description: 'Starts a control plane and prints its kubeconfig; runs until it is interrupted; needs Go',
    exec: 'tsx test-cluster/harness/run.ts',
    receiveArgs: true,
  });
}

function addTestSteps(project: cdk8s.ConstructLibraryCdk8s): void {
  project.addTask('typecheck', {
    description: 'Type-checks tests, examples and scripts',
    exec: 'tsc --noEmit -p test/tsconfig.json',
  });
  // conventions.test.ts compares it with what is committed.
  project.addTask('fresh-api', {
    description: 'Generates what docgen does into tmp/api',
    exec: 'tsx scripts/write-api.ts tmp/api',
  });
  // Tests read `.jsii`, which git does not hold.
  project.addTask('test:unit', {
    description: 'Runs the tests alone, on what compile and fresh-api have made',
    // Most objects of a test die young; where there is more room for them, a tenth less time goes into moving them.
    env: { NODE_OPTIONS: '--max-semi-space-size=64' },
    exec: 'jest --ci',
    receiveArgs: true,
  });
  project.addTask('test:times', {
    description: 'Writes what each suite costs to bench/test-times.md',
    exec: 'tsx scripts/test-times.ts',
  });
  project.addTask('fuzz', {
    description: 'Puts hostile input to everything: -- --minutes 10 --seed 7 --only manifests,texts --record',
    // Schemas are read from lib, and what is killed is the compiled package.
    steps: [{ spawn: 'compile' }, { exec: 'tsx test-fuzz/main.ts', receiveArgs: true }],
    receiveArgs: true,
  });
  project.testTask.reset('tsx scripts/run-tests.ts', { receiveArgs: true });
}
