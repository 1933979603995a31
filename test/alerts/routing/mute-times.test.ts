import { Chart, Duration } from 'cdk8s';
import {
  AlertReceiver, AlertRouting, AlertRoutingProps, MetricsFlavor, MuteTime, SecretKey, Weekday,
} from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { only, readYaml, render, stage } from '../../support/render';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

const WORK_DAYS = [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY];
const OPERATOR = { metrics: MetricsFlavor.operator() };
const LEAVE_TIME = "'muteTimes' must leave some time of the week, 5m (groupInterval) at a stretch, "
  + 'or warnings end nowhere, ';
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
      `${LEAVE_TIME}got {"days":{"start":"06:00","end":"22:00"},"nights":{"start":"21:00","end":"06:00"}}; `
      + 'end one of them earlier, or leave one out'],
    ['silence but for a minute of each day', { days: { end: '23:59' } },
      `${LEAVE_TIME}got {"days":{"end":"23:59"}}; end one of them earlier, or leave one out`],
    ['silence by the clocks of two zones', {
      days: { start: '06:00', end: '18:00', timeZone: 'Asia/Tokyo' }, nights: { start: '09:00', end: '21:00' },
    }, `${LEAVE_TIME}got {"days":{"start":"06:00","end":"18:00","timeZone":"Asia/Tokyo"},`
      + '"nights":{"start":"09:00","end":"21:00"}}; end one of them earlier, or leave one out'],
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
    ['as long as it takes to look at a group', { start: '00:05', end: '24:00' }],
  ])('take silence that leaves %s', (_, quiet) => {
    expect(() => configuration({ muteTimes: { quiet } })).not.toThrow();
  });

  it.each<[string, boolean, Record<string, MuteTime>]>([
    ['in summer alone', true, {
      a: { start: '08:00', end: '20:00', timeZone: 'Europe/Berlin' }, b: { start: '18:00', end: '06:00' },
    }],
    ['in winter alone', true, {
      a: { start: '08:00', end: '20:00', timeZone: 'Europe/Berlin' }, b: { start: '19:00', end: '07:00' },
    }],
    ['never', false, {
      a: { start: '08:00', end: '20:00', timeZone: 'Europe/Berlin' }, b: { start: '19:10', end: '06:00' },
    }],
    ['between the changes of two clocks', true, {
      a: { start: '08:00', end: '20:00', timeZone: 'Europe/Berlin' },
      b: { start: '15:00', end: '03:00', timeZone: 'America/New_York' },
    }],
    ['never, for two clocks that change at once', false, {
      a: { start: '08:00', end: '20:00', timeZone: 'Europe/Berlin' },
      b: { start: '20:10', end: '08:00', timeZone: 'Europe/Paris' },
    }],
    ['beyond midnight of a zone by some days', false, {
      a: { weekdays: WORK_DAYS, timeZone: 'Asia/Tokyo' },
      b: { weekdays: [Weekday.SATURDAY], timeZone: 'Asia/Tokyo' },
      c: { weekdays: [Weekday.SUNDAY] },
    }],
  ])('of several zones may mute all %s: refused %s', (_, isRefused, muteTimes) => {
    const build = () => configuration({ muteTimes });
    if (isRefused) expect(build).toThrow('must leave some time of the week');
    else expect(build).not.toThrow();
  });

  it('are refused where a group is looked at less often than they end', () => {
    const muteTimes = { nights: { start: '20:00', end: '08:00' } };
    expect(() => configuration({ muteTimes, groupInterval: Duration.hours(12), repeatInterval: Duration.hours(12) }))
      .not.toThrow();
    expect(() => configuration({ muteTimes, groupInterval: Duration.hours(13), repeatInterval: Duration.hours(13) }))
      .toThrow('13h (groupInterval) at a stretch');
  });

  it('refuse a time zone where the operator knows none', () => {
    const muteTimes = { nights: { start: '22:00', timeZone: 'Europe/Berlin' } };
    expect(messageOf(() => spec({ muteTimes }))).toBe(
      "[shop/alerts] 'muteTimes.nights.timeZone' must be UTC, for an AlertmanagerConfig knows no other, "
      + 'got "Europe/Berlin"; give the times in UTC',
    );
  });
});
