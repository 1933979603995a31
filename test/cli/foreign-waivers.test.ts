import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import Ajv from 'ajv';
import type { Log } from 'sarif';
import { runCheck } from '../../src/cli/commands';
import { sarifErrors } from '../report/support/sarif-schema';

const SCHEMA = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../docs/report.schema.json'), 'utf8'));
const ANNOTATIONS = {
  'kube-score/ignore': 'container-image-tag',
  'ignore-check.kube-linter.io/host-network': 'it watches <the> network | of its node',
};
const NOTE = '2 findings are waived by what other tools are told: 1 for kube-linter, 1 for kube-score';

function pod(name: string): string {
  const spec = { hostNetwork: true, containers: [{ name: 'web', image: 'web' }] };
  const metadata = { name, namespace: 'shop', annotations: ANNOTATIONS };
  return JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata, spec });
}

describe('what other tools are told, in a report', () => {
  let folder: string;
  let out: string;
  const reportOf = (...args: string[]) => {
    out = '';
    const ids = 'image-has-tag,pod-security-host-namespaces';
    const code = runCheck([folder, '--as-of', '2026-06-15', '--only', ids, ...args]);
    return { code, out };
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foreign-'));
    fs.writeFileSync(path.join(folder, 'a.yaml'), pod('web'));
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    fs.rmSync(folder, { recursive: true });
  });

  it('waives, and is counted for each tool in a line of its own', () => {
    const text = reportOf();

    expect(text.code).toBe(0);
    expect(text.out.split('\n')).toContain(NOTE);
    expect(text.out).toContain('2 critical findings are waived, of image-has-tag, pod-security-host-namespaces\n');
  });

  it('is named in JSON, with the reason', () => {
    const report = JSON.parse(reportOf('--format', 'json').out);

    expect(new Ajv({ strict: false }).validate(SCHEMA, report)).toBe(true);
    expect(report.notes).toContain(NOTE);
    expect(report.results.map(({ waiver }: Record<string, unknown>) => waiver)).toEqual([
      { reason: 'kube-score/ignore gives no reason', tool: 'kube-score' },
      { reason: ANNOTATIONS['ignore-check.kube-linter.io/host-network'], tool: 'kube-linter' },
    ]);
  });

  it('is a suppression of SARIF in the source itself, which says whose it is', () => {
    const log = JSON.parse(reportOf('--format', 'sarif').out);

    expect(sarifErrors(log)).toEqual([]);
    const suppressions = (log as Log).runs[0].results!.map((result) => result.suppressions![0]);
    expect(suppressions.map(({ kind, justification }) => [kind, justification])).toEqual([
      ['inSource', 'kube-score/ignore gives no reason; written for kube-score'],
      ['inSource', 'it watches <the> network | of its node; written for kube-linter'],
    ]);
  });

  it('is why a case of JUnit is skipped', () => {
    expect(reportOf('--format', 'junit').out)
      .toContain('<skipped message="waived for kube-linter: it watches &lt;the&gt; network | of its node"/>');
  });

  it('is said in Markdown', () => {
    expect(reportOf('--format', 'markdown').out).toContain(`- \`${NOTE}\``);
  });

  it('is counted where there is more of it than is told', () => {
    const pods = Array.from({ length: 1_200 }, (_, index) => pod(`web-${index}`));
    fs.writeFileSync(path.join(folder, 'a.yaml'), pods.join('\n---\n'));

    expect(reportOf().out).toContain(
      '2400 findings are waived by what other tools are told: 1200 for kube-linter, 1200 for kube-score\n',
    );
  });
});
