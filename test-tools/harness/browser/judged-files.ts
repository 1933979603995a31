import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { pathToFileURL } from 'url';

const MAIN = path.resolve(__dirname, '../../../lib/cli/main.js');
const NAMESPACES = ['shop', 'payments', 'search', 'identity', 'edge'];
const EVIDENCE = `on-call:
  owner: ada
  date: "2026-01-31"
  expires: "2027-01-31"
  evidence: https://pager.example.com/rotations/shop
`;
/** A name that would run, were it no text. */
export const SCRIPT = '<script>alert(1)</script>';

/** One run, as a page and as JSON. */
export interface JudgedFiles {
  readonly file: string;
  readonly address: string;
  readonly report: {
    readonly summary: Readonly<Record<string, unknown>>;
    readonly results: readonly JsonResult[];
  };
}

/** A line of the JSON report. */
export interface JsonResult {
  readonly check: string;
  readonly status: string;
  readonly severity: string;
  readonly box: string;
  readonly object: { readonly namespace: string; readonly name: string };
  readonly message: string;
}

/** Judges so many Deployments that say little, some of them with waivers, and what has hostile names. */
export function judgeWorkloads(folder: string, count: number): JudgedFiles {
  const manifests = path.join(folder, 'manifests');
  fs.mkdirSync(manifests, { recursive: true });
  const objects = [...Array.from({ length: count }, (_, index) => deployment(index)), ...hostileObjects()];
  const documents = [...objects.map((one) => JSON.stringify(one)), 'a: ['];
  fs.writeFileSync(path.join(manifests, 'all.yaml'), documents.join('\n---\n'));
  fs.writeFileSync(path.join(manifests, 'notes.json'), '[]');
  fs.writeFileSync(path.join(folder, 'evidence.yaml'), EVIDENCE);
  const reports = ['--report', 'html=report.html', '--report', 'json=report.json'];
  const options = ['--evidence', 'evidence.yaml', '--as-of', '2026-11-01', ...reports];
  const { status, stderr } = spawnSync(process.execPath, [MAIN, 'check', 'manifests', ...options], {
    cwd: folder, encoding: 'utf8',
  });
  if (status !== 2) throw new Error(`what cannot be read must end with 2, got ${status}: ${stderr}`);
  const file = path.join(folder, 'report.html');
  const report = JSON.parse(fs.readFileSync(path.join(folder, 'report.json'), 'utf8'));
  return { file, address: pathToFileURL(file).href, report };
}

function deployment(index: number): object {
  const namespace = NAMESPACES[index % NAMESPACES.length];
  const labels = { app: `web-${index}` };
  const image = `ghcr.io/acme/web:${index % 3 === 0 ? 'latest' : `1.2.${index}`}`;
  const containers = [{ name: 'app', image, ports: [{ containerPort: 8080 }] }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `web-${index}`, namespace, annotations: index % 5 === 0 ? waiver(index, namespace) : {} },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  };
}

function waiver(index: number, namespace: string): Record<string, string> {
  const until = `2027-0${1 + index % 6}-28`;
  const reason = 'The JVM sizes itself by its node.';
  const said = JSON.stringify({ reason, owner: `team-${namespace}`, until, ticket: `OPS-${index % 4}` });
  return { 'preflight/waive.has-memory-limit': said };
}

function hostileObjects(): object[] {
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: SCRIPT, namespace: '<img src=x onerror=alert(2)>' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '</details></style><b>"\'', namespace: 'shop' } },
  ];
}
