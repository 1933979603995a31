import { Duration } from 'cdk8s';
import {
  ForeignService, HeaderMatch, MeshTls, PlatformProps, ProductionService, RouteFlavor, RouteTls, TrafficBackend,
  TrafficRouting, TrafficSplit, TrafficSplitProps,
} from '../../../src';
import { complaintsOf, messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest, schemaProblems } from '../../support/schemas';

const PLATFORM: PlatformProps = {
  ingressControllerNamespace: 'gateways',
  tls: RouteTls.clusterIssuer('letsencrypt'),
  routes: RouteFlavor.gateway({ name: 'public', namespace: 'gateways' }),
};
const LABELS = { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
const HOST = 'shop.example.com';
const WEB = serviceNamed('web');
const NEXT = serviceNamed('web-next');
const ELSEWHERE = serviceNamed('api', 'pay');
const SHARES: TrafficBackend[] = [{ target: WEB, weight: 90 }, { target: NEXT, weight: 10 }];
const TESTERS = HeaderMatch.exactly('X-Canary', 'always');
const ISTIO = TrafficRouting.istio();

describe('TrafficSplit at a Gateway', () => {
  it('writes the HTTPRoutes of a PublicRoute, with weights', () => {
    const manifests = split({ host: HOST, backends: SHARES });

    expect(manifests.map(({ kind }) => kind).sort()).toEqual([
      'Certificate', 'HTTPRoute', 'HTTPRoute', 'ListenerSet', 'NetworkPolicy',
    ]);
    expect(only(manifests, 'HTTPRoute', `shop-${HOST}`).spec.rules).toEqual([{
      matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      backendRefs: [backendRef('web', 90), backendRef('web-next', 10)],
    }]);
    expect(manifests.flatMap((manifest) => schemaProblems('1.37', manifest))).toEqual([]);
  });

  it('sends testers to the last of them, whatever its weight', () => {
    const backends = [{ target: WEB, weight: 100 }, { target: NEXT, weight: 0 }];
    const { spec } = only(split({ host: HOST, backends, testers: TESTERS }), 'HTTPRoute', `shop-${HOST}`);

    expect(spec.rules[0]).toEqual({
      matches: [{
        path: { type: 'PathPrefix', value: '/' },
        headers: [{ type: 'Exact', name: 'x-canary', value: 'always' }],
      }],
      backendRefs: [{ ...backendRef('web-next', 0), weight: 1 }],
    });
  });

  it('lets the controller in to each of them', () => {
    const manifests = render((chart) => {
      const [web, next] = ['web', 'next'].map((id) => new ProductionService(chart, id, { image: IMAGE }));
      const backends = [{ target: web, weight: 50 }, { target: next, weight: 50 }];
      new TrafficSplit(chart, 'shop', { host: HOST, backends });
    }, PLATFORM);

    for (const name of ['web', 'next']) {
      expect(only(manifests, 'NetworkPolicy', name).spec.ingress).toContainEqual({
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } } }],
        ports: [{ port: 8080, protocol: 'TCP' }],
      });
    }
  });

  it('takes the port that each backend names', () => {
    const admin = ForeignService.at({
      name: 'admin', namespace: 'shop', podLabels: { app: 'admin' }, containerPort: 9000, servicePort: 8000,
    });
    const backends = [{ target: WEB, weight: 50 }, { target: admin, port: 9000, weight: 50 }];
    const { spec } = only(split({ host: HOST, backends }), 'HTTPRoute', `shop-${HOST}`);

    expect(spec.rules[0].backendRefs.map(({ port }: Manifest) => port)).toEqual([80, 8000]);
  });

  it('has the certificate and the name that are given', () => {
    const manifests = split({ host: HOST, backends: SHARES, name: 'front', tls: RouteTls.atGateway() });
    expect(only(manifests, 'HTTPRoute', `front-${HOST}`).spec.parentRefs[0]).toMatchObject({ kind: 'Gateway' });
  });
});

