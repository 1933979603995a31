import { JsonPatch } from 'cdk8s';
import { MetricsFlavor, PlatformProps } from '../../src';
import { alertRulesObject, AlertRule, RuleGroup, templateText } from '../../src/alerts/alert-rules';
import { readYaml, render } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const OPERATOR = { metrics: MetricsFlavor.operator({ monitorLabels: { release: 'prom' } }) };
const OWNERSHIP = { ownership: { team: 'payments', owner: 'jane' } };
const METADATA = { name: 'db-alerts', namespace: 'shop', labels: { app: 'db' } };
const DOWN: AlertRule = {
  alert: 'DatabaseDown',
  expr: 'up{job="db"} == 0',
  for: '5m',
  severity: 'critical',
  summary: 'The database {{ $labels.instance }} is down.',
  description: 'Nobody can order anything. Start it again.',
  runbook: 'https://example.com/runbook#databasedown',
};
const FULL: AlertRule = {
  alert: 'DatabaseFull',
  expr: 'db:used:ratio\n> 0.9',
  severity: 'warning',
  summary: 'The database is full.',
  description: 'It holds {{ $value }}: soon nothing fits.',
  runbook: 'https://example.com/runbook#databasefull',
};
/** One with each field that others leave out. */
const SLOW: AlertRule = {
  ...DOWN,
  alert: 'DatabaseSlow',
  severity: 'info',
  keepFiringFor: '10m',
  labels: { service: 'orders' },
  dashboard: 'https://example.com/d/{{db}}',
};
const DETAILED: RuleGroup = {
  name: 'detailed',
  interval: '1m',
  rules: [{ record: 'db:used:ratio', expr: 'db_used / db_size', labels: { window: '5m' } }, SLOW],
};
const GROUPS: RuleGroup[] = [
  { name: 'recorded', rules: [{ record: 'db:used:ratio', expr: 'db_used / db_size' }, FULL] },
  { name: 'database', rules: [DOWN] },
];

const WRITTEN_DOWN = {
  alert: 'DatabaseDown',
  expr: 'up{job="db"} == 0',
  for: '5m',
  labels: { severity: 'critical' },
  annotations: {
    summary: 'The database {{ $labels.instance }} is down.',
    description: 'Nobody can order anything. Start it again.',
    runbook_url: 'https://example.com/runbook#databasedown',
  },
};
const WRITTEN = {
  groups: [{
    name: 'recorded',
    rules: [{ record: 'db:used:ratio', expr: 'db_used / db_size' }, {
      alert: 'DatabaseFull',
      expr: 'db:used:ratio\n> 0.9',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'The database is full.',
        description: 'It holds {{ $value }}: soon nothing fits.',
        runbook_url: 'https://example.com/runbook#databasefull',
      },
    }],
  }, { name: 'database', rules: [WRITTEN_DOWN] }],
};

describe('alertRulesObject where Prometheus has an operator', () => {
  it('writes a PrometheusRule that the Prometheus selects', () => {
    expect(written(OPERATOR)).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'db-alerts', namespace: 'shop', labels: { app: 'db', release: 'prom' } },
      spec: WRITTEN,
    });
  });

  it.each(MINORS)('writes what the operator takes, on %s', (minor) => {
    expect(schemaProblems(minor, written({ ...OPERATOR, ...OWNERSHIP }))).toEqual([]);
  });
});

describe('alertRulesObject without an operator', () => {
  it('writes a ConfigMap with a rule file', () => {
    const { data, ...rest } = written();

    expect(rest).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'db-alerts', namespace: 'shop', labels: { 'app': 'db', 'preflight/alert-rules': 'true' } },
    });
    expect(Object.keys(data)).toEqual(['db-alerts.rules.yaml']);
    expect(readYaml(data['db-alerts.rules.yaml'])).toEqual([WRITTEN]);
  });

  it('writes the file as a person would, with keys in their usual order', () => {
    expect(written().data['db-alerts.rules.yaml']).toBe([
      'groups:',
      '  - name: recorded',
      '    rules:',
      '      - record: db:used:ratio',
      '        expr: db_used / db_size',
      '      - alert: DatabaseFull',
      '        expr: |-',
      '          db:used:ratio',
      '          > 0.9',
      '        labels:',
      '          severity: warning',
      '        annotations:',
      '          summary: The database is full.',
      '          description: "It holds {{ $value }}: soon nothing fits."',
      '          runbook_url: https://example.com/runbook#databasefull',
      '  - name: database',
      '    rules:',
      '      - alert: DatabaseDown',
      '        expr: up{job="db"} == 0',
      '        for: 5m',
      '        labels:',
      '          severity: critical',
      '        annotations:',
      '          summary: The database {{ $labels.instance }} is down.',
      '          description: Nobody can order anything. Start it again.',
      '          runbook_url: https://example.com/runbook#databasedown',
      '',
    ].join('\n'));
  });

  it.each(MINORS)('writes what the API server takes, on %s', (minor) => {
    expect(schemaProblems(minor, written())).toEqual([]);
  });
});

