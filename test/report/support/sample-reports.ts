import { judge } from '../../../src/checks/judging/judge';
import { Tally } from '../../../src/checks/judging/tally';
import { readDocuments } from '../../../src/checks/loading/documents';
import { unreadableResults } from '../../../src/checks/loading/unreadable';
import { ICheck } from '../../../src/checks/model/check';
import { Cluster } from '../../../src/checks/model/cluster';
import { Severity } from '../../../src/checks/model/severity';
import { WrittenWaiver } from '../../../src/checks/model/waiver';
import { makeReport, Report } from '../../../src/report/report';

/** What every reader of manifests meets sooner or later in a name: ends of all that it may be written into. */
export const HOSTILE_NAMES: readonly string[] = [
  '`', '```', '````\n```\n', '|', '\\|', '\\\\|', '<b>x</b>', '<img src=x>', '</details>', '<!--',
  '![x](https://e.example/x.png)', '[x](https://e.example)', 'https://e.example', 'www.e.example', 'a@e.example', '@ada', '@ada/team', '#1', 'a/b#1', '&amp;',
  ']]>', '\u0000', '\u0001', '\u001b[2J', '\ud800', '\ufffe', '\uffff', '\u202e', '\r\n# x', '\n\n- x', '{0}',
  '%41', 'ö.💥',
];

/** A check of owners, with the same id elsewhere. */
export const HAS_OWNER: ICheck = {
  id: 'has-owner',
  title: 'Has an owner',
  box: 'labels',
  severity: Severity.CRITICAL,
  why: 'Nobody knows whom to ask.',
  remedy: { manifest: 'metadata:\n  labels: {owner: ada}', construct: "ownership: { owner: 'ada' }" },
  references: ['kube-linter:required-label-owner', 'https://example.com/owners'],
  appliesTo: ['ConfigMap'],
  evaluate: ({ labels, name }) => [{
    passed: labels.owner !== undefined,
    message: labels.owner === undefined ? `${name} has no owner` : `is owned by ${labels.owner}`,
    path: 'metadata.labels.owner',
    actual: labels.owner,
    expected: 'a name',
  }],
};

/** Of containers, and no more than a warning. */
export const HAS_IMAGE: ICheck = {
  ...HAS_OWNER,
  id: 'has-image',
  severity: Severity.WARNING,
  box: 'images',
  appliesTo: ['Pod'],
  evaluate: ({ content }) => content.spec.containers.map(({ name, image }: Record<string, string>) => (
    { passed: image !== undefined, message: 'has no image', container: name }
  )),
};

/** A ConfigMap as JSON, which is YAML too. */
export function configMap(name: string, metadata: object = {}): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop', ...metadata } });
}

const POD = '{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [{name: app}]}}';

/** Each status: failed twice, passed, waived in both ways, in error, not applicable. */
export const MIXED = [
  configMap('bad'),
  POD,
  configMap('good', { labels: { owner: 'ada' } }),
  configMap('mine', { annotations: { 'preflight/waive.has-owner': 'it is [mine](https://e.example)' } }),
  configMap('theirs'),
  'a: [',
].join('\n---\n');

const WRITTEN: WrittenWaiver = {
  file: 'preflight.yaml',
  line: 2,
  path: 'waivers[0]',
  content: { check: 'has-owner', name: 'theirs', reason: 'they know', owner: 'ada', until: '2026-12-31' },
};

/** What the two checks say of a file. */
export function reportOf(text: string, options: { readonly file?: string; readonly isTold?: boolean } = {}): Report {
  const { manifests, unreadable } = readDocuments(options.file ?? 'dist/a.yaml', text);
  const checks = [HAS_OWNER, HAS_IMAGE];
  const tally = options.isTold === false ? new Tally() : undefined;
  const written = manifests.some(({ name }) => name === 'theirs') ? [WRITTEN] : [];
  const knownIds = new Set(checks.map(({ id }) => id));
  const results = [
    ...unreadableResults(unreadable),
    ...judge(new Cluster(manifests, 30), { checks, knownIds, asOf: '2026-01-01', written, tally }),
  ];
  return makeReport({ manifests, checks, results, tally, notes: ['1 critical finding is waived'] });
}
