import * as fs from 'fs';
import * as path from 'path';

const FOLDER = path.resolve(__dirname, '../../dashboards/catalogue');
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? /;
const LABEL = /([a-zA-Z_]\w*)="(?:[^"\\]|\\.)*"/g;

/** Names of metrics, each with the labels that it has. */
export type Catalogue = ReadonlyMap<string, ReadonlySet<string>>;

/** What a program says of its metrics, or what is published of them. */
export interface MetricSource {
  /** The program, as its file is called. */
  readonly name: string;
  /** Where its metrics were read, with the version. */
  readonly origin: string;
  readonly metrics: Catalogue;
}

/** The metrics of a text that Prometheus scrapes. */
export function metricsOfText(text: string): Catalogue {
  const metrics = new Map<string, Set<string>>();
  for (const line of text.split('\n')) {
    const [, name, labels = ''] = SAMPLE.exec(line) ?? [];
    if (name !== undefined) addLabels(metrics, name, [...labels.matchAll(LABEL)].map(([, label]) => label));
  }
  return metrics;
}

/** Adds labels to those that a metric is known with. */
export function addLabels(metrics: Map<string, Set<string>>, name: string, labels: readonly string[]): void {
  const known = metrics.get(name) ?? new Set();
  labels.forEach((label) => known.add(label));
  metrics.set(name, known);
}

/** Writes a source down: a comment with its origin, and a line for each metric with its labels. */
export function record({ name, origin, metrics }: MetricSource): void {
  const lines = [...metrics].map(([metric, labels]) => [metric, ...[...labels].sort()].join(' ')).sort();
  fs.writeFileSync(path.join(FOLDER, `${name}.txt`), [`# ${origin}`, ...lines, ''].join('\n'));
}

/** What was written down of one program, or of all. */
export function recorded(...names: string[]): Catalogue {
  const files = fs.readdirSync(FOLDER).filter((file) => names.length === 0 || names.includes(path.parse(file).name));
  const lines = files.flatMap((file) => fs.readFileSync(path.join(FOLDER, file), 'utf8').trim().split('\n').slice(1));
  const metrics = new Map<string, Set<string>>();
  for (const [name, ...labels] of lines.map((line) => line.split(' '))) addLabels(metrics, name, labels);
  return metrics;
}
