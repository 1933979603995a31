import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { TOOLS } from '../programs';

/** A series as promtool reads it: its name with labels, and its values at each interval. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/** What should be true of the rules after some time. */
export interface RuleTest {
  /** What promtool calls it where it fails. */
  readonly name?: string;
  /** How far the values of each series are apart. */
  readonly interval: string;
  /** How often rules are evaluated, where it is not at each value. */
  readonly evaluation?: string;
  readonly input_series: readonly InputSeries[];
  readonly alert_rule_test: readonly {
    readonly eval_time: string;
    readonly alertname: string;
    readonly exp_alerts: readonly { exp_labels: Record<string, string>; exp_annotations: Record<string, string> }[];
  }[];
  readonly promql_expr_test?: readonly {
    readonly eval_time: string;
    readonly expr: string;
    readonly exp_samples: readonly { labels: string; value: number }[];
  }[];
}

/** What promtool has against a rule file; empty where it has nothing. */
export function checkRules(rules: string): string {
  return withFiles({ 'rules.yaml': rules }, (folder) => (
    complaint(['check', 'rules', '--lint=all', '--lint-fatal', path.join(folder, 'rules.yaml')])
  ));
}

/** In what the rules differ from what the test expects of them; empty where they do not. */
export function testRules(rules: string, { evaluation, ...test }: RuleTest): string {
  const content = { rule_files: ['rules.yaml'], evaluation_interval: evaluation ?? test.interval, tests: [test] };
  return withFiles({ 'rules.yaml': rules, 'test.yaml': JSON.stringify(content) }, (folder) => (
    complaint(['test', 'rules', path.join(folder, 'test.yaml')])
  ));
}

/** The same of several tests, each by its name; to start promtool for each would take much longer. */
export function testRulesInOne(rules: string, tests: readonly RuleTest[]): string {
  const intervals = [...new Set(tests.map(({ evaluation = '1m' }) => evaluation))];
  const files = Object.fromEntries(intervals.map((interval) => [`test-${interval}.yaml`, JSON.stringify({
    rule_files: ['rules.yaml'],
    evaluation_interval: interval,
    tests: tests.filter(({ evaluation = '1m' }) => evaluation === interval).map(({ evaluation: _, ...test }) => test),
  })]));
  return withFiles({ 'rules.yaml': rules, ...files }, (folder) => (
    complaint(['test', 'rules', ...Object.keys(files).map((file) => path.join(folder, file))])
  ));
}

/** What promtool has against a configuration, which stands beside other files. */
export function checkConfig(files: Readonly<Record<string, string>>, configuration: string): string {
  return withFiles(files, (folder) => (
    complaint(['check', 'config', '--lint=all', '--lint-fatal', path.join(folder, configuration)])
  ));
}

/** How Prometheus writes the boundary of a histogram that it has scraped. */
export function storedBoundary(scraped: string): string {
  const metrics = `# TYPE took histogram\ntook_bucket{le="${scraped}"} 1 1\n# EOF\n`;
  return withFiles({ 'metrics.txt': metrics }, (folder) => {
    const data = path.join(folder, 'data');
    // Without the folder of what is not in a block yet, nothing is read.
    fs.mkdirSync(path.join(data, 'wal'), { recursive: true });
    promtool(['tsdb', 'create-blocks-from', 'openmetrics', path.join(folder, 'metrics.txt'), data]);
    return /le="([^"]+)"/.exec(promtool(['tsdb', 'dump', data]).stdout)![1];
  });
}

function withFiles(files: Readonly<Record<string, string>>, use: (folder: string) => string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-promtool-'));
  try {
    for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content);
    return use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function complaint(args: readonly string[]): string {
  const { status, stdout, stderr } = promtool(args);
  return status === 0 ? '' : `exit code ${status}: ${stdout}${stderr}`;
}

function promtool(args: readonly string[]) {
  const { error, ...output } = spawnSync(TOOLS.promtool(), args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  return output;
}
