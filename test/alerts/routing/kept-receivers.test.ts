import { JsonPatch } from 'cdk8s';
import { AlertRouting, MetricsFlavor } from '../../../src';
import { messageOf } from '../../support/errors';
import { only, render } from '../../support/render';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

/** The AlertmanagerConfig after a patch. */
function patched(patch: JsonPatch) {
  const build = render((chart) => {
    const routing = new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
    routing.patch(routing.configuration, patch);
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

  it('may lead to another receiver', () => {
    const { spec } = patched(JsonPatch.replace('/spec/route/routes/3/receiver', 'critical'));
    expect(spec.route.routes[3].receiver).toBe('critical');
  });
});
