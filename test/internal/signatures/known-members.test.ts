import { inspect } from 'util';
import { Environment, Provider, WorkloadProtocol } from '../../../src';
import { knownMembersOnly } from '../../../src/internal/signatures/known-members';
import { messageOf } from '../../support/errors';

const PROTOCOLS = { TCP: 'TCP', UDP: 'UDP', SCTP: 'SCTP' };

/** As JavaScript reads it. */
function read(owner: object, key: string | symbol): () => unknown {
  return () => Reflect.get(owner, key);
}

describe('a member that an enum does not have', () => {
  it.each<[object, string, string]>([
    [WorkloadProtocol, 'UPD',
      "[WorkloadProtocol] 'UPD' must be a member of WorkloadProtocol, got nothing; write WorkloadProtocol.UDP"],
    [WorkloadProtocol, 'udp',
      "[WorkloadProtocol] 'udp' must be a member of WorkloadProtocol, got nothing; write WorkloadProtocol.UDP"],
    [WorkloadProtocol, 'QUIC',
      "[WorkloadProtocol] 'QUIC' must be a member of WorkloadProtocol, got nothing; there are TCP, UDP, SCTP"],
    [Environment, 'PRODUCTIVE',
      "[Environment] 'PRODUCTIVE' must be a member of Environment, got nothing; write Environment.PRODUCTION"],
    [Environment, 'production',
      "[Environment] 'production' must be a member of Environment, got nothing; write Environment.PRODUCTION"],
    [Environment, 'PROD', "[Environment] 'PROD' must be a member of Environment, got nothing;"
      + ' there are PRODUCTION, STAGING, DEVELOPMENT, of'],
    [Provider, 'AWS', "[Provider] 'AWS' must be a member of Provider, got nothing;"
      + ` there are ${Object.keys(Provider).join(', ')}`],
  ])('is refused, with the one that was meant: %p.%s', (owner, key, expected) => {
    expect(messageOf(read(owner, key))).toBe(expected);
  });

  it('is refused where a class that extends it is asked, too', () => {
    class Stage {
      public static readonly ON_CALL = 1;
    }
    knownMembersOnly({ Stage });
    class Other extends Stage {}
    expect(Other.ON_CALL).toBe(1);
    expect(messageOf(read(Other, 'onCall'))).toContain('write Stage.ON_CALL');
  });
});

describe('what programs ask of any object', () => {
  it.each([
    'then', 'toJSON', 'asymmetricMatch', '$$typeof', 'nodeType', '__esModule', 'default', '_isMockFunction', 'inspect',
  ])('%s is nothing, as of other enums', (key) => {
    expect([WorkloadProtocol, Environment].map((owner) => read(owner, key)())).toEqual([undefined, undefined]);
  });

  it('is answered as by an enum that nothing was done to', async () => {
    expect(WorkloadProtocol).toEqual(PROTOCOLS);
    expect({ ...WorkloadProtocol }).toStrictEqual(PROTOCOLS);
    expect(Object.entries(WorkloadProtocol)).toEqual(Object.entries(PROTOCOLS));
    expect(JSON.stringify(WorkloadProtocol)).toBe(JSON.stringify(PROTOCOLS));
    expect(inspect(WorkloadProtocol)).toBe(inspect(PROTOCOLS));
    expect(String(WorkloadProtocol)).toBe('[object Object]');
    expect(await Promise.resolve(WorkloadProtocol)).toBe(WorkloadProtocol);
    expect(Object.keys(Provider)).toContain('EKS');
  });

  it('tells whether there is a member, without an error', () => {
    expect(['UDP', 'UPD'].map((key) => key in WorkloadProtocol)).toEqual([true, false]);
    expect(Object.hasOwn(WorkloadProtocol, 'UPD')).toBe(false);
  });

  it('makes a class what it was', () => {
    const own = Environment.of('qa');
    expect(own).toBeInstanceOf(Environment);
    expect(Environment.PRODUCTION.constructor).toBe(Environment);
    expect(inspect(Environment)).toMatch(/^\[class Environment( extends Environment)?\] /);
    expect(Environment.name).toBe('Environment');
  });
});
