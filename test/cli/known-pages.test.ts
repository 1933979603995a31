import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import Ajv from 'ajv';
import { CHECKS } from '../../src/checks/catalogue';
import { ENGINE_CHECKS } from '../../src/checks/model/engine/engine-checks';
import { codeBlocks, readDocument } from '../support/project/markdown';

/** The compiled program, as users run it. */
const MAIN = path.resolve(__dirname, '../../lib/cli/main.js');
const OWN = `module.exports.own = {
  id: 'acme-label', title: 'Has a label', box: 'labels', severity: 'advice', why: 'Acme asks.',
  remedy: { manifest: 'metadata: {labels: {acme: a}}' }, references: ['https://example.com'], appliesTo: ['Service'],
  evaluate: () => [],
};`;

function preflight(...args: string[]) {
  return spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', maxBuffer: 1e8 });
}

describe('a check of a package', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'checks-'));
  const file = path.join(folder, 'own.js');
  beforeAll(() => fs.writeFileSync(file, OWN));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it('is explained without examples and address', () => {
    const { stdout } = preflight('explain', 'acme-label', '--checks', file);
    expect(stdout).toContain('acme-label: Has a label\n');
    expect(stdout).toContain('\nSources:\n  https://example.com\n');
    expect(stdout).not.toMatch(/undefined|Wrong:|Page /);
  });

  it('is listed beside all others, as the published schema says', () => {
    const list = JSON.parse(preflight('list', '--format', 'json', '--checks', file).stdout);
    expect(schemaErrors(list)).toEqual([]);
    expect(list.checks).toHaveLength(CHECKS.length + ENGINE_CHECKS.length + 1);
    const { examples, page } = list.checks.find(({ id }: { id: string }) => id === 'acme-label');
    expect([examples, page]).toEqual([undefined, undefined]);
  });
});

describe('preflight explain', () => {
  it('shows what the page of the check shows', () => {
    const { stdout } = preflight('explain', 'has-cpu-limit');
    const shown = codeBlocks(readDocument('docs/checks/has-cpu-limit.md'), 'yaml');
    const blocks = shown.slice(0, 3).map((block) => block.trimEnd().split('\n').map((line) => `  ${line}`).join('\n'));
    expect(blocks.map((block) => stdout.indexOf(block)).every((place) => place > 0)).toBe(true);
    expect(stdout).toContain('\nThe same rule elsewhere:\n  kube-score: container-resources\n');
  });
});

describe('preflight list', () => {
  it('is published as docs/checks.json, of the same version as its schema: run npx projen default', () => {
    const published = readDocument('docs/checks.json');
    expect(preflight('list', '--format', 'json').stdout).toBe(published);
    expect(schemaErrors(JSON.parse(published))).toEqual([]);
  });

  it('has a schema that refuses what is no list of checks', () => {
    const { checks: [check], ...list } = JSON.parse(readDocument('docs/checks.json'));
    expect(schemaErrors({ ...list, checks: [{ ...check, severity: 'bad' }] })).toHaveLength(1);
    expect(schemaErrors({ ...list, checks: [{ ...check, more: 1 }] })).toHaveLength(1);
    expect(schemaErrors({ ...list, version: 2, checks: [] })).toHaveLength(1);
  });
});

function schemaErrors(list: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, formats: { uri: /^https:\/\/\S+$/ } });
  const validate = ajv.compile(JSON.parse(readDocument('docs/checks.schema.json')));
  validate(list);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
