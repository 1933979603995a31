import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parse } from 'yaml';
import { judgePaths } from '../../../src/cli/check/judge-paths';
import { CHECK_OPTIONS } from '../../../src/cli/options';
import { ReadinessValidation } from '../../../src/cli/validation/readiness-validation';
import { ValidationViolation } from '../../../src/cli/validation/validation-context';
import { judgedOptions, ReadinessValidationProps } from '../../../src/cli/validation/validation-properties';
import { messageOf } from '../../support/errors';
import { codeBlocks, readDocument, section } from '../../support/project/markdown';

const HOST_POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  hostNetwork: true
  containers:
    - {name: web, image: ghcr.io/acme/web}
`;
const ONLY = ['pod-security-host-namespaces', 'image-has-tag'];
const OWNERLESS = ['has-owner-label'];
/** And to write a baseline is for whoever decides, at a command line. */
const OPTIONS_OF_REPORTS = ['format', 'output', 'report', 'boxes', 'write-baseline'];

describe('the validation plugin', () => {
  let folder: string;
  const write = (name: string, content: string) => {
    fs.writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };

  beforeEach(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'validation-')); });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('tells each check that fails, with where, why and what to do, and fails', async () => {
    const file = write('shop.k8s.yaml', HOST_POD);
    const { status, summary, violations } = await validate([file], { only: ONLY });
    expect(status).toBe('failure');
    expect(summary).toEqual({
      'Verdict': 'Not ready.',
      'Fails from': 'critical',
      'Objects': '1',
      'Findings': '0 passed, 2 failed, 0 waived, 0 could not be judged',
    });
    expect(violations.map(({ ruleName }) => ruleName).sort()).toEqual([...ONLY].sort());
    const violation = violations.find(({ ruleName }) => ruleName === ONLY[0]);
    expect(violation).toEqual({
      ruleName: 'pod-security-host-namespaces',
      recommendation: expect.stringMatching(/^Pods do not share .* \(critical\): Whoever/),
      fix: expect.stringContaining('Remove hostNetwork'),
      violatingResources: [{
        resourceName: 'web',
        manifestPath: file,
        locations: ['Pod shop/web, line 7, spec.hostNetwork: has hostNetwork true'],
      }],
    });
  });

  it('names every object of a check in one violation, and the container', async () => {
    const file = write('a.yaml', `${HOST_POD}---\n${HOST_POD.replace('name: web', 'name: api')}`);
    const { violations: [{ violatingResources }] } = await validate([file], { only: ['image-has-tag'] });
    expect(violatingResources.map(({ resourceName, locations }) => [resourceName, locations])).toEqual([
      ['web', ['Pod shop/web, line 9, spec.containers[0].image: container web runs an image without a tag']],
      ['api', ['Pod shop/api, line 19, spec.containers[0].image: container web runs an image without a tag']],
    ]);
  });

  it('says what to do in code where our constructs made the object', async () => {
    const label = '  labels: {app.kubernetes.io/managed-by: cdk8s-preflight}\n';
    const ours = HOST_POD.replace('  namespace', `${label}  namespace`);
    const fixes = await Promise.all([HOST_POD, ours].map(async (text, index) => (
      (await validate([write(`${index}.yaml`, text)], { only: OWNERLESS })).violations[0].fix
    )));
    expect(fixes[0]).not.toContain('Platform');
    expect(fixes[1]).toContain('Platform');
    expect(fixes[1]).toContain(`, or in the manifest: ${fixes[0]}`);
  });

  it('succeeds where everything is ready', async () => {
    const { status, summary, violations } = await validate(
      [write('a.yaml', HOST_POD.replace('hostNetwork: true', 'hostNetwork: false'))], { only: [ONLY[0]] },
    );
    expect([status, violations, summary.Verdict]).toEqual(['success', [], 'Ready.']);
  });

  it('tells what is less than the severity that counts, and succeeds', async () => {
    const file = write('a.yaml', HOST_POD);
    const told = await validate([file], { only: OWNERLESS });
    expect([told.status, told.violations.map(({ ruleName }) => ruleName)]).toEqual(['success', OWNERLESS]);
    expect((await validate([file], { only: OWNERLESS, failOn: 'advice' as never })).status).toBe('failure');
  });

  it('counts nothing that the baseline has, and what is new', async () => {
    const file = write('a.yaml', HOST_POD);
    const baseline = path.join(folder, 'known.yaml');
    judgePaths({ ...judgedOptions({}), paths: [file], baseline: { file: baseline, use: 'write' } });
    const known = await validate([file], { baseline });
    expect([known.status, known.violations]).toEqual(['success', []]);
    const other = write('b.yaml', HOST_POD.replace('name: web', 'name: api'));
    const { status, violations } = await validate([other], { baseline });
    expect([status, violations.length > 0]).toEqual(['failure', true]);
  });

  it('leaves a baseline as it is, and says what may be mended', async () => {
    const file = write('a.yaml', HOST_POD);
    const baseline = path.join(folder, 'known.yaml');
    judgePaths({ ...judgedOptions({}), paths: [file], baseline: { file: baseline, use: 'write' } });
    const before = fs.readFileSync(baseline, 'utf8');
    write('a.yaml', HOST_POD.replace('hostNetwork: true', 'hostNetwork: false'));
    const { summary } = await validate([file], { baseline });
    expect(fs.readFileSync(baseline, 'utf8')).toBe(before);
    expect(summary.Notes).toMatch(
      /^1 finding may be mended, and stays in \S+known\.yaml until preflight check takes it out$/m,
    );
  });

  it('fails where something cannot be read, and says where', async () => {
    const file = write('a.yaml', 'kind: {');
    const { status, summary, violations } = await validate([file], {});
    expect([status, summary.Verdict]).toEqual(['failure', 'Not ready: something could not be judged.']);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['manifest-is-readable']);
    expect(violations[0].recommendation).toContain('(could not be judged)');
    expect(violations[0].violatingResources).toMatchObject([{ resourceName: file, manifestPath: file }]);
  });

  it('does not take nothing for ready', async () => {
    expect(await validate([], {})).toMatchObject({ status: 'failure', violations: [] });
  });

  it('follows the files that say what is waived and attested, and lets the last day of a waiver come', async () => {
    const file = write('a.yaml', HOST_POD);
    const waivers = write('waivers.yaml', 'waivers: [{check: pod-security-host-namespaces, name: web, '
      + 'reason: an agent of the network, owner: ada, until: "2030-01-31"}]');
    const of = (asOf: string) => validate([file], { only: [ONLY[0]], waivers, asOf });
    expect((await of('2030-01-31')).status).toBe('success');
    expect((await of('2030-02-01')).status).toBe('failure');
    await expect(validate([file], { evidence: path.join(folder, 'gone.yaml') })).rejects
      .toThrow(/^\[ReadinessValidation\] .*gone\.yaml: there is no such file/);
  });

  it('goes by the version, the registries, the checks and the globs that it is told', async () => {
    const file = write('a.yaml', HOST_POD);
    const trusted = { only: ['image-registry-is-trusted'] };
    expect((await validate([file], { ...trusted, registries: ['ghcr.io/acme'] })).violations).toEqual([]);
    expect((await validate([file], { ...trusted, registries: ['ghcr.io/other'] })).violations).toHaveLength(1);
    const old = write('old.yaml', '{apiVersion: policy/v1beta1, kind: PodDisruptionBudget, metadata: {name: a}}');
    const served = { only: ['api-version-is-served'] };
    expect((await validate([old], { ...served, kubernetesVersion: '1.24' })).status).toBe('success');
    expect((await validate([old], { ...served, kubernetesVersion: '1.25' })).status).toBe('failure');
    expect((await validate([file, old], { ...served, exclude: ['old.yaml'] })).summary.Objects).toBe('1');
    const own = write('own.js', `exports.never = { id: 'never', title: 'Never', box: 'labels', severity: 'critical',
      why: 'No.', remedy: { manifest: 'none' }, references: [], appliesTo: ['Pod'],
      evaluate: () => [{ passed: false, message: 'never' }] };`);
    expect((await validate([file], { checks: [own], only: ['never'] })).violations).toHaveLength(1);
    const { violations } = await validate([file], { skip: [ONLY[0]] });
    expect(violations.map(({ ruleName }) => ruleName)).toContain(ONLY[1]);
    expect(violations.map(({ ruleName }) => ruleName)).not.toContain(ONLY[0]);
  });

  it('shows no secret, and nothing that a terminal would follow', async () => {
    const token = `ghp_${'a1B2c3D4e5F6g7H8i9J0'.repeat(2).slice(0, 36)}`;
    const file = write('a.yaml', `apiVersion: v1