describe('TrafficSplit with Istio', () => {
  it('writes a VirtualService, and a DestinationRule for each Service', () => {
    const manifests = split({ host: 'web', backends: SHARES, routing: ISTIO });

    expect(manifests).toEqual([
      rule('web'),
      rule('web-next'),
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'shop', namespace: 'shop', labels: LABELS },
        spec: {
          hosts: ['web'],
          http: [{ name: 'primary', route: [destination('web', 90), destination('web-next', 10)] }],
        },
      },
    ]);
    expect(manifests.flatMap((manifest) => schemaProblems('1.37', manifest))).toEqual([]);
  });

  it('refuses a misspelt field by the schema', () => {
    const [written] = split({ host: 'web', backends: SHARES, routing: ISTIO });
    written.spec.trafficPolicy.outlierDetections = {};
    expect(schemaProblems('1.37', written)).toEqual([expect.stringContaining('outlierDetections')]);
  });

  it('sends testers to the last of them', () => {
    const { spec } = only(split({ host: 'web', backends: SHARES, routing: ISTIO, testers: TESTERS }), 'VirtualService');

    expect(spec.http[0]).toEqual({
      name: 'primary-testers',
      match: [{ headers: { 'x-canary': { exact: 'always' } } }],
      route: [destination('web-next')],
    });
  });

  it('is for the gateways of Istio too, whose pods are let in', () => {
    const manifests = render((chart) => {
      const [web, next] = ['web', 'next'].map((id) => new ProductionService(chart, id, { image: IMAGE }));
      const routing = TrafficRouting.istio({ gateways: ['istio-ingress/public'] });
      new TrafficSplit(chart, 'shop', {
        host: HOST, routing, backends: [{ target: web, weight: 95 }, { target: next, weight: 5 }],
      });
    }, PLATFORM);

    expect(only(manifests, 'VirtualService').spec.gateways).toEqual(['istio-ingress/public', 'mesh']);
    expect(JSON.stringify(only(manifests, 'NetworkPolicy', 'next').spec.ingress)).toContain('gateways');
  });

  it('has mutual TLS and outliers as they are given', () => {
    const routing = TrafficRouting.istio({
      tls: MeshTls.DISABLE,
      outliers: { consecutiveErrors: 3, interval: Duration.minutes(1), ejection: Duration.minutes(2), maxPercent: 20 },
    });
    const { spec } = only(split({ host: 'web', backends: SHARES, routing }), 'DestinationRule', 'web');

    expect(spec.trafficPolicy).toEqual({
      tls: { mode: 'DISABLE' },
      outlierDetection: {
        consecutive5xxErrors: 3, interval: '60s', baseEjectionTime: '120s', maxEjectionPercent: 20,
      },
    });
  });

  it('tells pods of one Service apart by subsets', () => {
    const backends = ['v1', 'v2'].map((name) => (
      { target: WEB, weight: 50, subset: { name, labels: { version: name } } }
    ));
    const manifests = split({ host: 'web', backends, routing: ISTIO });

    expect(only(manifests, 'DestinationRule').spec.subsets).toEqual([
      { name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } },
    ]);
    expect(only(manifests, 'VirtualService').spec.http[0].route[1].destination.subset).toBe('v2');
  });
});

