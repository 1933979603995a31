import { inspect } from 'util';
import * as library from '../../../src';
import { PUBLIC_API } from '../../../src/internal/signatures/public-api';
import { messageOf, NAMED_ERROR } from '../../support/errors';

type AnyClass = new (...given: unknown[]) => object;

const { AlertReceiver, Environment, RestoreDrill, Resources, ServiceLevelObjective } = library;
const MADE = Object.keys(PUBLIC_API.classes).filter((name) => PUBLIC_API.classes[name].new === undefined);

/** As JavaScript sees it, which knows nothing private. */
function classOf(name: string): AnyClass {
  return Reflect.get(library, name) as AnyClass;
}

describe('a class whose instances its functions make', () => {
  it.each(MADE)('refuses new and says how it is made: %s', (name) => {
    for (const given of [[], [{}], ['text', 5]]) {
      const message = messageOf(() => new (classOf(name))(...given));
      expect(message).toMatch(NAMED_ERROR);
      expect(message).toContain(`[${name}] 'new' must be left to the class itself, got [`);
      expect(message).not.toContain('undefined');
    }
  });

  it.each<[Function, string]>([
    [ServiceLevelObjective, "[ServiceLevelObjective] 'new' must be left to the class itself, got []; make it by"
      + ' ServiceLevelObjective.availability or ServiceLevelObjective.latency'],
    [RestoreDrill, "[RestoreDrill] 'new' must be left to the class itself, got []; make it by"
      + ' rehearse(...) of an EtcdBackup, of a PostgresBackup, of a VeleroBackup or of a VolumeSnapshots'],
  ])('names them in words: %p', (one, expected) => {
    expect(messageOf(() => new (one as AnyClass)())).toBe(expected);
  });

  it('refuses a class that extends it, and blames the line that calls', () => {
    const another = () => {
      class Own extends (AlertReceiver as unknown as AnyClass) {}
      return new Own([]);
    };
    expect(messageOf(another)).toContain("[AlertReceiver] 'new' must be left to the class itself, got [[]]");
    const stack = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return (error as Error).stack!.split('\n')[1];
      }
      return '';
    };
    expect(stack(() => new (classOf('Probes'))())).toContain('factories.test.ts');
  });

  it('refuses it after a function of it has failed, too', () => {
    expect(() => AlertReceiver.all('nobody' as never)).toThrow("'receivers' must be a list");
    expect(() => new (classOf('AlertReceiver'))()).toThrow("'new' must be left");
  });

  it('is the class that it was', () => {
    const small = Resources.small();
    expect(small).toBeInstanceOf(Resources);
    expect(small.constructor).toBe(Resources);
    expect(Environment.PRODUCTION).toBeInstanceOf(Environment);
    expect(Environment.of('qa')).toBeInstanceOf(Environment);
    expect(Resources.name).toBe('Resources');
    expect(Resources.small.name).toBe('small');
    expect(inspect(Resources)).toContain('class Resources');
  });
});

describe('a function that such a class does not have', () => {
  it.each([
    ['AlertReceiver', 'pagerduty', 'pagerDuty'],
    ['AlertReceiver', 'PagerDuty', 'pagerDuty'],
    ['AlertReceiver', 'opsgeni', 'opsgenie'],
    ['RequestMetrics', 'openTelemetryHTTP', 'openTelemetryHttp'],
    ['ServiceLevelObjective', 'availablity', 'availability'],
    ['Resources', 'SMALL', 'small'],
  ])('is refused, with the one that was meant: %s.%s', (name, key, meant) => {
    expect(messageOf(() => Reflect.get(classOf(name), key)))
      .toBe(`[${name}] '${key}' must be a member of ${name}, got nothing; write ${name}.${meant}`);
  });

  it.each([
    'then', 'toJSON', 'asymmetricMatch', '$$typeof', 'nodeType', '__esModule', 'default', '_isMockFunction', 'inspect',
    'name', 'node', 'type', 'size', 'keys', 'values', 'entries', 'render', 'schema', 'create', 'displayName',
    '__jsii__', 'tagName', 'hasAttribute', 'length', 'prototype', 'calls', 'mock', '@@__IMMUTABLE_ITERABLE__@@',
  ])('%s is what programs ask of any class, and refused by none', (key) => {
    expect(() => MADE.map((name) => Reflect.get(classOf(name), key))).not.toThrow();
  });

  it('may be asked for by `in`', () => {
    expect('pagerduty' in AlertReceiver).toBe(false);
  });
});
