import { AccessScope, BreakGlassAccess } from '../../src';
import { messageOf } from '../support/errors';
import { render } from '../support/render';

describe('AccessScope', () => {
  it.each<[string, AccessScope | undefined, (string | undefined)[]]>([
    ['its own namespace by default', undefined, ['Role', 'shop', undefined]],
    ['its own namespace', AccessScope.ownNamespace(), ['Role', 'shop', undefined]],
    ['another namespace', AccessScope.namespace('pay'), ['Role', 'pay', undefined]],
    ['the whole cluster, which says why', AccessScope.cluster('nodes are in none'),
      ['ClusterRole', undefined, 'nodes are in none']],
  ])('is %s', (_, scope, expected) => {
    const [{ kind, metadata }] = render((chart) => new BreakGlassAccess(chart, 'all', { groups: ['on-call'], scope }));

    expect([kind, metadata.namespace, metadata.annotations['kubernetes.io/description']]).toEqual(expected);
  });

  it.each<[AccessScope, string]>([
    [AccessScope.namespace('Pay'), "'scope' must be a DNS-1123 label"],
    [AccessScope.cluster('  '), "'scope' must say why, got \"  \""],
  ])('refuses what cannot be, case %#', (scope, message) => {
    expect(messageOf(() => render((chart) => new BreakGlassAccess(chart, 'all', { groups: ['on-call'], scope }))))
      .toContain(`[shop/all] ${message}`);
  });
});
