import { spawnSync } from 'child_process';
import * as path from 'path';
import { parse, stringify } from 'yaml';
import { TOOLS } from './harness/programs';
import { hasPython, virtualEnvironment } from './harness/python';
import { recipe, Repository } from './harness/recipes';
import { codeBlocks, readDocument } from '../test/support/project/markdown';

const PYTHON_PACKAGES = ['check-jsonschema==0.39.0', 'pre-commit==4.7.0'];
/** What a repository has of its own. */
const OWN_LINES = /^npm (ci|run synth)$/;

/** A step of a workflow of GitHub. */
interface Step {
  readonly if?: string;
  readonly run?: string;
}

const [WORKFLOW, COMMENT] = recipe('GitHub Actions', 'yaml');
const [PIPELINE] = recipe('GitLab CI', 'yaml');
const HOOKS = recipe('pre-commit', 'yaml');
const HELM = recipe('Helm', 'bash');
const [KUSTOMIZE] = recipe('Kustomize', 'bash');

let repository: Repository;

beforeAll(() => {
  repository = new Repository();
}, 300_000);

afterAll(() => repository.dispose());

describe('the workflow of GitHub Actions', () => {
  const workflow = parse(WORKFLOW);
  const job = workflow.jobs.preflight;

  it.each([
    ['alone', WORKFLOW],
    ['with the comment', stringify(commented())],
  ])('is one that GitHub takes, %s', (_, text) => {
    expect(complaintsOf(text)).toEqual('');
  });

  it('would be complained of', () => {
    const misspelt = WORKFLOW.replace('node-version:', 'node-versions:');
    expect(complaintsOf(misspelt)).toContain('"node-versions" is not defined');
  });

  it('may do nothing but what it says why', () => {
    expect(workflow.permissions).toEqual({});
    expect(job.permissions).toEqual({ 'contents': 'read', 'security-events': 'write' });
    expect(parse(COMMENT).permissions).toEqual({ 'pull-requests': 'write' });
  });

  it.each([
    [true, 0, 'READY: nothing critical'],
    [false, 1, 'NOT READY'],
  ])('of manifests that are ready (%p) ends with %i, and publishes the reports', (isReady, code, verdict) => {
    repository.fill(isReady);
    expect(runSteps(job.steps)).toEqual(code);
    expect(repository.read('preflight-summary.md')).toBe(repository.read('preflight.md'));
    expect(repository.read('preflight-summary.md')).toContain(verdict);
    const [{ results }] = JSON.parse(repository.read('preflight.sarif')).runs;
    expect(results.some(({ ruleId }: { ruleId: string }) => ruleId === 'pod-security-host-namespaces')).toBe(!isReady);
  });

  function commented() {
    const { permissions, steps } = parse(COMMENT);
    const more = { permissions: { ...job.permissions, ...permissions }, steps: [...job.steps, ...steps] };
    return { ...workflow, jobs: { preflight: { ...job, ...more } } };
  }
});

describe('the pipeline of GitLab', () => {
  const { preflight: job } = parse(PIPELINE);

  it.each([
    [true, 0],
    [false, 1],
  ])('of manifests that are ready (%p) ends with %i, and keeps the reports', (isReady, code) => {
    repository.fill(isReady);
    expect(repository.run(job.script.filter((line: string) => !OWN_LINES.test(line)).join('\n')).status).toBe(code);
    expect(job.artifacts.when).toBe('always');
    expect(repository.read(job.artifacts.reports.junit).includes('<failure')).toBe(!isReady);
    expect(repository.read(job.artifacts.paths[0])).toContain(isReady ? 'READY: nothing critical' : 'NOT READY');
  });
});

describe('Helm and Kustomize', () => {
  it.each([
    ['one release', HELM[0]],
    ['releases one by one', HELM[1]],
    ['releases as one cluster', HELM[2]],
    ['an overlay', KUSTOMIZE],
  ])('pass %s that is ready, and refuse one that is not', (_, lines) => {
    const outcomes = [true, false].map((isReady) => {
      repository.fill(isReady);
      return repository.run(lines);
    });
    expect(outcomes.map(({ status }) => status)).toEqual([0, 1]);
    expect(outcomes[1].output).toContain('Pod hello/agent');
  });

  it('report each release for itself', () => {
    repository.fill(false);
    repository.run(HELM[1]);
    const [shop, billing] = ['shop', 'billing'].map((name) => repository.read(`preflight-${name}.xml`));
    expect([shop, billing].map((report) => report.includes('hello/agent'))).toEqual([true, false]);
    expect(billing).toContain('<testsuites');
  });

  it.each([
    ['with pipefail', HELM[0]],
    ['without it', HELM[0].replace('set -o pipefail\n', '')],
  ])('do not pass what cannot be rendered, %s', (_, lines) => {
    repository.fill(true);
    repository.write('charts/shop/templates/broken.yaml', '{{ fail "no" }}\n');
    expect(repository.run(lines).status).not.toBe(0);
    repository.run('rm charts/shop/templates/broken.yaml');
  });
});

