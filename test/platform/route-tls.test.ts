import { RouteTls } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { stage } from '../support/render';

const SUBDOMAIN = 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)';
const GROUP = 'cert-manager.io';

describe('RouteTls', () => {
  it.each<[string, RouteTls, object]>([
    ['clusterIssuer', RouteTls.clusterIssuer('letsencrypt'),
      { issuerRef: { group: GROUP, kind: 'ClusterIssuer', name: 'letsencrypt' }, secret: 'a-tls' }],
    ['issuer', RouteTls.issuer('let.s-encrypt'),
      { issuerRef: { group: GROUP, kind: 'Issuer', name: 'let.s-encrypt' }, secret: 'a-tls' }],
    ['secret', RouteTls.secret('shop-tls'), { secret: 'shop-tls' }],
    ['atGateway', RouteTls.atGateway(), { isAtGateway: true }],
    ['none', RouteTls.none('only from inside'), { optOut: { reason: 'only from inside' } }],
  ])('%s says where the certificate comes from, and is legal', (_, tls, expected) => {
    expect({
      issuerRef: tls._issuerRef,
      secret: tls._secretName('a-tls'),
      isAtGateway: tls._isAtGateway || undefined,
      optOut: tls._optOut,
    }).toEqual({ issuerRef: undefined, secret: undefined, isAtGateway: undefined, optOut: undefined, ...expected });
    expect(() => tls._check(stage().chart, 'tls')).not.toThrow();
  });

  it.each<[RouteTls, string]>([
    [RouteTls.clusterIssuer('a'), 'RouteTls.clusterIssuer("a")'],
    [RouteTls.issuer('a'), 'RouteTls.issuer("a")'],
    [RouteTls.secret('a'), 'RouteTls.secret("a")'],
    [RouteTls.atGateway(), 'RouteTls.atGateway()'],
    [RouteTls.none('a "b"'), 'RouteTls.none("a \\"b\\"")'],
  ])('is shown as it is written', (tls, text) => {
    expect(tls._text).toBe(text);
  });

  describe.each([
    ['clusterIssuer', RouteTls.clusterIssuer], ['issuer', RouteTls.issuer], ['secret', RouteTls.secret],
  ])('%s refuses', (_, make) => {
    it.each(['', 'A', 'a b', '-a', 'a.', 'a/b', 'a\n', '$(id)', 'a'.repeat(254)])('the name %j', (name) => {
      expectMessage(make(name), `'tls' must ${SUBDOMAIN}, got ${shown(name)}; choose such a name`);
    });

    it('a name that is none', () => {
      expect(messageOf(() => make(undefined as never))).toMatch(/^\[RouteTls.\w+\] '(secretN|n)ame' must be text, got nothing;/);
    });
  });

  it.each(['', ' ', '\n'])('refuses the reason %j', (reason) => {
    expectMessage(RouteTls.none(reason), `'tls' must say why, got ${JSON.stringify(reason)}; `
      + 'write the reason, it appears in the readiness report');
  });
});

function shown(name: string): string {
  return name.length > 200 ? `"${name.slice(0, 199)}...` : JSON.stringify(name);
}

function expectMessage(tls: RouteTls, expected: string): void {
  const message = messageOf(() => tls._check(stage().chart, 'tls'));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[shop] ${expected}`);
}
