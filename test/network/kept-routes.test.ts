import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Platform, ProductionApp, ProductionService, PublicRoute, RouteFlavor, RouteTls } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { IMAGE, readYaml } from '../support/render';

const HOST = 'shop.example.com';
const ISSUED = RouteTls.clusterIssuer('letsencrypt');
const FLAVORS = {
  ingress: { ingressControllerNamespace: 'ingress', tls: ISSUED },
  gateway: {
    ingressControllerNamespace: 'gateways',
    routes: RouteFlavor.gateway({ name: 'public', namespace: 'gateways' }),
    tls: ISSUED,
  },
};

const PATH = '/spec/rules/0/http/paths/0';
const BACKEND = `${PATH}/backend/service`;

type Flavor = keyof typeof FLAVORS;
type Change = (route: PublicRoute) => void;

describe('a change of a route that its other objects would not know of is refused', () => {
  it.each<[Flavor, string, Change, string]>([
    ['ingress', 'of the host, for its certificate is another one',
      (route) => route.patch(route.ingress!, JsonPatch.replace('/spec/rules/0/host', 'x.example.com')),
      "'patch' must let 'spec.rules' hold the hosts that were exposed, shop.example.com, and no other, got {\"op\":"
      + '"replace","path":"/spec/rules/0/host","value":"x.example.com"}; call expose instead, which makes the'],
    ['ingress', 'that adds a host',
      (route) => route.patch(route.ingress!, JsonPatch.add('/spec/rules/-', { host: 'x.y' })),
      "'patch' must let 'spec.rules' hold the hosts that were exposed, shop.example.com, and no other, got"],
    ['ingress', 'that removes all rules', (route) => route.mergePatch(route.ingress!, { spec: { rules: null } }),
      "'mergePatch' must let 'spec.rules' hold the hosts that were exposed"],
    ['ingress', 'of the Service, which lets nobody in',
      (route) => route.patch(route.ingress!, JsonPatch.replace(`${BACKEND}/name`, 'other')),
      "'patch' must let 'spec.rules' lead shop.example.com to port 80 of web, which lets the controller in, got"],
    ['ingress', 'of the port', (route) => route.patch(route.ingress!, JsonPatch.replace(`${BACKEND}/port/number`, 81)),
      "'patch' must let 'spec.rules' lead shop.example.com to port 80 of web"],
    ['ingress', 'of the Secret',
      (route) => route.patch(route.ingress!, JsonPatch.replace('/spec/tls/0/secretName', 'x')),
      "'patch' must let 'spec.tls' encrypt shop.example.com by the Secret shop.example.com-tls, got"],
    ['ingress', 'that takes the encryption away', (route) => route.patch(route.ingress!, JsonPatch.remove('/spec/tls')),
      "'patch' must let 'spec.tls' encrypt shop.example.com by the Secret shop.example.com-tls, got"],
    ['ingress', 'of the namespace',
      (route) => route.ingress!.addJsonPatch(JsonPatch.replace('/metadata/namespace', 'x')),
      "'patch' must let 'metadata.namespace' stay \"shop\", for Services and certificates are there, got"],
    ['ingress', 'of the Secret of the certificate',
      (route) => route.patch(route.certificates[0], JsonPatch.replace('/spec/secretName', 'x')),
      "'patch' must let 'spec.secretName' stay \"shop.example.com-tls\", for routes serve the host by that Secret"],
    ['ingress', 'of the host of the certificate',
      (route) => route.patch(route.certificates[0], JsonPatch.replace('/spec/dnsNames', ['x.y'])),
      "'patch' must let 'spec.dnsNames' hold shop.example.com, got"],
    ['gateway', 'of the host',
      (route) => route.patch(route.httpRoutes[0], JsonPatch.replace('/spec/hostnames/0', 'x.y')),
      "'patch' must let 'spec.hostnames' hold the hosts that were exposed, shop.example.com, and no other, got"],
    ['gateway', 'of the Service',
      (route) => route.patch(route.httpRoutes[0], JsonPatch.replace('/spec/rules/0/backendRefs/0/name', 'other')),
      "'patch' must let 'spec.rules' lead shop.example.com to port 80 of web"],
    ['gateway', 'of the listener', (route) => route.patch(route.listenerSet!, JsonPatch.remove('/spec/listeners/0')),
      "'patch' must let 'spec.listeners' serve shop.example.com by the Secret shop.example.com-tls, as was exposed"],
    ['gateway', 'of the name of the ListenerSet',
      (route) => route.patch(route.listenerSet!, JsonPatch.replace('/metadata/name', 'x')),
      "'patch' must let 'metadata.name' stay \"shop\", for HTTPRoutes go by it, got"],
    ['gateway', 'of the namespace of the redirect',
      (route) => route.patch(route.httpRoutes[1], JsonPatch.replace('/metadata/namespace', 'x')),
      "'patch' must let 'metadata.namespace' stay \"shop\""],
  ])('at the %s %s', (...[flavor, , change, complaint]) => {
    for (const app of [new ProductionApp(), new App()]) {
      change(routeIn(app, flavor));
      const message = messageOf(() => app.synthYaml());
      expect(message).toContain(complaint);
      expect(message.slice(message.indexOf('[shop'))).toMatch(NAMED_ERROR);
    }
  });
});

