import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import {
  ForeignService, Platform, PlatformProps, ProductionApp, ProductionNamespace, PublicRoute, RouteFlavor, RoutePathType,
  RouteTls,
} from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { only, readYaml, render, stage } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const HOST = 'shop.example.com';
const GROUP = 'gateway.networking.k8s.io';
const API_VERSION = `${GROUP}/v1`;
const GATEWAY = { group: GROUP, kind: 'Gateway', name: 'public', namespace: 'gateways' };
const METADATA = {
  namespace: 'shop',
  labels: { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' },
};
const PLATFORM: PlatformProps = {
  ingressControllerNamespace: 'gateways',
  routes: RouteFlavor.gateway({ name: 'public', namespace: 'gateways' }),
  tls: RouteTls.clusterIssuer('letsencrypt'),
};
const PODS = { name: 'web', namespace: 'shop', podLabels: { app: 'web' }, containerPort: 8080, servicePort: 80 };
const WEB = ForeignService.at(PODS);
const AT_GATEWAY = { tls: RouteTls.atGateway() };
const PLAIN = { tls: RouteTls.none('only from inside') };
const REDIRECT_RULE = {
  matches: [{ path: { type: 'PathPrefix', value: '/' } }],
  filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
};

describe('PublicRoute at a Gateway', () => {
  it('brings the certificate in a ListenerSet, serves the host there and redirects to it', () => {
    const manifests = routed((route) => route.expose(WEB, HOST));

    expect(manifests.map(({ kind }) => kind)).toEqual(['Certificate', 'ListenerSet', 'HTTPRoute', 'HTTPRoute']);
    expect(manifests.slice(1)).toEqual([{
      apiVersion: API_VERSION,
      kind: 'ListenerSet',
      metadata: { ...METADATA, name: 'shop' },
      spec: { parentRef: GATEWAY, listeners: [listener(HOST, HOST, 'shop.example.com-tls')] },
    }, {
      apiVersion: API_VERSION,
      kind: 'HTTPRoute',
      metadata: { ...METADATA, name: 'shop-shop.example.com' },
      spec: {
        parentRefs: [{ group: GROUP, kind: 'ListenerSet', name: 'shop', namespace: 'shop', sectionName: HOST }],
        hostnames: [HOST],
        rules: [ruleAt('PathPrefix', '/')],
      },
    }, {
      apiVersion: API_VERSION,
      kind: 'HTTPRoute',
      metadata: { ...METADATA, name: 'shop-redirect' },
      spec: {
        parentRefs: [{ ...GATEWAY, sectionName: 'http' }],
        hostnames: [HOST],
        rules: [REDIRECT_RULE],
      },
    }]);
  });

  it('goes to the listener of the Gateway that has the certificate', () => {
    const manifests = routed((route) => route.expose(WEB, HOST, AT_GATEWAY));

    expect(manifests.map(({ metadata }) => metadata.name)).toEqual(['shop-shop.example.com', 'shop-redirect']);
    expect(parentsOf(manifests, 'shop-shop.example.com')).toEqual([{ ...GATEWAY, sectionName: 'https' }]);
    expect(parentsOf(manifests, 'shop-redirect')).toEqual([{ ...GATEWAY, sectionName: 'http' }]);
  });

  it('serves a host without TLS over plain HTTP, and says why', () => {
    const [route, ...others] = routed((made) => made.expose(WEB, 'localhost', PLAIN));

    expect(others).toEqual([]);
    expect(route.metadata).toEqual({
      ...METADATA, name: 'shop-localhost', annotations: { 'preflight/waive.route-has-tls': 'only from inside' },
    });
    expect(route.spec.parentRefs).toEqual([{ ...GATEWAY, sectionName: 'http' }]);
  });

  it('takes an Issuer and a Secret, and all sorts of TLS in one route', () => {
    const manifests = routed((route) => {
      route.expose(WEB, 'a', { tls: RouteTls.issuer('own') });
      route.expose(WEB, '*.b', { tls: RouteTls.secret('wildcard') });
      route.expose(WEB, 'c', AT_GATEWAY);
      route.expose(WEB, 'd', PLAIN);
    });

    expect(only(manifests, 'Certificate').spec.issuerRef.kind).toBe('Issuer');
    const { metadata, spec } = only(manifests, 'ListenerSet');
    expect(spec.listeners).toEqual([listener('a', 'a', 'a-tls'), listener('wildcard.b', '*.b', 'wildcard')]);
    expect(metadata.annotations).toEqual({ 'preflight/external': 'Secret/wildcard' });
    expect(routeNamed(manifests, 'shop-redirect').spec.hostnames).toEqual(['a', '*.b', 'c']);
    expect(routeNamed(manifests, 'shop-wildcard.b').spec.hostnames).toEqual(['*.b']);
  });

  it('goes by the names of the listeners', () => {
    const routes = RouteFlavor.gateway({ name: 'g', namespace: 'n', httpListener: 'plain', httpsListener: 'tls' });
    const manifests = routed((route) => route.expose(WEB, HOST, AT_GATEWAY), { routes });

    expect(manifests.map(({ spec }) => spec.parentRefs[0].sectionName)).toEqual(['tls', 'plain']);
  });

  it('has a rule for each path of a host, in the order of the calls', () => {
    const manifests = routed((route) => {
      route.expose(WEB, HOST, { path: '/z' });
      route.expose(WEB, HOST, { path: '/a', pathType: RoutePathType.EXACT });
    });

    expect(routeNamed(manifests, 'shop-shop.example.com').spec.rules)
      .toEqual([ruleAt('PathPrefix', '/z'), ruleAt('Exact', '/a')]);
  });

  it('shares listener and redirect of a host with the other routes of its namespace', () => {
    const manifests = render((chart) => {
      new PublicRoute(chart, 'shop').expose(WEB, HOST);
      new PublicRoute(chart, 'api').expose(WEB, HOST, { path: '/api' });
    }, PLATFORM);

    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Certificate shop.example.com-tls', 'NetworkPolicy acme-http01-solver', 'ListenerSet shop',
      'HTTPRoute shop-shop.example.com', 'HTTPRoute shop-redirect', 'HTTPRoute api-shop.example.com',
    ]);
    expect(parentsOf(manifests, 'api-shop.example.com'))
      .toEqual([{ group: GROUP, kind: 'ListenerSet', name: 'shop', namespace: 'shop', sectionName: HOST }]);
  });

  it('may serve one host from two namespaces where the Gateway has the certificate', () => {
    const manifests = render((chart) => ['one', 'two'].forEach((namespace) => {
      const route = new PublicRoute(new ProductionNamespace(chart, namespace), 'shop');
      route.expose(ForeignService.at({ ...PODS, namespace }), HOST, { ...AT_GATEWAY, path: `/${namespace}` });
    }), PLATFORM);

    expect(manifests.filter(({ kind }) => kind === 'HTTPRoute').map(({ metadata }) => metadata.namespace))
      .toEqual(['one', 'one', 'two', 'two']);
  });

  it('has a listener at each of two Gateways, with one certificate', () => {
    const app = new ProductionApp();
    ['public', 'inside'].forEach((name) => {
      const chart = new Chart(app, name, { namespace: 'shop' });
      Platform.configure(chart, { ...PLATFORM, routes: RouteFlavor.gateway({ name, namespace: 'gateways' }) });
      new PublicRoute(chart, name).expose(WEB, HOST);
    });
    const manifests = readYaml(app.synthYaml());

    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Certificate shop.example.com-tls', 'NetworkPolicy acme-http01-solver', 'ListenerSet public',
      'HTTPRoute public-shop.example.com',
      'HTTPRoute public-redirect', 'ListenerSet inside', 'HTTPRoute inside-shop.example.com',
      'HTTPRoute inside-redirect',
    ]);
  });

  it.each(MINORS)('is valid beside %s, and the same twice', (kubernetesVersion) => {
    const { app, chart } = stage({ ...PLATFORM, kubernetesVersion });
    const route = new PublicRoute(chart, 'shop');
    route.expose(WEB, HOST);
    route.expose(WEB, '*.example.com', { path: "/a~!$&'()*+,;=:@b/%20", pathType: RoutePathType.EXACT });
    route.expose(WEB, 'localhost', PLAIN);
    const first = app.synthYaml();

    expect(app.synthYaml()).toBe(first);
    expect((chart.toJson() as Manifest[]).flatMap((one) => schemaProblems(kubernetesVersion, one))).toEqual([]);
  });

  it('shows all that it made, and can be patched', () => {
    const manifests = routed((route) => {
      route.expose(WEB, HOST);
      expect(route.ingress).toBeUndefined();
      expect([route.httpRoutes.length, route.certificates.length]).toEqual([2, 1]);
      route.patch(route.httpRoutes[1], JsonPatch.replace('/spec/rules/0/filters/0/requestRedirect/statusCode', 308));
      route.mergePatch(route.listenerSet as ApiObject, { metadata: { annotations: { 'acme.io/ticket': 'SEC-7' } } });
    });

    expect(routeNamed(manifests, 'shop-redirect').spec.rules[0].filters[0].requestRedirect.statusCode).toBe(308);
    expect(only(manifests, 'ListenerSet').metadata.annotations).toEqual({ 'acme.io/ticket': 'SEC-7' });
  });
});

