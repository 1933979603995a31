import { ApiObject, Chart } from 'cdk8s';
import { ICheck, ProductionNamespace, ProductionService, Severity } from '../../src';
import { expectReady } from '../../src/testing/expect-ready';
import { messageOf } from '../support/errors';
import { IMAGE, stage } from '../support/render';

function ready(): Chart {
  const { chart } = stage();
  new ProductionNamespace(chart, 'shop');
  new ProductionService(chart, 'web', { image: IMAGE });
  return chart;
}

describe('expectReady', () => {
  it('says nothing of what is ready', () => {
    expect(() => expectReady(ready())).not.toThrow();
  });

  it('says what is not ready, and what to do', () => {
    const chart = ready();
    new ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'agent' },
      spec: { hostNetwork: true, containers: [{ name: 'agent', image: 'agent' }] },
    });
    const message = messageOf(() => expectReady(chart));
    expect(message).toMatch(/^\[shop\] is not ready for production\n\nCRITICAL {2}image-has-tag\n/);
    expect(message).toContain('  Pod shop/agent\n    has hostNetwork true\n');
  });

  it('counts from the severity on that it is told, without what is skipped, and with checks of your own', () => {
    const never: ICheck = {
      id: 'never',
      title: 'Never',
      box: 'labels',
      severity: Severity.ADVICE,
      why: 'Because.',
      remedy: { manifest: 'none' },
      references: [],
      appliesTo: ['Service'],
      evaluate: () => [{ passed: false, message: 'never passes' }],
    };
    const skip = ['has-owner-label'];
    expect(() => expectReady(ready(), { checks: [never] })).not.toThrow();
    expect(() => expectReady(ready(), { failOn: Severity.ADVICE, skip })).not.toThrow();
    expect(() => expectReady(ready(), { failOn: Severity.ADVICE, skip, checks: [never] })).toThrow('never passes');
    expect(messageOf(() => expectReady(ready(), { skip: ['no-such'] })))
      .toBe("[shop] 'skip' must hold ids of checks, got \"no-such\"; see preflight list");
  });

  it('does not take nothing for ready', () => {
    expect(messageOf(() => expectReady(stage().chart))).toBe('[shop] holds no object: nothing can be judged');
  });

  it.each([
    ['an app', (chart: Chart) => expectReady(chart.node.root as Chart),
      "[expectReady] 'chart' must be a chart, got ProductionApp; give one"],
    ['nothing', () => expectReady(undefined as never), "[expectReady] 'chart' must be a chart, got nothing; give one"],
    ['a word for options', (chart: Chart) => expectReady(chart, 'warning' as never), "[expectReady] 'options' must be"
      + ' an object, as ExpectReadyOptions says, got "warning"; write { ... } with any of failOn, skip, checks'],
    ['an option that is none', (chart: Chart) => expectReady(chart, { failon: Severity.ADVICE } as never),
      "[expectReady] 'failon' must be a member of ExpectReadyOptions, got \"advice\"; write failOn"],
    ['a severity that is none', (chart: Chart) => expectReady(chart, { failOn: 'error' as never }), '[expectReady]'
      + " 'failOn' must be one of critical, warning, advice, got \"error\"; write Severity.CRITICAL, Severity.WARNING"
      + ' or Severity.ADVICE, or leave it out'],
  ])('refuses %s', (_, act, message) => {
    expect(messageOf(() => act(ready()))).toBe(message);
  });
});
