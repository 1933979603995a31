import { load } from 'js-yaml';
import * as ts from 'typescript';
import { parseCheckSource } from '../../projenrc/check-sources';
import { CheckPlan, KnownChecks, readCheckPlan } from '../../scripts/checks/check-plan';
import { checkFiles, PLACEHOLDER } from '../../scripts/checks/check-skeleton';
import { readDocuments } from '../../src/checks/loading/documents';

const KNOWN: KnownChecks = { ids: ['has-cpu-limit'], domains: ['availability', 'workloads'] };
const GIVEN = ['--domain', 'availability', '--box', 'zones'];
const PLAN: CheckPlan = {
  id: 'has-zone', domain: 'availability', box: 'zones', severity: 'warning', appliesTo: ['pods'],
};

describe('the arguments of a new check', () => {
  it('are few', () => {
    expect(readCheckPlan(['has-zone', ...GIVEN], KNOWN)).toEqual(PLAN);
  });

  it('say how much a failure matters, and what is looked at', () => {
    const args = ['has-zone', ...GIVEN, '--severity', 'critical', '--applies-to', 'Service, apps/Deployment'];
    expect(readCheckPlan(args, KNOWN))
      .toEqual({ ...PLAN, severity: 'critical', appliesTo: ['Service', 'apps/Deployment'] });
  });

  it.each<[string[], string]>([
    [GIVEN, 'the id must be one name in kebab-case of at most 57 letters, got nothing; say what holds'],
    [['HasZone', ...GIVEN], 'kebab-case of at most 57 letters, got "HasZone"; say what holds'],
    [['has--zone', ...GIVEN], 'the id must be one name in kebab-case'],
    [['../has-zone', ...GIVEN], 'the id must be one name in kebab-case'],
    [['has-zone', 'has-host', ...GIVEN], 'got "has-zone has-host"; say what holds'],
    [['a'.repeat(58), ...GIVEN], 'of at most 57 letters'],
    [['has-cpu-limit', ...GIVEN], 'the id must be new, got "has-cpu-limit"; see it by preflight explain has-cpu-limit'],
    [['has-zone'], '--domain must be a folder of checks, got nothing; choose from availability, workloads'],
    [['has-zone', ...GIVEN, '--domain', 'model'], '--domain must be a folder of checks, got "model"; choose from'],
    [['has-zone', '--domain', 'workloads'], '--box must be a box that checks tick, got nothing; choose from disr'],
    [['has-zone', ...GIVEN, '--box', 'on-call'], '--box must be a box that checks tick, got "on-call"; choose from'],
    [['has-zone', ...GIVEN, '--severity', 'bad'], 'got "bad"; choose from critical, warning, advice'],
    [['has-zone', ...GIVEN, '--applies-to', 'pod'], '--applies-to must be kinds by commas, got "pod"; write pods, *,'],
    [['has-zone', ...GIVEN, '--zone'], "Unknown option '--zone'"],
  ])('are refused as %j', (args, message) => {
    expect(() => readCheckPlan(args, KNOWN)).toThrow(message);
  });
});

const KINDS = ['pods', 'Service', 'apps/Deployment', 'argoproj.io/Rollout', '*'];

describe.each(KINDS)('a new check of %s', (kind) => {
  const plan = { ...PLAN, appliesTo: [kind] };
  const files = checkFiles(plan);
  const source = files.get('src/checks/availability/has-zone.ts')!;
  const cases = files.get('test/checks/cases/availability/has-zone.yaml')!;

  it('is one that the catalogue takes', () => {
    expect(parseCheckSource('src/checks/availability/has-zone.ts', source))
      .toMatchObject({ id: 'has-zone', domain: 'availability', box: 'zones', severity: 'warning' });
  });

  it('is TypeScript that compiles, so that other errors are seen beside it', () => {
    const { diagnostics } = ts.transpileModule(source, { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
    expect(source.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  it('has a case of each kind, with objects that can be read', () => {
    const table = load(cases) as { expect: string; objects: string }[];
    expect(table.map(({ expect: status }) => status)).toEqual(['passed', 'failed', 'notApplicable']);
    const read = table.map(({ objects }) => readDocuments('case.yaml', objects));
    expect(read.flatMap(({ unreadable }) => unreadable)).toEqual([]);
    expect(read.map(({ manifests }) => manifests.length)).toEqual([1, 1, 1]);
    const groupKind = kind === 'pods' ? 'apps/Deployment' : kind === '*' ? 'ConfigMap' : kind;
    expect(read[0].manifests[0].groupKind).toBe(groupKind);
  });

  it('says what a person fills in: every text, and the name of every case', () => {
    expect(source.split(PLACEHOLDER).length - 1).toBeGreaterThanOrEqual(8);
    expect(cases.split(`- name: ${PLACEHOLDER}`)).toHaveLength(4);
  });
});
