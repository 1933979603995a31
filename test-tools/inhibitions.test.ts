import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Chart } from 'cdk8s';
import { AlertRouting, MetricsFlavor, PlatformProps } from '../src';
import { fileOfOperator } from './harness/alerts/operator';
import { routingsOf } from './harness/alerts/written-alerting';
import { ESSENTIAL_CASES } from './harness/essential/essential-cases';
import { ENDPOINT_CASES, SERVED_CERTIFICATE_CASES } from './harness/essential/probe-cases';
import { AlertingServer } from './harness/paging/alerting-server';
import { only, readYaml, render } from '../test/support/render';
import { ALERT_RECEIVERS } from '../test/support/smallest-calls';
import { freePorts } from '../test-cluster/harness/free-ports';

type Labels = Readonly<Record<string, string>>;

interface WrittenInhibition {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

/** Written into the rules of a service. */
const OF_SERVICE = { namespace: 'shop', service: 'api' };
const CASES = [...Object.values(ESSENTIAL_CASES).flat(), ...ENDPOINT_CASES, ...SERVED_CERTIFICATE_CASES];
const FILE = routingsOf(written())[0];
const OF_OPERATOR = fileOfOperator(only(written({ metrics: MetricsFlavor.operator() }), 'AlertmanagerConfig'), 'None');

/** Alerts of different names about one thing, as the configuration has them. */
const PAIRS = (readYaml(FILE)[0].inhibit_rules as WrittenInhibition[])
  .filter(({ source_matchers: [matcher] }) => matcher.startsWith('alertname='))
  .flatMap(({ source_matchers: [source, slo], target_matchers: [target], equal }) => {
    const [[graver], lesser] = [source, target].map((matcher) => /"(.*)"/.exec(matcher)![1].split('|'));
    const shared = equal.filter((label) => label !== 'cluster');
    return lesser.map((name) => ({ graver, slo: /"(.*)"/.exec(slo)?.[1], lesser: name, equal: shared }));
  }).map((pair, index) => ({ ...pair, cluster: `c${index}` }));

type Pair = typeof PAIRS[number];

function written(platform?: PlatformProps) {
  return render((chart: Chart) => new AlertRouting(chart, 'alerts', ALERT_RECEIVERS), platform);
}

/** The labels that promtool shows an alert to fire with. */
function labelsOf(alertname: string): Labels {
  return { ...CASES.find(({ alert }) => alert === alertname)?.labels ?? OF_SERVICE, alertname };
}

function graverOf({ graver, slo, cluster }: Pair): Labels {
  return { ...labelsOf(graver), ...slo === undefined ? {} : { slo }, cluster };
}

/** What a pair is about, and something else of the kind. */
function things({ graver, equal, cluster }: Pair): { same: Labels; other: Labels } {
  const shared = Object.fromEntries(equal.map((label) => [label, labelsOf(graver)[label]]));
  const same = { ...shared, cluster };
  const [telling = 'cluster'] = equal;
  return { same, other: { ...same, [telling]: `${same[telling as keyof typeof same]}-other` } };
}

const FORMS = [['the file', FILE], ['what the operator makes of the object', OF_OPERATOR]];

describe.each(FORMS)('by %s', (_, configuration) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-inhibitions-'));
  let alertmanager: AlertingServer;

  beforeAll(async () => {
    const [port] = await freePorts(1);
    alertmanager = await AlertingServer.alertmanager({ folder, port, configuration });
    await alertmanager.alert(...PAIRS.flatMap((pair) => {
      const { same, other } = things(pair);
      return [
        graverOf(pair),
        ...[same, other].map((thing) => ({ ...labelsOf(pair.lesser), ...thing })),
      ];
    }));
  });

  afterAll(async () => {
    await alertmanager.kill();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it.each(PAIRS)('$graver keeps back $lesser about the same thing, and about no other', async (pair) => {
    const { same, other } = things(pair);
    expect(pair.equal.every((label) => labelsOf(pair.lesser)[label] !== undefined)).toBe(true);
    await expect(alertmanager.isInhibited({ ...labelsOf(pair.lesser), ...same })).resolves.toBe(true);
    await expect(alertmanager.isInhibited({ ...labelsOf(pair.lesser), ...other })).resolves.toBe(false);
    await expect(alertmanager.isInhibited(graverOf(pair))).resolves.toBe(false);
  });
});