describe('PublicRoute at a Gateway refuses', () => {
  it('more hosts than one HTTPRoute can redirect', () => {
    const hosts = Array.from({ length: 17 }, (_, index) => `h${index}.example.com`);
    expectRefusal((route) => hosts.forEach((host) => route.expose(WEB, host)), "'expose.host' must be one of at most "
      + '16 hosts of a route at a Gateway, got "h16.example.com"; expose this host by another PublicRoute');
  });

  it('more paths than one HTTPRoute can hold', () => {
    const paths = Array.from({ length: 17 }, (_, index) => `/${index}`);
    expectRefusal((route) => paths.forEach((path) => route.expose(WEB, HOST, { path })), "'expose.host' must have at "
      + `most 16 paths in a route at a Gateway, got "${HOST}"; expose the other paths by another PublicRoute`);
  });

  it('the host redirect', () => {
    expectRefusal((route) => route.expose(WEB, 'redirect', PLAIN), "'expose.host' must not be redirect at a Gateway, "
      + 'which is in the name of the HTTPRoute that redirects, got "redirect"; write it in full, with its domain');
  });

  it('a name that is too long with what is added', () => {
    const name = 'a'.repeat(245);
    const message = messageOf(() => new PublicRoute(stage(PLATFORM).chart, 'shop', { name }));
    const must = 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)';
    expect(message).toBe(`[shop/shop] 'name' must ${must}, got "${'a'.repeat(199)}...; choose such a name`);
    const long = new PublicRoute(stage(PLATFORM).chart, 'shop', { name: 'a'.repeat(240) });
    expect(messageOf(() => long.expose(WEB, HOST, PLAIN)))
      .toBe(`[shop/shop] 'expose.host' must ${must}, got "${'a'.repeat(199)}...; choose such a name`);
  });

  it('another certificate for a host than in another route', () => {
    const { chart } = stage(PLATFORM);
    new PublicRoute(chart, 'first').expose(WEB, HOST, AT_GATEWAY);
    const message = messageOf(() => new PublicRoute(chart, 'shop').expose(WEB, HOST, { path: '/a' }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop/shop] 'expose.tls' must be RouteTls.atGateway() for ${HOST}, as in [shop/first], `
      + 'got "RouteTls.clusterIssuer(\\"letsencrypt\\")"; give both the same: a host has one certificate');
  });
});

function routed(act: (route: PublicRoute) => void, platform: PlatformProps = {}): Manifest[] {
  const manifests = render((chart) => act(new PublicRoute(chart, 'shop')), { ...PLATFORM, ...platform });
  // acme-solvers.test.ts is about these.
  return manifests.filter(({ metadata }) => metadata.name !== 'acme-http01-solver');
}

function routeNamed(manifests: Manifest[], name: string): Manifest {
  return only(manifests.filter(({ metadata }) => metadata.name === name), 'HTTPRoute');
}

function parentsOf(manifests: Manifest[], name: string): Manifest[] {
  return routeNamed(manifests, name).spec.parentRefs;
}

function listener(name: string, hostname: string, secretName: string): object {
  return {
    name,
    hostname,
    port: 443,
    protocol: 'HTTPS',
    tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: secretName }] },
    allowedRoutes: { namespaces: { from: 'Same' } },
  };
}

function ruleAt(type: string, value: string): object {
  return {
    matches: [{ path: { type, value } }],
    backendRefs: [{ group: '', kind: 'Service', name: 'web', port: 80, weight: 1 }],
  };
}

function expectRefusal(act: (route: PublicRoute) => void, complaint: string): void {
  const message = messageOf(() => act(new PublicRoute(stage(PLATFORM).chart, 'shop')));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[shop/shop] ${complaint}`);
}
