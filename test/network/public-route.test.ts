import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ExposeOptions, ForeignService, IngressController, IReachable, PlatformProps, ProductionNamespace, ProductionService,
  PublicRoute, ReachablePort, RouteFlavor, RoutePathType, RouteTls,
} from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { Network } from '../support/network/network';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const HOST = 'shop.example.com';
const LABELS = { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
const PLATFORM: PlatformProps = { ingressControllerNamespace: 'ingress', tls: RouteTls.clusterIssuer('letsencrypt') };
const PODS = { name: 'web', namespace: 'shop', podLabels: { app: 'web' }, containerPort: 8080, servicePort: 80 };
const WEB = ForeignService.at(PODS);
const BACKEND = { service: { name: 'web', port: { number: 80 } } };
const NONE = RouteTls.none('why');
const ISSUED = RouteTls.issuer('own');
const SUBDOMAIN = 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)';
const DNS_NAME = 'be a DNS name (labels of at most 63 lower-case letters, digits and -, at most 253 in all)';
const URL_PATH = 'be an absolute path of a URL, at most 1024 characters, without //, /./, /../ and %2F';

describe('PublicRoute', () => {
  it('writes one Ingress and one Certificate', () => {
    expect(routed((route) => route.expose(WEB, HOST))).toEqual([certificate(HOST, 'shop.example.com-tls'), {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'shop', namespace: 'shop', labels: LABELS },
      spec: {
        rules: [{ host: HOST, http: { paths: [{ path: '/', pathType: 'Prefix', backend: BACKEND }] } }],
        tls: [{ hosts: [HOST], secretName: 'shop.example.com-tls' }],
      },
    }]);
  });

  it('keeps hosts and paths in the order of the calls', () => {
    const { spec } = ingressOf((route) => {
      route.expose(WEB, 'b.example.com', { path: '/z' });
      route.expose(WEB, 'a.example.com');
      route.expose(WEB, 'b.example.com', { path: '/a', pathType: RoutePathType.EXACT });
    });

    expect(spec.rules).toEqual([
      {
        host: 'b.example.com',
        http: {
          paths: [
            { path: '/z', pathType: 'Prefix', backend: BACKEND }, { path: '/a', pathType: 'Exact', backend: BACKEND },
          ],
        },
      },
      { host: 'a.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: BACKEND }] } },
    ]);
    expect(spec.tls.map(({ hosts }: Manifest) => hosts)).toEqual([['b.example.com'], ['a.example.com']]);
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const routes = RouteFlavor.ingress({ className: 'public', controller: IngressController.HAPROXY });
    const manifests = routed((route) => {
      route.expose(WEB, HOST, { path: "/a~!$&'()*+,;=:@b/%20" });
      route.expose(WEB, '*.example.com', { pathType: RoutePathType.EXACT });
    }, { kubernetesVersion, routes });

    expect(manifests.map(({ kind }) => kind)).toEqual(['Certificate', 'Ingress', 'Certificate']);
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('takes another name, and the class of the platform', () => {
    const routes = RouteFlavor.ingress({ className: 'public' });
    const manifests = render((chart) => new PublicRoute(chart, 'shop', { name: 'a.b' }).expose(WEB, HOST),
      { ...PLATFORM, routes });

    const { metadata, spec } = only(manifests, 'Ingress');
    expect([metadata.name, spec.ingressClassName]).toEqual(['a.b', 'public']);
  });

  it('asks the controller to redirect, where one is named and the host is encrypted', () => {
    const routes = RouteFlavor.ingress({ controller: IngressController.CONTOUR });
    const annotations = { 'ingress.kubernetes.io/force-ssl-redirect': 'true' };
    const plain = { tls: RouteTls.none('only from inside') };

    expect(ingressOf((route) => route.expose(WEB, HOST), { routes }).metadata.annotations).toEqual(annotations);
    expect(ingressOf((route) => route.expose(WEB, HOST, plain), { routes }).metadata.annotations)
      .toEqual({ 'preflight/waive.route-has-tls': 'only from inside' });
  });

  it('takes an Issuer, and a Secret that is there', () => {
    const manifests = routed((route) => {
      route.expose(WEB, HOST, { tls: RouteTls.issuer('own') });
      route.expose(WEB, '*.example.com', { tls: RouteTls.secret('wildcard') });
    });

    expect(only(manifests, 'Certificate').spec.issuerRef)
      .toEqual({ group: 'cert-manager.io', kind: 'Issuer', name: 'own' });
    expect(only(manifests, 'Ingress').spec.tls).toEqual([
      { hosts: [HOST], secretName: 'shop.example.com-tls' }, { hosts: ['*.example.com'], secretName: 'wildcard' },
    ]);
  });

  it('records why a host is not encrypted', () => {
    const { metadata, spec } = ingressOf((route) => {
      route.expose(WEB, 'localhost', { tls: RouteTls.none('only from inside') });
      route.expose(WEB, 'other', { tls: RouteTls.none('only from inside') });
    });

    expect(metadata.annotations).toEqual({ 'preflight/waive.route-has-tls': 'only from inside' });
    expect(spec.tls).toBeUndefined();
  });

  it('names what holds the certificate of a wildcard', () => {
    const manifests = routed((route) => route.expose(WEB, '*.example.com'));

    expect(only(manifests, 'Certificate')).toEqual(certificate('*.example.com', 'wildcard.example.com-tls'));
  });

  it('shares the certificate of a host with the other routes of its namespace, wherever they are', () => {
    const manifests = render((chart) => {
      const one = new PublicRoute(chart, 'shop');
      one.expose(WEB, HOST);
      const other = new PublicRoute(new Construct(new Chart(chart, 'deep', { namespace: 'shop' }), 'team'), 'api');
      other.expose(WEB, HOST, { path: '/api' });
      expect([one.certificates.length, other.certificates.length]).toEqual([1, 0]);
    }, PLATFORM);

    expect(only(manifests, 'Certificate').spec.dnsNames).toEqual([HOST]);
    expect(manifests.filter(({ kind }) => kind === 'Ingress').map(({ spec }) => spec.tls)).toEqual([
      [{ hosts: [HOST], secretName: 'shop.example.com-tls' }], [{ hosts: [HOST], secretName: 'shop.example.com-tls' }],
    ]);
  });

  it('has a certificate in each namespace', () => {
    const manifests = render((chart) => ['one', 'two'].forEach((namespace) => {
      const route = new PublicRoute(new ProductionNamespace(chart, namespace), 'shop');
      route.expose(ForeignService.at({ ...PODS, namespace }), HOST, { path: `/${namespace}` });
    }), PLATFORM);

    expect(manifests.filter(({ kind }) => kind === 'Certificate').map(({ metadata }) => metadata.namespace))
      .toEqual(['one', 'two']);
  });

  it('carries who owns it', () => {
    routed((route) => route.expose(WEB, HOST), { ownership: { team: 'payments' } }).forEach(({ metadata }) => {
      expect(metadata.labels).toEqual({ ...LABELS, team: 'payments' });
    });
  });

  it('can be patched, and shows all that it made', () => {
    const { app, chart } = stage(PLATFORM);
    const route = new PublicRoute(chart, 'shop');
    expect([route.ingress, route.listenerSet, route.httpRoutes, route.certificates])
      .toEqual([undefined, undefined, [], []]);
    route.expose(WEB, HOST);
    expect(route.httpRoutes).toEqual([]);
    const [ingress, [issued]] = [route.ingress as Construct, route.certificates];
    route.mergePatch(ingress, { metadata: { annotations: { 'acme.io/ticket': 'SEC-7' } } });
    route.patch(issued, JsonPatch.add('/spec/duration', '2160h'));
    const first = app.synthYaml() as string;

    expect(first).toContain('acme.io/ticket: SEC-7');
    expect(first).toContain('duration: 2160h');
    expect(app.synthYaml()).toBe(first);
  });
});

describe('PublicRoute lets in', () => {
  it('the namespace of the ingress controller, and nobody else', () => {
    const manifests = render((chart) => {
      const web = new ProductionService(chart, 'web', { image: IMAGE });
      const route = new PublicRoute(chart, 'shop');
      route.expose(web, HOST);
      route.expose(web, HOST, { path: '/again' });
    }, PLATFORM);
    const peer = (namespace: string) => ({ name: 'any', namespace, labels: {} });
    const network = new Network(manifests);
    const isAllowed = (namespace: string, port = 8080) => (
      network.isAllowed({ from: peer(namespace), to: 'shop/web', port })
    );

    expect(['ingress', 'shop', 'default', 'kube-system'].map((namespace) => isAllowed(namespace)))
      .toEqual([true, false, false, false]);
    expect(isAllowed('ingress', 9090)).toBe(false);
    expect(network.isAllowed({ from: { address: '203.0.113.7' }, to: 'shop/web', port: 8080 })).toBe(false);
    const own = manifests.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'web');
    expect(own.map(({ spec }) => spec.ingress.length)).toEqual([2]);
  });

  it('each port of each target once', () => {
    const ports = [8080, 9000].map((containerPort) => ({ containerPort, servicePort: 80, protocol: 'TCP' }));
    const { target, admissions } = recorder(ports);
    routed((route) => {
      route.expose(target, HOST, { port: 8080 });
      route.expose(target, 'a.example.com', { port: 8080 });
      route.expose(target, HOST, { path: '/b', port: 9000 });
    });

    expect(admissions).toEqual([['ingress', ports[0]], ['ingress', ports[1]]]);
  });

  it('what speaks TCP where a number speaks more', () => {
    const ports = ['UDP', 'TCP'].map((protocol) => ({ containerPort: 8080, servicePort: 443, protocol }));
    const { target, admissions } = recorder(ports);
    routed((route) => route.expose(target, HOST));

    expect(admissions).toEqual([['ingress', ports[1]]]);
  });
});

describe('PublicRoute refuses', () => {
  it.each([
    '', 'a_b', '-a', 'a-', 'a..b', '.a', 'a b', 'a\n', 'é.com', '*', '*.', 'a.*.b', '**.a', 'https://a', 'a:80', '$(id)',
    'a.', '10.0.0.1', '*.10.0.0.1', '::1', 'a.1', 'a.0x7f', `${'a'.repeat(64)}.b`, `${'a.'.repeat(126)}ab`,
  ])('the host %j', (host) => {
    const got = host.length > 200 ? `"${host.slice(0, 199)}...` : JSON.stringify(host);
    expectRefusal((route) => route.expose(WEB, host), `'expose.host' must ${DNS_NAME}, got ${got}; `
      + 'write it like shop.example.com or *.example.com, without scheme, port and last dot; addresses have no name');
  });

  it('upper case in a host', () => {
    expectRefusal((route) => route.expose(WEB, 'Shop.example.com'), `'expose.host' must ${DNS_NAME}, `
      + 'got "Shop.example.com"; write it in lower case, clients make no difference');
  });

  it.each([
    '', 'api', 'api/', '//', '/a//b', '/./a', '/a/.', '/..', '/a/../b', '/a/..', '/%2f', '/%2F', '/a b', '/a?b', '/a#b',
    '/é', '/%', '/%zz', '/a\t', '/"', '/\\', '/{id}', `/${'a'.repeat(1024)}`,
  ])('the path %j', (path) => {
    const got = path.length > 200 ? `"${path.slice(0, 199)}...` : JSON.stringify(path);
    expectRefusal((route) => route.expose(WEB, HOST, { path }), `'expose.path' must ${URL_PATH}, got ${got}; `
      + 'write it like /api, and other characters as %20');
  });

  it.each<[string, (route: PublicRoute) => void, string]>([
    ['a host that is no text', (route) => route.expose(WEB, undefined as never),
      "'expose.host' must be text, got nothing; give it: it has no default"],
    ['a path type that is none', (route) => route.expose(WEB, HOST, { pathType: 'Regex' as RoutePathType }),
      "'expose.pathType' must be one of Prefix, Exact, got \"Regex\"; write RoutePathType.PREFIX or"
        + ' RoutePathType.EXACT, or leave it out'],
    ['a target elsewhere', (route) => route.expose(ForeignService.at({ ...PODS, namespace: 'other' }), HOST),
      "'expose.namespace' must be that of the route, shop, got \"other\"; "
      + 'make the route in the namespace of its target; one host may have a route in each'],
    ['a target whose name is none', (route) => route.expose(ForeignService.at({ ...PODS, name: 'A' }), HOST),
      "'expose.name' must be the name of a Service (lower-case letters, digits and -, a letter first, at most 63), "
      + 'got "A"; write it as kubectl get services does'],
    ['a target without labels', (route) => route.expose(ForeignService.at({ ...PODS, podLabels: {} }), HOST),
      "'expose.labels' must hold a label, got {}; name one that the pods carry, none would mean every pod"],
    ['a target without a port', (route) => route.expose(recorder([]).target, HOST),
      "'expose.port' must name one container port of web, of which there is none, got nothing; "
      + 'name something that has a port'],
    ['a port that the target has not', (route) => route.expose(WEB, HOST, { port: 80 }),
      "'expose.port' must name one container port of web, 8080, got 80; say which"],
    ['no port of several', (route) => route.expose(recorder([1, 2].map((containerPort) => (
      { containerPort, servicePort: 80, protocol: 'TCP' }))).target, HOST),
    "'expose.port' must name one container port of web, 1, 2, got nothing; say which"],
    ['a port that is none', (route) => route.expose(ForeignService.at({ ...PODS, servicePort: 0 }), HOST),
      "'expose.servicePort' must be a whole number from 1 to 65535, got 0; give a number within the range"],
    ['UDP', (route) => route.expose(ForeignService.at({ ...PODS, protocol: 'UDP' }), HOST),
      "'expose.port' must speak TCP, got \"UDP\"; name a port that serves HTTP"],
    ['SCTP', (route) => route.expose(ForeignService.at({ ...PODS, protocol: 'SCTP' }), HOST),
      "'expose.port' must speak TCP, got \"SCTP\"; name a port that serves HTTP"],
    ['an empty issuer', (route) => route.expose(WEB, HOST, { tls: RouteTls.clusterIssuer('') }),
      `'expose.tls' must ${SUBDOMAIN}, got ""; choose such a name`],
    ['no reason', (route) => route.expose(WEB, HOST, { tls: RouteTls.none('') }),
      "'expose.tls' must say why, got \"\"; write the reason, it appears in the readiness report"],
    ['the certificate of a Gateway', (route) => route.expose(WEB, HOST, { tls: RouteTls.atGateway() }),
      "'expose.tls' must not be at the Gateway where routes are Ingresses, got \"RouteTls.atGateway()\"; "
      + 'name an issuer or a Secret, or call Platform.configure(app, { routes: RouteFlavor.gateway(...) })'],
    ['a host whose certificate has no name', (route) => route.expose(WEB, `${'a.'.repeat(124)}ab`),
      `'expose.host' must ${SUBDOMAIN}, got "${'a.'.repeat(99)}a...; choose such a name`],
  ])('%s', (_, act, complaint) => {
    expectRefusal(act, complaint);
  });

  it('an unknown ingress controller', () => {
    expectRefusal((route) => route.expose(WEB, HOST), "'ingressControllerNamespace' must be known, got nothing; "
      + "call Platform.configure(app, { ingressControllerNamespace: 'ingress' })", { platform: { tls: PLATFORM.tls } });
  });

  it('an unknown certificate', () => {
    expectRefusal((route) => route.expose(WEB, HOST), "'expose.tls' must be known, got nothing; give "
      + "RouteTls.clusterIssuer('letsencrypt') here or to Platform.configure, or another of RouteTls",
    { platform: { ingressControllerNamespace: 'ingress' } });
  });

  it.each<[string, ExposeOptions, ExposeOptions]>([
    ['a path', {}, {}],
    ['a prefix, with a slash at its end', { path: '/api' }, { path: '/api/' }],
    ['an exact path', { pathType: RoutePathType.EXACT }, { pathType: RoutePathType.EXACT }],
  ])('twice %s', (_, first, second) => {
    expectRefusal((route) => route.expose(WEB, HOST, second), `'expose.path' must be new for ${HOST} in this route, `
      + `got "${second.path ?? '/'}"; remove this call, or give it a path of its own`,
    { prepare: (route) => route.expose(WEB, HOST, first) });
  });

  it.each<[string, RouteTls[], string]>([
    ['hosts with and without TLS', [ISSUED, NONE], "'expose.tls' must be some certificate for all hosts of one "
      + 'Ingress, got "RouteTls.none(\\"why\\")"'],
    ['hosts without and with TLS', [NONE, ISSUED], "'expose.tls' must be RouteTls.none(\"why\") for all hosts of one "
      + 'Ingress, got "RouteTls.issuer(\\"own\\")"'],
    ['two reasons why there is no TLS', [NONE, RouteTls.none('not')], "'expose.tls' must be RouteTls.none(\"why\") for "
      + 'all hosts of one Ingress, got "RouteTls.none(\\"not\\")"'],
  ])('%s in one Ingress', (_, [first, second], complaint) => {
    expectRefusal((route) => route.expose(WEB, 'b', { tls: second }),
      `${complaint}; expose this host by another PublicRoute`,
      { prepare: (route) => route.expose(WEB, 'a', { tls: first }) });
  });

  it('two certificates of one host in one namespace', () => {
    expectRefusal((route) => route.expose(WEB, HOST, { tls: RouteTls.secret('own') }), "'expose.tls' must be "
      + `RouteTls.clusterIssuer("letsencrypt") for ${HOST}, as in [shop/first], `
      + 'got "RouteTls.secret(\\"own\\")"; give both the same: a host has one certificate',
    { prepare: (route) => new PublicRoute(Chart.of(route), 'first').expose(WEB, HOST) });
  });

  it('two hosts whose certificates would have one name', () => {
    expectRefusal((route) => route.expose(WEB, 'wildcard.a.b'), "'expose.host' must not be named like *.a.b of "
      + '[shop/shop], got "wildcard.a.b"; expose one of the two', { prepare: (route) => route.expose(WEB, '*.a.b') });
  });

  it.each(['', 'A', 'a b', '$(id)'])('the name %j', (name) => {
    const message = messageOf(() => new PublicRoute(stage(PLATFORM).chart, 'shop', { name }));
    expect(message).toBe(`[shop/shop] 'name' must ${SUBDOMAIN}, got ${JSON.stringify(name)}; choose such a name`);
  });

  it('to be written where it leads nowhere', () => {
    const { app, chart } = stage(PLATFORM);
    new PublicRoute(chart, 'shop');
    const [head, complaint] = messageOf(() => app.synthYaml()).split('\n  ');

    expect([head, contentOf(chart)]).toEqual(['Nothing was written:', [['shop', ''], ['shop/shop', '']]]);
    expect(complaint).toMatch(NAMED_ERROR);
    expect(complaint).toBe("[shop/shop] 'expose' must be called, got nothing; "
      + "say what the route leads to: route.expose(web, 'shop.example.com')");
  });

  it('to be patched where it is not its own', () => {
    expectRefusal((route) => route.patch(Chart.of(route), JsonPatch.remove('/spec')), "'patch' must be given an object"
      + ' of shop/shop, got "shop"; patch it through the construct that made it');
  });
});

function routed(act: (route: PublicRoute) => void, platform: PlatformProps = {}): Manifest[] {
  const manifests = render((chart) => act(new PublicRoute(chart, 'shop')), { ...PLATFORM, ...platform });
  // acme-solvers.test.ts is about these.
  return manifests.filter(({ metadata }) => metadata.name !== 'acme-http01-solver');
}

function ingressOf(act: (route: PublicRoute) => void, platform: PlatformProps = {}): Manifest {
  return only(routed(act, platform), 'Ingress');
}

function certificate(host: string, name: string): object {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace: 'shop', labels: LABELS },
    spec: {
      secretName: name,
      dnsNames: [host],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['digital signature', 'server auth'],
    },
  };
}

function recorder(ports: ReachablePort[]): { target: IReachable; admissions: [string, ReachablePort][] } {
  const admissions: [string, ReachablePort][] = [];
  const target: IReachable = {
    reachableName: 'web',
    reachablePods: { namespace: 'shop', labels: { app: 'web' } },
    reachablePorts: ports,
    admit: () => { throw new Error('nobody else may connect'); },
    admitNamespace: (namespace, port) => { admissions.push([namespace, port]); },
  };
  return { target, admissions };
}

interface Refusal {
  platform?: PlatformProps;
  prepare?: (route: PublicRoute) => void;
}

/** A call that fails leaves everything as it was. */
function expectRefusal(act: (route: PublicRoute) => void, complaint: string, given: Refusal = {}): void {
  const { chart } = stage(given.platform ?? PLATFORM);
  const route = new PublicRoute(chart, 'shop');
  given.prepare?.(route);
  const before = contentOf(chart);
  const message = messageOf(() => act(route));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[shop/shop] ${complaint}`);
  expect(contentOf(chart)).toEqual(before);
}

function contentOf(chart: Chart): object[] {
  return chart.node.findAll().map((one) => [one.node.path, ApiObject.isApiObject(one) ? one.toJson() : '']);
}