describe.each([{ form: 'the PrometheusRule', flavor: OPERATOR }, { form: 'the ConfigMap', flavor: {} }])('$form', ({
  flavor,
}) => {
  it('writes what most rules leave out', () => {
    const { interval, rules: [recorded, slow] } = groupsOf(written(flavor, [DETAILED]))[0];
    expect(interval).toBe('1m');
    expect(recorded).toEqual(DETAILED.rules[0]);
    expect(slow).toEqual({
      ...WRITTEN_DOWN,
      alert: 'DatabaseSlow',
      keep_firing_for: '10m',
      labels: { service: 'orders', severity: 'info' },
      annotations: { ...WRITTEN_DOWN.annotations, dashboard_url: 'https://example.com/d/{{ "{{" }}db}}' },
    });
  });

  it('says of each alert who answers for it, and nothing of what is recorded', () => {
    expect(rulesOf(written({ ...flavor, ...OWNERSHIP })).map(({ labels, annotations }) => [labels, annotations?.owner]))
      .toEqual([
        [undefined, undefined],
        [{ severity: 'warning', team: 'payments', owner: 'jane' }, 'jane'],
        [{ severity: 'critical', team: 'payments', owner: 'jane' }, 'jane'],
      ]);
  });

  it('asks the team where nobody else is named, and invents no label', () => {
    const [, , { labels, annotations }] = rulesOf(written({ ...flavor, ownership: { team: 'payments' } }));

    expect(labels).toEqual({ severity: 'critical', team: 'payments' });
    expect(annotations.owner).toBe('payments');
  });

  it('leads to a runbook that is no template, whatever its address', () => {
    const [rule] = rulesOf(written(flavor, [{ name: 'odd', rules: [{ ...DOWN, runbook: 'https://{{ x }}/' }] }]));

    expect(rule.annotations.runbook_url).toBe('https://{{ "{{" }} x }}/');
  });

  it('takes patches of the user', () => {
    const patched = written(flavor, GROUPS, JsonPatch.replace('/metadata/labels/app', 'other'));

    expect(patched.metadata.labels.app).toBe('other');
  });

  it('refuses text that the API server would read otherwise', () => {
    const broken = [{ name: 'broken', rules: [{ ...DOWN, summary: 'a\u2028b' }] }];

    expect(() => written(flavor, broken)).toThrow(
      "[shop/Rules] 'manifest' must hold no control character and no line separator of Unicode",
    );
  });
});

describe('templateText', () => {
  it.each([
    ['plain text', 'plain text'],
    ['{a} }} {b}', '{a} }} {b}'],
    ['{{ $value }}', '{{ "{{" }} $value }}'],
    ['{{{x', '{{ "{{{" }}x'],
    ['ends with {', 'ends with {{ "{" }}'],
  ])('writes %j as %j', (text, escaped) => {
    expect(templateText(text)).toBe(escaped);
  });
});

function written(platform: PlatformProps = {}, groups = GROUPS, ...patches: JsonPatch[]): Manifest {
  const [manifest] = render((chart) => {
    alertRulesObject(chart, 'Rules', { metadata: METADATA, groups: () => groups }).addJsonPatch(...patches);
  }, platform);
  return manifest;
}

function groupsOf({ spec, data }: Manifest): Manifest[] {
  return (spec ?? readYaml(data['db-alerts.rules.yaml'])[0]).groups;
}

function rulesOf(object: Manifest): Manifest[] {
  return groupsOf(object).flatMap(({ rules }) => rules);
}

describe('rules that no object holds', () => {
  it.each([{}, OPERATOR])('are refused: %j', (platform) => {
    const long = { ...DOWN, description: 'a'.repeat(1024 * 1024) };
    expect(() => render((chart) => {
      alertRulesObject(chart, 'Rules', { metadata: METADATA, groups: () => [{ name: 'db', rules: [long] }] });
    }, platform)).toThrow(/\[shop\] 'rules' must have at most 1048576 bytes, as much as a ConfigMap holds, got 10\d+; shorten/);
  });
});
