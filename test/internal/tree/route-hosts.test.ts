import { Chart } from 'cdk8s';
import { hostName, RouteHosts } from '../../../src/internal/tree/route-hosts';
import { stage } from '../../support/render';

describe('RouteHosts', () => {
  it('is one for each tree', () => {
    const { app, chart } = stage();
    expect(RouteHosts.of(new Chart(app, 'other'))).toBe(RouteHosts.of(chart));
    expect(RouteHosts.of(stage().chart)).not.toBe(RouteHosts.of(chart));
  });

  it('finds a host by namespace and by how its objects are named', () => {
    const { chart } = stage();
    const hosts = RouteHosts.of(chart);
    const entry = { host: '*.a', route: chart, tls: 'x' };
    hosts.addHost('shop', entry);
    expect(['*.a', 'wildcard.a', 'a'].map((host) => hosts.hostLike('shop', host))).toEqual([entry, entry, undefined]);
    expect(hosts.hostLike('other', '*.a')).toBeUndefined();
  });

  it('finds a listener by its whole address', () => {
    const { chart } = stage();
    const hosts = RouteHosts.of(chart);
    const entry = { route: chart, listenerSet: 'shop' };
    hosts.addListener(['shop', 'a', 'gateways', 'public'], entry);
    expect(hosts.listenerAt(['shop', 'a', 'gateways', 'public'])).toBe(entry);
    expect(hosts.listenerAt(['shop', 'a', 'gateways', 'inside'])).toBeUndefined();
  });

  it.each([['*.a.b', 'wildcard.a.b'], ['a.b', 'a.b']])('names %s as %s', (host, name) => {
    expect(hostName(host)).toBe(name);
  });
});
