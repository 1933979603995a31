import { ForeignSecretStore, MetricsFlavor, PlatformProps, RemoteKey, SyncedSecret } from '../src';
import { checkRules, testRulesInOne } from './harness/alerts/promtool';
import { SYNCED_SECRET_CASES } from './harness/alerts/synced-secret-cases';
import { testOfNothing, testsOf, WrittenAlert } from './harness/essential/series-case';
import { only, readYaml, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';

function synced(platform?: PlatformProps): Manifest[] {
  return render((chart) => new SyncedSecret(chart, 'database', {
    store: ForeignSecretStore.ofCluster('vault'), keys: { password: RemoteKey.of('shop/database') },
  }), platform);
}

describe('the alerts about a synced secret', () => {
  const text = Object.values<string>(only(synced(), 'ConfigMap').data)[0];
  const alerts: WrittenAlert[] = readYaml(text)[0].groups[0].rules;

  it('have nothing that promtool would complain of, in both forms', () => {
    expect(checkRules(text)).toBe('');
    expect(only(synced({ metrics: MetricsFlavor.operator() }), 'PrometheusRule').spec).toEqual(readYaml(text)[0]);
  });

  it('fire with labels and texts, not before, not just below, not of others', () => {
    expect(SYNCED_SECRET_CASES.map(({ alert }) => alert)).toEqual(alerts.map(({ alert }) => alert));
    const tests = alerts.flatMap((rule, index) => testsOf(rule, SYNCED_SECRET_CASES[index]));
    expect(testRulesInOne(text, [...tests, testOfNothing(alerts, SYNCED_SECRET_CASES)])).toBe('');
  });
});
