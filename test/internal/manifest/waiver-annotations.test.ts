import { Construct } from 'constructs';
import { Waivers } from '../../../src/internal/manifest/waiver-annotations';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { stage } from '../../support/render';

const REASON = 'one writer by design';

describe('Waivers', () => {
  it('write the reason alone where nothing more is known', () => {
    const waivers = waiversOf({ checkId: 'has-autoscaler', reason: REASON });
    expect(waivers.annotations()).toEqual({ 'preflight/waive.has-autoscaler': REASON });
  });

  it('write one line of JSON where more is known', () => {
    const more = { owner: 'payments', until: '2027-03-31', ticket: 'SEC-7' };
    const waivers = waiversOf({ checkId: 'has-liveness-probe', reason: 'two\nlines', ...more });
    expect(waivers.annotations()).toEqual({
      'preflight/waive.has-liveness-probe':
        '{"reason":"two\\nlines","owner":"payments","until":"2027-03-31","ticket":"SEC-7"}',
    });
  });

  it.each(['owner', 'ticket'])('write JSON for a %s alone', (key) => {
    const waivers = waiversOf({ checkId: 'has-liveness-probe', reason: REASON, [key]: 'x' });
    const value = waivers.annotations()['preflight/waive.has-liveness-probe'];
    expect(JSON.parse(value)).toEqual({ reason: REASON, [key]: 'x' });
  });

  it('write a reason that itself is JSON so that it reads back as that reason', () => {
    const reason = '{"reason":"forged","until":"2999-12-31"}';
    const annotations = waiversOf({ checkId: 'has-liveness-probe', reason }).annotations();
    const value = annotations['preflight/waive.has-liveness-probe'];
    expect(JSON.parse(value).reason).toBe(reason);
  });

  it('are empty where nothing was waived', () => {
    expect(new Waivers(stage().chart).annotations()).toEqual({});
  });

  it('keep the order in which they were given', () => {
    const waivers = waiversOf({ checkId: 'b', reason: REASON });
    waivers.add({ checkId: 'a', reason: REASON });
    expect(Object.keys(waivers.annotations())).toEqual(['preflight/waive.b', 'preflight/waive.a']);
  });

  it.each([
    '', 'Has-Probes', 'has_probes', '-a', 'a-', 'a--b', 'a b', 'a.b', 'a/b', 'a\n', '__proto__', 'a'.repeat(58),
  ])('refuse %j as the id of a check', (checkId) => {
    const message = messageOf(() => waiversOf({ checkId, reason: REASON }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message)
      .toBe(`[shop] 'waive.checkId' must be a check id in kebab-case, got ${JSON.stringify(checkId)}; `
        + 'write it as the readiness checklist does, such as has-cpu-limit');
  });

  it('take the longest id that an annotation can carry', () => {
    const [key] = Object.keys(waiversOf({ checkId: 'a'.repeat(57), reason: REASON }).annotations());
    expect(key.split('/')[1]).toHaveLength(63);
  });

  it('refuse a second reason for one check', () => {
    const waivers = waiversOf({ checkId: 'has-liveness-probe', reason: REASON });
    const message = messageOf(() => waivers.add({ checkId: 'has-liveness-probe', reason: 'another' }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop] 'waive.checkId' must be waived once, got \"has-liveness-probe\"; "
      + 'remove this call: an opt-out, the environment or another call gave a reason already');
  });

  it.each([
    ['no reason', { reason: ' ' }, "'waive.reason' must say why"],
    ['a day that does not exist', { until: '2027-02-30' }, "'waive.until' must be a date"],
    ['an owner that is no text', { owner: '\uD83D' }, 'must be valid Unicode text'],
    ['a ticket that is no text', { ticket: '\uD83D' }, 'must be valid Unicode text'],
  ])('refuse %s', (_, entry, expected) => {
    const message = messageOf(() => waiversOf({ checkId: 'has-liveness-probe', reason: REASON, ...entry }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toContain(expected);
  });
});

describe('waivers of one container', () => {
  it('stand in the record of the workload, under both names', () => {
    const { chart } = stage();
    const waivers = new Waivers(chart);
    const own = waivers.ofContainer(chart, 'proxy');
    waivers.add({ checkId: 'has-liveness-probe', reason: REASON });
    own.add({ checkId: 'has-liveness-probe', reason: 'another', ticket: 'SEC-7' });
    own.addOptOut('resources', 'has-cpu-limit', { reason: REASON });

    expect(waivers.annotations()).toEqual({
      'preflight/waive.has-liveness-probe': REASON,
      'preflight/waive.has-liveness-probe.proxy': '{"reason":"another","ticket":"SEC-7"}',
      'preflight/waive.has-cpu-limit.proxy': REASON,
    });
    expect(own.annotations()).toEqual(waivers.annotations());
  });

  it('are one for each container', () => {
    const { chart } = stage();
    const waivers = new Waivers(chart);
    for (const name of ['a', 'b']) {
      waivers.ofContainer(chart, name).add({ checkId: 'has-liveness-probe', reason: name });
    }

    expect(waivers.annotations())
      .toEqual({ 'preflight/waive.has-liveness-probe.a': 'a', 'preflight/waive.has-liveness-probe.b': 'b' });
  });

  it('are refused twice, by the place of the container', () => {
    const { chart } = stage();
    const own = new Waivers(chart).ofContainer(new Construct(chart, 'proxy'), 'proxy');
    own.add({ checkId: 'has-liveness-probe', reason: REASON });

    const message = messageOf(() => own.add({ checkId: 'has-liveness-probe', reason: REASON }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop/proxy] 'waive.checkId' must be waived once, got \"has-liveness-probe.proxy\"; "
      + 'remove this call: an opt-out, the environment or another call gave a reason already');
  });

  it.each([['x'.repeat(38), 63], ['x', 26]])('may be called %s', (container, length) => {
    const { chart } = stage();
    const waivers = new Waivers(chart);
    waivers.ofContainer(chart, container).add({ checkId: 'has-liveness-probe', reason: REASON });

    expect(Object.keys(waivers.annotations())[0].split('/')[1]).toHaveLength(length);
  });

  it('are refused where no annotation can hold both names', () => {
    const container = 'x'.repeat(39);
    const { chart } = stage();
    const own = new Waivers(chart).ofContainer(chart, container);

    const message = messageOf(() => own.add({ checkId: 'has-liveness-probe', reason: REASON }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop] 'waive.checkId' must fit into the name of an annotation with the name of the"
      + ` container, 57 in all, got "has-liveness-probe.${container}"; give the container a shorter name`);
  });
});

describe('an opt-out', () => {
  it('is written like any other waiver', () => {
    const waivers = new Waivers(stage().chart);
    waivers.addOptOut('scaling', 'has-autoscaler', { reason: REASON });
    expect(waivers.annotations()).toEqual({ 'preflight/waive.has-autoscaler': REASON });
  });

  it('names the prop that it was given by where it says nothing', () => {
    const message = messageOf(() => new Waivers(stage().chart).addOptOut('scaling', 'has-autoscaler', { reason: '' }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop] 'scaling' must say why, got \"\"; "
      + 'write the reason, it appears in the readiness report');
  });
});

function waiversOf(entry: Parameters<Waivers['add']>[0]): Waivers {
  const waivers = new Waivers(stage().chart);
  waivers.add(entry);
  return waivers;
}