describe('TrafficSplit refuses', () => {
  const cases: [string, Partial<TrafficSplitProps>, string][] = [
    ['weights that are not a hundred', { backends: [{ target: WEB, weight: 90 }, { target: NEXT, weight: 20 }] },
      '\'backends.weight\' must add up to 100, got "90 + 20 = 110"; say of every hundred requests who gets how many'],
    ['a weight that is none', { backends: [{ target: WEB, weight: 110 }, { target: NEXT, weight: -10 }] },
      '\'backends.weight\' must be a whole number from 0 to 100, got 110; give a number within the range'],
    ['one backend alone', { backends: [{ target: WEB, weight: 100 }] },
      '\'backends\' must be two at least, got 1; use exposeAt of a workload that is alone'],
    ['one that stands twice', { backends: [{ target: WEB, weight: 50 }, { target: WEB, weight: 50 }] },
      '\'backends\' must each be another one, got "web"; add its weights up'],
    ['one of another namespace', { backends: [SHARES[0], { target: ELSEWHERE, weight: 10 }] },
      '\'backends.target\' must be in the namespace of the split, shop, got "pay"; '
      + 'make the split where its backends are'],
    ['replicas', { routing: TrafficRouting.byReplicas() },
      '\'routing\' must look at requests, for several workloads are not behind one Service, got "replicas"; '
      + 'use TrafficRouting.gatewayApi() or TrafficRouting.istio(), or a CanaryService'],
    ['subsets at a Gateway', { backends: [SHARES[0], { ...SHARES[1], subset: { name: 'v2', labels: { a: 'b' } } }] },
      '\'backends.subset\' must be left out at a Gateway, got "v2"; '
      + 'give each version a Service of its own, or use TrafficRouting.istio()'],
    ['a certificate with Istio', { routing: ISTIO, tls: RouteTls.secret('web-tls') },
      '\'tls\' must be left out with Istio, got "RouteTls.secret(\\"web-tls\\")"; '
      + 'leave it out: the Gateway of Istio has the certificate of the host'],
    ['a gateway without a namespace', { routing: TrafficRouting.istio({ gateways: ['public'] }) },
      '\'routing.gateways\' must name Gateways of Istio with their namespaces, got "public"; '
      + 'write it like istio-ingress/public'],
    ['outliers out of range', { routing: TrafficRouting.istio({ outliers: { maxPercent: 101 } }) },
      '\'routing.outliers.maxPercent\' must be a whole number from 1 to 100, got 101; give a number within the range'],
    ['a header that is none', { testers: HeaderMatch.exactly('x canary', 'on') },
      '\'testers.name\' must name a header: letters, digits and -, got "x canary"; write it like x-canary'],
    ['a value that no header has', { testers: HeaderMatch.exactly('x-canary', 'on\n') },
      '\'testers.value\' must be the value of a header: visible ASCII, at most 4096 characters, got "on\\n"; '
      + 'write it like always'],
  ];

  it.each(cases)('%s', (_, props, complaint) => {
    const message = messageOf(() => split({ host: HOST, backends: SHARES, ...props }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop/shop] ${complaint}`);
  });

  it('a platform whose routes are Ingresses', () => {
    const { chart } = stage({ ingressControllerNamespace: 'ingress' });
    const message = messageOf(() => new TrafficSplit(chart, 'shop', { host: HOST, backends: SHARES }));
    expect(message).toMatch(/'routing' must be what the platform has.*use TrafficRouting.istio\(\)$/);
  });

  it.each([['web', 'web.shop'], ['web', 'web.shop.svc.cluster.local'], [HOST, HOST]])(
    'a host that another has: %s and %s', (first, second) => {
      const { chart } = stage(PLATFORM);
      new TrafficSplit(chart, 'one', { host: first, backends: SHARES, routing: ISTIO });
      const backends = ['c', 'd'].map((name) => ({ target: serviceNamed(name), weight: 50 }));
      const message = messageOf(() => new TrafficSplit(chart, 'two', { host: second, backends, routing: ISTIO }));
      expect(message).toMatch(/^\[shop\/two\] 'host' must not be claimed by \[shop\/one\] too/);
    },
  );

  it('a Service that another split has a DestinationRule for', () => {
    const { chart } = stage(PLATFORM);
    new TrafficSplit(chart, 'one', { host: 'web', backends: SHARES, routing: ISTIO });
    const message = messageOf(() => new TrafficSplit(chart, 'two', { host: HOST, backends: SHARES, routing: ISTIO }));
    expect(message).toMatch(/^\[shop\/two\] 'backends.target' must not be claimed by \[shop\/one\] too, got "web"/);
  });

  it('a host that two HTTPRoutes have', () => {
    const { app, chart } = stage(PLATFORM);
    ['one', 'two'].forEach((id) => new TrafficSplit(chart, id, { host: HOST, backends: SHARES }));
    expect(complaintsOf(app).join()).toMatch(/'host' must not be claimed by the HTTPRoute/);
  });

  it('a subset that no pod of a workload is in', () => {
    const { app, chart } = stage(PLATFORM);
    const web = new ProductionService(chart, 'web', { image: IMAGE });
    const next = new ProductionService(chart, 'next', { image: IMAGE });
    const subset = { name: 'v2', labels: { version: 'v2' } };
    const backends = [{ target: web, weight: 90 }, { target: next, subset, weight: 10 }];
    new TrafficSplit(chart, 'shop', { host: 'web', backends, routing: ISTIO });
    expect(complaintsOf(app)).toEqual([
      '[shop/shop] \'backends.subset.v2\' must be labels that pods of next carry, got {"version":"v2"}; '
      + 'write labels of its pods, or leave the subset out',
    ]);
  });

  it('a subset that contradicts what is known of pods of others', () => {
    const { app, chart } = stage(PLATFORM);
    const subset = { name: 'v2', labels: { app: 'api' } };
    const backends = [{ target: WEB, weight: 90 }, { target: NEXT, subset, weight: 10 }];
    new TrafficSplit(chart, 'shop', { host: 'web', backends, routing: ISTIO });
    expect(complaintsOf(app).join()).toMatch(/'backends.subset.v2' must be labels that pods of web-next carry/);
  });
});

function split(props: TrafficSplitProps): Manifest[] {
  return render((chart) => new TrafficSplit(chart, 'shop', props), PLATFORM);
}

function serviceNamed(name: string, namespace: string = 'shop'): ForeignService {
  return ForeignService.at({ name, namespace, podLabels: { app: name }, containerPort: 8080, servicePort: 80 });
}

function backendRef(name: string, weight: number) {
  return { group: '', kind: 'Service', name, port: 80, weight };
}

function destination(host: string, weight?: number) {
  return { destination: { host, port: { number: 80 } }, ...(weight === undefined ? {} : { weight }) };
}

function rule(host: string) {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: host, namespace: 'shop', labels: LABELS },
    spec: {
      host,
      trafficPolicy: {
        tls: { mode: 'ISTIO_MUTUAL' },
        outlierDetection: {
          consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50,
        },
      },
    },
  };
}
