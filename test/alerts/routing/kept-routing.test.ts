import { JsonPatch } from 'cdk8s';
import { AlertRouting, MetricsFlavor } from '../../../src';
import { messageOf } from '../../support/errors';
import { only, render } from '../../support/render';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

const SUNDAYS = times([{ weekdays: ['sunday'] }]);

/** The AlertmanagerConfig after a patch. */
function patched(...patches: JsonPatch[]) {
  const build = render((chart) => {
    const routing = new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
    routing.patch(routing.configuration, ...patches);
  }, { metrics: MetricsFlavor.operator() });
  return only(build, 'AlertmanagerConfig');
}

describe('a patch of an AlertmanagerConfig', () => {
  it.each<[string, JsonPatch]>([
    ['lead to a receiver that is none', JsonPatch.replace('/spec/route/receiver', 'null')],
    ['lead below to a receiver that is none', JsonPatch.replace('/spec/route/routes/0/receiver', 'nobody')],
    ['take the integrations from a receiver', JsonPatch.remove('/spec/receivers/1/slackConfigs/0')],
    ['remove a receiver', JsonPatch.remove('/spec/receivers/0')],
  ])('may not %s', (_, patch) => {
    expect(messageOf(() => patched(patch))).toMatch(
      /^Nothing was written:\n {2}\[shop\/alerts\] 'patch' must let 'spec\.route' end at receivers that tell somebody, got /,
    );
  });

  it.each<[string, JsonPatch[], string]>([
    ['mute for good', [times([{}]), mute(3)], "'spec.route' be told in 5m of each week at a stretch"],
    ['mute all but a minute of each day', [times([{ times: [{ startTime: '00:00', endTime: '23:59' }] }]), mute(3)],
      "'spec.route' be told in 5m"],
    ['mute the days of a week', [times([{ weekdays: ['friday:tuesday', 'Wednesday', 'thursday'] }]), mute(2)],
      "'spec.route' be told in 5m"],
    ['tell in no time', [times([{ weekdays: [] }]), activate(2)],
      "'spec.route' be told in 5m"],
    ['mute critical alerts', [SUNDAYS, mute(1)], "'spec.route' tell of critical alerts and of"],
    ['mute the Watchdog', [SUNDAYS, mute(0)], "'spec.route' tell of critical alerts and of"],
    ['let the Watchdog keep back others', [inhibition([['severity', 'info']], [['team', 'web']], ['cluster'])],
      "'spec.inhibitRules' have no source that always fires"],
    ['keep back the Watchdog', [inhibition([['team', 'web']], [['severity', 'info|none', '=~']], ['cluster'])],
      "'spec.inhibitRules' not keep back the Watchdog"],
    ['let any alert of a severity keep back others', [inhibition([['severity', 'critical']], [['team', 'web']])],
      "'spec.inhibitRules' say what is equal"],
  ])('may not %s', (_, patches, expected) => {
    expect(messageOf(() => patched(...patches))).toContain(`[shop/alerts] 'patch' must let ${expected}`);
  });

  it.each<[string, JsonPatch[]]>([
    ['mute warnings at night', [times([{ times: [{ startTime: '00:00', endTime: '06:00' }] }]), mute(2)]],
    ['mute the days of some months', [times([{ months: ['december'] }]), mute(2)]],
    ['tell on some days', [times([{ weekdays: ['monday'] }]), activate(2)]],
    ['let an alert keep back warnings', [inhibition([['alertname', 'Gone']], [['severity', 'warning']])]],
    ['let any alert of a severity keep back others, where that is written',
      [inhibition([['severity', 'critical']], [['team', 'web']], [])]],
    ['let alerts keep back those of their name',
      [inhibition([['severity', 'info']], [['team', 'web']], ['alertname'])]],
    ['name the Watchdog to leave it out',
      [inhibition([['alertname', 'Gone']], [['alertname', 'Watchdog', '!='], ['severity', 'info']])]],
    ['have a pattern that nobody runs', [inhibition([['alertname', 'Gone']], [['alertname', '.*', '=~']])]],
  ])('may %s', (_, patches) => {
    expect(() => patched(...patches)).not.toThrow();
  });

  it('may lead to another receiver', () => {
    const { spec } = patched(JsonPatch.replace('/spec/route/routes/3/receiver', 'critical'));
    expect(spec.route.routes[3].receiver).toBe('critical');
  });
});

/** Times by the name `quiet`. */
function times(timeIntervals: object[]): JsonPatch {
  return JsonPatch.add('/spec/muteTimeIntervals', [{ name: 'quiet', timeIntervals }]);
}

/** One of the routes is muted then: that of the Watchdog, of critical alerts, of warnings, or of info. */
function mute(route: number): JsonPatch {
  return JsonPatch.add(`/spec/route/routes/${route}/muteTimeIntervals`, ['quiet']);
}

function activate(route: number): JsonPatch {
  return JsonPatch.add(`/spec/route/routes/${route}/activeTimeIntervals`, ['quiet']);
}

function inhibition(source: string[][], target: string[][], equal?: string[]): JsonPatch {
  const [sourceMatch, targetMatch] = [source, target].map((matchers) => (
    matchers.map(([name, value, matchType = '=']) => ({ name, value, matchType }))
  ));
  return JsonPatch.add('/spec/inhibitRules/-', { sourceMatch, targetMatch, ...equal === undefined ? {} : { equal } });
}
