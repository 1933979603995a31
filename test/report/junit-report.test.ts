import * as fs from 'fs';
import * as path from 'path';
import { validateXML } from 'xmllint-wasm';
import { configMap, HOSTILE_NAMES, MIXED, reportOf } from './support/sample-reports';
import { junitReport } from '../../src/report/junit/junit-report';
import { Report } from '../../src/report/report';

const SCHEMA = fs.readFileSync(path.resolve(__dirname, '../data/reports/junit-10.xsd'), 'utf8');
const TOOL = { name: 'preflight', version: '1.2.3', address: 'https://example.com/preflight' };

function junitOf(report: Report, isAll = false): string {
  return [...junitReport(report, { tool: TOOL, isAll })].join('');
}

function suiteOf(xml: string, box: string): string[] {
  return xml.split('<testsuite ').find((suite) => suite.startsWith(`name="${box}"`))?.split('\n') ?? [];
}

describe('the JUnit report', () => {
  const xml = junitOf(reportOf(MIXED));
  const hostile = reportOf(HOSTILE_NAMES.map((name) => configMap(name)).join('\n---\n'));

  it('is what Jenkins reads, whatever things are called', async () => {
    const documents = [xml, junitOf(reportOf(MIXED), true), junitOf(hostile), junitOf(reportOf(''))];
    const refused = '<testsuite name="a"/>';
    const { errors } = await validateXML({ xml: [...documents, refused], schema: SCHEMA });
    expect([...new Set(errors.map(({ loc }) => loc?.fileName))]).toEqual([`file_${documents.length}.xml`]);
  });

  it('has a suite for each box, with a case for what each check found', () => {
    expect(xml.split('\n').slice(0, 2)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      expect.stringMatching(/^<testsuites name="preflight" tests="\d+" failures="2" errors="1">$/),
    ]);
    const suite = suiteOf(xml, 'labels').join('\n');
    expect(suite).toMatch(/^name="labels" tests="3" failures="1" errors="0" skipped="2">\n/);
    expect(suite).toContain('<property name="version" value="1.2.3"/>');
    expect(suite).toContain('<testcase classname="preflight.labels" name="has-owner: ConfigMap shop/bad">'
      + '<failure message="bad has no owner" type="critical">CRITICAL  has-owner\n  why      Nobody knows');
    expect(suite).toContain('<skipped message="waived: they know"/>');
    expect(suiteOf(xml, 'images').join('\n')).toContain('name="has-image: Pod shop/web container app"><failure ');
    expect(suiteOf(xml, 'valid-manifests').join('\n')).toContain('<error message="it is no YAML');
  });

  it.each([
    ['passed', configMap('good', { labels: { owner: 'ada' } }), '<system-out>1 passed</system-out>'],
    ['applied to nothing', '{apiVersion: v1, kind: Secret}', '<skipped message="applies to nothing here"/>'],
  ])('has one case of a check that %s', (_, text, element) => {
    expect(junitOf(reportOf(text))).toContain(`name="has-owner">${element}</testcase>`);
  });

  it('has a case for each object where a check passed, where it is asked for', () => {
    expect(junitOf(reportOf(MIXED), true)).toContain('name="has-owner: ConfigMap shop/good"/>');
  });

  it('says of how many findings nothing is kept', () => {
    const many = Array.from({ length: 1_010 }, (_, index) => configMap(`bad-${index}`)).join('\n---\n');
    expect(junitOf(reportOf(many, { isTold: false })))
      .toContain('name="has-owner: and 10 more"><failure message="10 more are counted alone; --all shows them"/>');
  });

  it('calls no two cases the same', () => {
    const images = ['a', 'a', 'b'].map((name) => ({ name }));
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: images } };
    const names = junitOf(reportOf(JSON.stringify(pod))).match(/has-image: [^"]+/g);
    expect(names).toEqual(['', ' (2)'].map((end) => `has-image: Pod web container a${end}`)
      .concat('has-image: Pod web container b'));
  });
});