describe('the lines for shells', () => {
  it('are such that shellcheck has nothing to say', () => {
    const blocks = codeBlocks(readDocument('docs/ci.md'), 'bash');
    const complaints = blocks.map((input) => {
      const { error, stdout } = spawnSync('shellcheck', ['--shell=bash', '-'], { input, encoding: 'utf8' });
      return error ?? stdout;
    });
    expect(complaints).toEqual(blocks.map(() => ''));
  });

  it.each([
    ['bash', '.local/share/bash-completion/completions/preflight', 'complete -o default'],
    ['zsh', '.zsh/completions/_preflight', '#compdef preflight'],
  ])('of %s write the file of its completion', (shell, file, line) => {
    const [lines] = recipe('bash and zsh', shell);
    const PATH = `${repository.folder}/node_modules/.bin:${process.env.PATH}`;
    expect(repository.run(lines, { HOME: path.join(repository.folder, 'home'), PATH }).status).toBe(0);
    expect(repository.read(path.join('home', file))).toContain(line);
  });
});

(hasPython() ? describe : describe.skip)('what programs in Python say', () => {
  let programs: string;

  beforeAll(() => {
    programs = path.join(virtualEnvironment(PYTHON_PACKAGES), 'bin');
    repository.run('git init --quiet && printf "node_modules\\nprograms\\n" > .gitignore');
  }, 300_000);

  it.each([
    ['github-workflows', WORKFLOW, 'runs-on:'],
    ['gitlab-ci', PIPELINE, 'script:'],
  ])('by the published schema %s the recipe is right, and would not be otherwise', (schema, text, key) => {
    const verdicts = [text, text.replace(key, `x-${key}`)].map((content) => {
      repository.write('checked.yaml', content);
      return repository.run(`${programs}/check-jsonschema --builtin-schema vendor.${schema} checked.yaml`).status;
    });
    expect(verdicts).toEqual([0, 1]);
  });

  it.each([
    ['of the repository', HOOKS[0]],
    ['that pre-commit installs', HOOKS[1]],
  ])('by pre-commit, the hook %s refuses a commit of what is not ready, and no other', (_, hooks) => {
    repository.write('.pre-commit-config.yaml', hooks.replace(/cdk8s-preflight@[\d.]+/, repository.tarball));
    const environment = { PRE_COMMIT_HOME: path.join(repository.folder, 'programs/pre-commit') };
    const run = (command: string) => repository.run(`git add --all && ${programs}/pre-commit ${command}`, environment);
    expect(run('validate-config').status).toBe(0);
    const outcomes = [true, false].map((isReady) => {
      repository.fill(isReady);
      return run('run --all-files');
    });
    expect(outcomes.map(({ status }) => status)).toEqual([0, 1]);
    expect(outcomes[1].output).toContain('Pod hello/agent');
  }, 300_000);
});

/** Runs the steps as GitHub does: those behind one that failed where they say so. */
function runSteps(steps: readonly Step[]): number {
  const summary = { GITHUB_STEP_SUMMARY: path.join(repository.folder, 'preflight-summary.md') };
  let code = 0;
  for (const step of steps) {
    if (step.run === undefined || OWN_LINES.test(step.run)) continue;
    if (code !== 0 && step.if?.includes('!cancelled()') !== true) continue;
    const { status } = repository.run(step.run, summary);
    if (code === 0) code = status ?? 2;
  }
  return code;
}

/** What actionlint, which asks shellcheck about scripts, has against a workflow. */
function complaintsOf(workflow: string): string {
  const { error, stdout } = spawnSync(TOOLS.actionlint(), ['-no-color', '-'], { input: workflow, encoding: 'utf8' });
  if (error !== undefined) throw error;
  return stdout;
}
