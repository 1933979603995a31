import { Chart } from 'cdk8s';
import * as library from '../../../src';
import { PUBLIC_API } from '../../../src/internal/signatures/public-api';
import { messageOf } from '../../support/errors';
import { IMAGE, render } from '../../support/render';

const { AlertReceiver, AlertRouting, BackupDestination, PostgresBackup, ProductionService, SecretKey } = library;

const VALUES = ['hunter2', 'correct horse', 'https://hooks.example.com/T1/B2/sEcReT', '12345678'];
const KEY = SecretKey.of('on-call', 'key');
const MAIL = { server: 'smtp.example.com:587', sender: 'a@example.com', user: 'a' };

/** What JavaScript lets through. */
const any = (value: unknown) => value as never;
const routing = (chart: Chart, props: object) => new AlertRouting(chart, 'alerts', any({
  critical: AlertReceiver.slack(KEY), warning: AlertReceiver.slack(KEY), watchdog: AlertReceiver.webhook(KEY), ...props,
}));

type Refused = [title: string, act: (value: unknown, chart: Chart) => unknown, prop: string];

const GIVEN: Refused[] = [
  ['the argument', (value) => AlertReceiver.pagerDuty(any(value)), 'routingKey'],
  ['the argument, with options', (value) => AlertReceiver.slack(any(value), { channel: '#a' }), 'url'],
  ['one of several arguments', (value, chart) => (
    new ProductionService(chart, 'api', { image: IMAGE }).addSecretVariable('TOKEN', any(value))
  ), 'addSecretVariable.source'],
  ['a member', (value) => AlertReceiver.email('a@example.com', { ...MAIL, password: any(value) }), 'password'],
  ['a member that there is not', (value) => (
    AlertReceiver.email('a@example.com', any({ ...MAIL, pasword: value }))
  ), 'pasword'],
  ['a member that there is not, beside the argument', (value) => (
    AlertReceiver.slack(KEY, any({ webhook: value }))
  ), 'webhook'],
  ['all options', (value) => AlertReceiver.email('a@example.com', any(value)), ''],
  ['who is told', (value, chart) => routing(chart, { watchdog: value }), 'watchdog'],
  ['who is told, by a name that there is not', (value, chart) => routing(chart, { watchdgo: value }), 'watchdgo'],
  ['one of those who are told', (value) => AlertReceiver.all([any(value)]), 'receivers[0]'],
  ['all of those who are told', (value) => AlertReceiver.all(any(value)), 'receivers'],
  ['what is within options', (value) => (
    BackupDestination.gcs('backups', { credentials: any(value) })
  ), 'credentials'],
  ['what is within props', (value, chart) => (
    new PostgresBackup(chart, 'db', any({ encryptionKey: value, destination: value, server: value }))
  ), ''],
];

describe('what is given instead of a reference to a secret', () => {
  it('is referred to by a class of the public API', () => {
    expect(PUBLIC_API.classes.SecretKey.statics).toHaveProperty('of');
  });

  it.each(GIVEN)('is not shown: %s', (_, act, prop) => {
    for (const value of [...VALUES, { value: VALUES[0] }, [VALUES[0]], 12345678, 12345678n]) {
      const message = shown((chart) => act(value, chart));
      expect(message).toContain(prop);
      expect(message.replace(/must be.*?, got/, '')).not.toMatch(/hunter2|correct|sEcReT|12345678/);
    }
  });

  it.each([
    ['a text', () => AlertReceiver.pagerDuty(any('hunter2')), 'a text, which is not shown'],
    ['a number', () => AlertReceiver.pagerDuty(any(12345678)), 'a number, which is not shown'],
    ['nothing', () => AlertReceiver.pagerDuty(any(undefined)), 'nothing'],
    ['another class', () => AlertReceiver.pagerDuty(any(AlertReceiver.slack(KEY))), 'AlertReceiver'],
  ])('is called what it is: %s', (_, act, got) => {
    const must = "[AlertReceiver.pagerDuty] 'routingKey' must be of the class SecretKey";
    expect(messageOf(act)).toBe(`${must}, got ${got}; make it by SecretKey.of`);
  });

  it('has the name that is meant beside it', () => {
    const act = () => AlertReceiver.email('a@example.com', any({ ...MAIL, pasword: 'correct horse' }));
    expect(messageOf(act)).toBe("[AlertReceiver.email] 'pasword' must be a member of EmailOptions, got a text, which is"
      + ' not shown; write password');
  });

  it('is shown of what refers to none', () => {
    const props = any({ image: IMAGE, replicas: 3 });
    expect(shown((chart) => new ProductionService(chart, 'api', props))).toContain('got 3;');
  });
});

function shown(act: (chart: Chart) => unknown): string {
  return messageOf(() => render(act));
}