describe('a change of a route that harms nobody is written', () => {
  it.each<[Flavor, string, Change]>([
    ['ingress', 'of the path', (route) => route.patch(route.ingress!, JsonPatch.replace(`${PATH}/path`, '/x'))],
    ['ingress', 'that adds a path', (route) => route.patch(route.ingress!, JsonPatch.add(`${PATH.slice(0, -1)}-`, {
      path: '/x', pathType: 'Prefix', backend: { service: { name: 'other', port: { number: 80 } } },
    }))],
    ['ingress', 'of the name', (route) => route.patch(route.ingress!, JsonPatch.replace('/metadata/name', 'x'))],
    ['ingress', 'of the certificate', (route) => (
      route.patch(route.certificates[0], JsonPatch.add('/spec/dnsNames/-', 'www.shop.example.com'))
    )],
    ['gateway', 'of a timeout', (route) => (
      route.patch(route.httpRoutes[0], JsonPatch.add('/spec/rules/0/timeouts', { request: '10s' }))
    )],
    ['gateway', 'that adds a listener', (route) => route.patch(route.listenerSet!, JsonPatch.add('/spec/listeners/-', {
      name: 'x', hostname: 'x.y', port: 443, protocol: 'HTTPS',
    }))],
  ])('at the %s %s', (...[flavor, , change]) => {
    const app = new ProductionApp();
    change(routeIn(app, flavor));
    expect(readYaml(app.synthYaml()).length).toBeGreaterThan(7);
  });

  it('where it has no certificate, and where it is exposed again', () => {
    const app = new ProductionApp();
    const chart = chartIn(app, 'ingress');
    const web = new ProductionService(chart, 'web', { image: IMAGE });
    const route = new PublicRoute(chart, 'shop');
    route.expose(web, HOST, { tls: RouteTls.none('a test') });
    route.mergePatch(route.ingress as ApiObject, { metadata: { annotations: { a: 'b' } } });
    route.expose(web, 'two.example.com', { tls: RouteTls.none('a test') });
    expect(() => app.synthYaml()).not.toThrow();
  });
});

function chartIn(app: App, flavor: Flavor): Chart {
  Platform.configure(app, { ...FLAVORS[flavor], kubernetesVersion: '1.33' });
  return new Chart(app, 'shop', { namespace: 'shop' });
}

function routeIn(app: App, flavor: Flavor): PublicRoute {
  const chart = chartIn(app, flavor);
  const route = new PublicRoute(chart, 'shop');
  route.expose(new ProductionService(chart, 'web', { image: IMAGE }), HOST);
  return route;
}