kind: Pod
metadata: {name: "we\\u001b[2Jb", namespace: shop}
spec: {hostNetwork: true, containers: [{name: "a\\nb", image: ${token}, env: [{name: TOKEN, value: ${token}}]}]}
`);
    const told = JSON.stringify(await validate([file], {}));
    expect(told).toContain('we\\\\u001b[2Jb');
    expect(told).not.toContain(token);
    expect(told).not.toContain('"we\\u001b');
  });

  it('has each option of preflight check that is not about how a report is written, and says so', () => {
    const text = section(readDocument('docs/ci.md'), '## cdk8s synth');
    const names = Object.keys(CHECK_OPTIONS).filter((option) => !OPTIONS_OF_REPORTS.includes(option)).map(propertyOf);
    const complaintOf = (name: string) => messageOf(() => new ReadinessValidation({ [name]: 0 }));
    const unknown = names.filter((name) => complaintOf(name).includes('a member of'));
    expect([unknown, names.filter((name) => !text.includes(`\`${name}\``))]).toEqual([[], []]);
  });

  it('takes what the documentation shows', () => {
    const [block] = codeBlocks(section(readDocument('docs/ci.md'), '## cdk8s synth'), 'yaml');
    const { validations: [{ class: name, properties }] } = parse(block);
    expect([name, Object.keys(properties).length]).toEqual([ReadinessValidation.name, 4]);
    expect(() => new ReadinessValidation(properties)).not.toThrow();
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ failOnn: 'critical' }, /^\[ReadinessValidation\] 'properties\.failOnn' .*failOn/],
    [{ failOn: 'severe' }, /^\[ReadinessValidation\] 'properties\.failOn' must .*got "severe"/],
    [{ kubernetesVersion: 1.3 }, /^\[ReadinessValidation\] 'properties\.kubernetesVersion' must .*got 1\.3/],
    [{ kubernetesVersion: '1.3' }, /^\[ReadinessValidation\] 'properties\.kubernetesVersion' must .*write '1\.30' as text/],
    [{ kubernetesVersion: '1.99' }, /^\[ReadinessValidation\] 'properties\.kubernetesVersion' must .*judge by 1\.\d+/],
    [{ registries: ['https://ghcr.io'] }, /^\[ReadinessValidation\] 'properties\.registries' must .*without a scheme/],
    [{ only: 'has-owner-label' }, /^\[ReadinessValidation\] 'properties\.only' must be a list/],
    [{ only: ['has-owner-labels'] }, /^\[ReadinessValidation\] there is no check .*did you mean has-owner-label\?/],
    [{ checks: ['./gone'] }, /^\[ReadinessValidation\] \.\/gone cannot be loaded/],
    [{ asOf: '2026-13-01' }, /^\[ReadinessValidation\] 'properties\.asOf' must be a date .*got "2026-13-01"/],
    [{ all: 'yes' }, /^\[ReadinessValidation\] 'properties\.all' must be/],
  ])('refuses the properties %j before it judges', (properties, message) => {
    expect(messageOf(() => new ReadinessValidation(properties))).toMatch(message);
  });
});

/** The property that stands for an option. */
function propertyOf(option: string): string {
  return option === 'registry' ? 'registries' : option.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/** What the plugin tells a report that takes nothing after it was submitted. */
async function validate(manifests: readonly string[], properties: ReadinessValidationProps) {
  const violations: ValidationViolation[] = [];
  const submitted: { status: string; summary: Readonly<Record<string, string>> }[] = [];
  const report = {
    addViolation: (violation: ValidationViolation) => {
      if (submitted.length > 0) throw new Error('is submitted');
      violations.push(violation);
    },
    submit: (status: string, summary: Readonly<Record<string, string>>) => { submitted.push({ status, summary }); },
  };
  await new ReadinessValidation(properties).validate({ manifests, report });
  if (submitted.length !== 1) throw new Error(`submitted ${submitted.length} times`);
  return { ...submitted[0], violations };
}
