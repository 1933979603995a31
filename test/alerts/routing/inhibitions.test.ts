import { AlertInhibition, AlertRouting, MetricsFlavor, PlatformProps } from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { only, readYaml, render } from '../../support/render';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

function manifests(inhibitions: AlertInhibition[], platform?: PlatformProps) {
  return render((chart) => new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, inhibitions }), platform);
}

/** What Alertmanager reads of the file. */
function configuration(inhibitions: AlertInhibition[]) {
  const [{ data }] = manifests(inhibitions);
  return readYaml(data['alertmanager.yaml'])[0];
}

describe('an inhibition', () => {
  it('keeps back what it is told to, and never the Watchdog', () => {
    const inhibitions: AlertInhibition[] = [
      { source: { alertname: 'ClusterDown' }, target: { severity: 'info' }, equal: ['alertname', 'cluster', 'team'] },
      { source: { alertname: 'Maintenance' }, target: { team: 'web' } },
    ];
    expect(configuration(inhibitions).inhibit_rules).toEqual([
      {
        source_matchers: ['alertname="ClusterDown"', 'cluster!=""', 'team!=""'],
        target_matchers: ['severity="info"', 'alertname!="Watchdog"', 'cluster!=""', 'team!=""'],
        equal: ['alertname', 'cluster', 'team'],
      },
      { source_matchers: ['alertname="Maintenance"'], target_matchers: ['team="web"', 'alertname!="Watchdog"'] },
    ]);
    expect(configuration([])).not.toHaveProperty('inhibit_rules');
    const { spec } = only(manifests([], { metrics: MetricsFlavor.operator() }), 'AlertmanagerConfig');
    expect(spec).not.toHaveProperty('inhibitRules');
  });

  it.each<[AlertInhibition['source'], string[]]>([
    [{ severity: 'info' }, ['severity="info"', 'alertname!="Watchdog"']],
    [{ team: 'web' }, ['team="web"', 'alertname!="Watchdog"']],
    [{ severity: 'critical' }, ['severity="critical"']],
  ])('lets the Watchdog keep nothing back: %j', (source, matchers) => {
    const { inhibit_rules: [rule] } = configuration([{ source, target: { a: 'b' }, equal: [] }]);
    expect(rule.source_matchers).toEqual(matchers);
  });

  it.each<[string, AlertInhibition, string]>([
    ['of the Watchdog', { source: { a: 'b' }, target: { alertname: 'Watchdog' } },
      'keep back alerts, and the Watchdog is never kept back'],
    ['of unlike alerts that are equal', {
      source: { alertname: 'A' }, target: { alertname: 'B' }, equal: ['cluster', 'alertname'],
    }, 'have a source and a target that can be equal in alertname'],
    ['by itself', { source: { alertname: 'A' }, target: { alertname: 'A' } },
      'have other alerts as its target than as its source'],
    ['by itself, for what is equal', {
      source: { alertname: 'A', team: 'x' }, target: { alertname: 'A' }, equal: ['team'],
    }, 'have other alerts as its target than as its source'],
  ])('is refused where it keeps nothing back: %s', (_, inhibition, must) => {
    const message = messageOf(() => manifests([inhibition]));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toContain(`[shop/alerts] 'inhibitions[0]' must ${must}, got {`);
  });

  it.each<AlertInhibition>([
    { source: { alertname: 'A', team: 'x' }, target: { alertname: 'A' } },
    { source: { alertname: 'A' }, target: { alertname: 'A', team: 'x' }, equal: [] },
    { source: { alertname: 'A' }, target: { team: 'x' }, equal: ['team'] },
  ])('is taken where it may keep something back: %j', (inhibition) => {
    expect(() => manifests([inhibition])).not.toThrow();
  });
});
