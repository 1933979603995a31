import { AccessScope, BreakGlassAccess, MetricsFlavor, PlatformProps } from '../src';
import { checkRules, testRulesInOne } from './harness/alerts/promtool';
import { BREAK_GLASS_CASES, CLUSTER_BREAK_GLASS_CASES } from './harness/essential/break-glass-cases';
import { testOfNothing, testsOf, WrittenAlert } from './harness/essential/series-case';
import { only, readYaml, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';

const PLATFORM: PlatformProps = { ownership: { team: 'shop', owner: 'jane' } };

describe.each([
  ['a namespace', undefined, BREAK_GLASS_CASES],
  ['the whole cluster', AccessScope.cluster('nodes are in no namespace'), CLUSTER_BREAK_GLASS_CASES],
])('the alerts about everything in %s', (_, scope, cases) => {
  const props = { name: 'break-glass', groups: ['leads'], until: '1970-01-01', reason: 'INC-42', scope };
  const written = (platform: PlatformProps): Manifest[] => (
    render((chart) => new BreakGlassAccess(chart, 'break-glass', props), platform)
  );
  const [text] = Object.values<string>(only(written(PLATFORM), 'ConfigMap').data);
  const alerts: WrittenAlert[] = readYaml(text)[0].groups[0].rules;

  it('have nothing that promtool would complain of, in both forms', () => {
    const { spec } = only(written({ ...PLATFORM, metrics: MetricsFlavor.operator() }), 'PrometheusRule');
    expect(checkRules(text)).toBe('');
    expect(spec).toEqual(readYaml(text)[0]);
  });

  it('fire of whoever bound the role, at the end of the day and not before, and where nobody looks', () => {
    expect([...new Set(cases.map(({ alert }) => alert))]).toEqual(alerts.map(({ alert }) => alert));
    const tests = alerts.flatMap((rule) => cases.filter(({ alert }) => alert === rule.alert)
      .flatMap((one) => testsOf(rule, one)));
    expect(testRulesInOne(text, [...tests, testOfNothing(alerts, cases)])).toBe('');
  });
});
