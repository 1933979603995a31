import { Chart } from 'cdk8s';
import {
  AlertReceiver, AlertRouting, AlertRoutingProps, MetricsFlavor, MuteTime, SecretKey, Weekday,
} from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { only, readYaml, render, stage } from '../../support/render';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

const OPERATOR = { metrics: MetricsFlavor.operator() };
const PAYMENTS = {
  name: 'payments', labels: { team: 'payments' }, critical: AlertReceiver.webhook(SecretKey.of('other', 'url')),
};

/** What Alertmanager reads of the file. */
function configuration(props: Partial<AlertRoutingProps>) {
  const [{ data }] = render((chart) => new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, ...props }));
  return readYaml(data['alertmanager.yaml'])[0];
}

function spec(props: Partial<AlertRoutingProps>) {
  const build = (chart: Chart) => new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, ...props });
  return only(render(build, OPERATOR), 'AlertmanagerConfig').spec;
}

describe('the mute times of an AlertRouting', () => {
  it.each<[string, MuteTime, object[]]>([
    ['a night', { start: '22:00', end: '06:30' }, [
      { times: [{ start_time: '22:00', end_time: '24:00' }] }, { times: [{ start_time: '00:00', end_time: '06:30' }] },
    ]],
    ['an evening', { start: '18:00' }, [{ times: [{ start_time: '18:00', end_time: '24:00' }] }]],
    ['an evening until midnight', { start: '18:00', end: '00:00' }, [
      { times: [{ start_time: '18:00', end_time: '24:00' }] },
    ]],
    ['whole days', { weekdays: [Weekday.SUNDAY, Weekday.SATURDAY, Weekday.SUNDAY] }, [
      { times: [{ start_time: '00:00', end_time: '24:00' }], weekdays: ['saturday', 'sunday'] },
    ]],
    ['nights after some days', { start: '22:00', end: '06:00', weekdays: [Weekday.SUNDAY, Weekday.FRIDAY] }, [
      { times: [{ start_time: '22:00', end_time: '24:00' }], weekdays: ['friday', 'sunday'] },
      { times: [{ start_time: '00:00', end_time: '06:00' }], weekdays: ['monday', 'saturday'] },
    ]],
    ['a time zone', { start: '18:00', timeZone: 'Europe/Berlin' }, [
      { times: [{ start_time: '18:00', end_time: '24:00' }], location: 'Europe/Berlin' },
    ]],
    ['UTC by another name', { start: '18:00', timeZone: 'Etc/UTC' }, [
      { times: [{ start_time: '18:00', end_time: '24:00' }] },
    ]],
    ['UTC', { start: '18:00', timeZone: 'UTC' }, [{ times: [{ start_time: '18:00', end_time: '24:00' }] }]],
  ])('mute %s', (_, muteTime, intervals) => {
    expect(configuration({ muteTimes: { quiet: muteTime } }).time_intervals)
      .toEqual([{ name: 'quiet', time_intervals: intervals }]);
  });

  it('mute warnings and info, on every route, and nothing that is critical', () => {
    const { route } = configuration({ muteTimes: { nights: { start: '22:00' } }, routes: [PAYMENTS] });
    const muted = (routes: { receiver: string; mute_time_intervals?: string[] }[]) => (
      routes.map(({ mute_time_intervals = [] }) => mute_time_intervals.join())
    );
    expect(route).not.toHaveProperty('mute_time_intervals');
    expect(muted(route.routes)).toEqual(['', '', '', 'nights', 'nights']);
    expect(muted(route.routes[1].routes)).toEqual(['', 'nights', 'nights']);
  });

  it('mute for the operator too', () => {
    const { route, muteTimeIntervals } = spec({ muteTimes: { weekends: { weekdays: [Weekday.SATURDAY] } } });
    expect(route.routes[2].muteTimeIntervals).toEqual(['weekends']);
    expect(muteTimeIntervals).toEqual([{
      name: 'weekends',
      timeIntervals: [{ times: [{ startTime: '00:00', endTime: '24:00' }], weekdays: ['saturday'] }],
    }]);
  });

  it.each<[string, Record<string, MuteTime>, string]>([
    ['a time that is none', { nights: { start: '25:00' } },
      "'muteTimes.nights.start' must be a time of day, HH:MM, got \"25:00\"; write it like 22:00"],
    ['a time without length', { nights: { start: '22:00', end: '22:00' } },
      "'muteTimes.nights.end' must be another time than start, got \"22:00\"; leave out both for whole days"],
    ['no days', { nights: { weekdays: [] } },
      "'muteTimes.nights.weekdays' must name days, got []; leave it out for every day"],
    ['a start at the end of the day', { nights: { start: '24:00', end: '07:00' } },
      "'muteTimes.nights.start' must be before the end of the day, got \"24:00\"; write it as 00:00, on the day after"],
    ['an abbreviation of several time zones', { nights: { start: '22:00', timeZone: 'IST' } },
      "'muteTimes.nights.timeZone' must be a time zone of the IANA database, got \"IST\"; "
      + 'name a city of it, like Europe/Berlin'],
    ['a time zone that is none', { nights: { start: '22:00', timeZone: 'Berlin' } },
      "'muteTimes.nights.timeZone' must be a time zone of the IANA database, got \"Berlin\"; "
      + 'write it like Europe/Berlin'],
    ['silence for good', { days: { start: '06:00', end: '22:00' }, nights: { start: '21:00', end: '06:00' } },
      "'muteTimes' must leave some time of the week, or warnings end nowhere, "
      + 'got {"days":{"start":"06:00","end":"22:00"},"nights":{"start":"21:00","end":"06:00"}}; '
      + 'end one of them earlier, or leave one out'],
  ])('refuse %s', (_, muteTimes, expected) => {
    const message = messageOf(() => new AlertRouting(stage().chart, 'alerts', { ...ALERT_RECEIVERS, muteTimes }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop/alerts] ${expected}`);
  });

  it.each([
    ['Sundays', {
      weekdays: [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY,
        Weekday.SATURDAY],
    }],
    ['a minute', { start: '00:01', end: '24:00' }],
  ])('take silence that leaves %s', (_, quiet) => {
    expect(() => configuration({ muteTimes: { quiet } })).not.toThrow();
  });

  it('refuse a time zone where the operator knows none', () => {
    const muteTimes = { nights: { start: '22:00', timeZone: 'Europe/Berlin' } };
    expect(messageOf(() => spec({ muteTimes }))).toBe(
      "[shop/alerts] 'muteTimes.nights.timeZone' must be UTC, for an AlertmanagerConfig knows no other, "
      + 'got "Europe/Berlin"; give the times in UTC',
    );
  });
});
