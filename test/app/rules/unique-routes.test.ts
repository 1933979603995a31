import { RenderedObject } from '../../../src/app/rendered-object';
import { uniqueRoutes } from '../../../src/app/rules/unique-routes';
import { NAMED_ERROR } from '../../support/errors';

const GATEWAY = { kind: 'Gateway', name: 'public', namespace: 'gateways', sectionName: 'https' };
const HTTP = { ...GATEWAY, sectionName: 'http' };
const REMEDY = 'remove one of the two, or give it another path';

describe('uniqueRoutes', () => {
  it('refuses two Ingresses that answer the same requests', () => {
    const messages = uniqueRoutes([ingress('a'), ingress('b')]);
    expect(messages).toEqual([
      `[b] 'host' must not be claimed by the Ingress [a] too, got "shop.example.com/"; ${REMEDY}`,
    ]);
    expect(messages[0]).toMatch(NAMED_ERROR);
  });

  it('refuses two HTTPRoutes that answer the same requests', () => {
    const messages = uniqueRoutes([httpRoute('a'), httpRoute('b')]);
    expect(messages).toEqual([
      `[b] 'host' must not be claimed by the HTTPRoute [a] too, got "shop.example.com/"; ${REMEDY}`,
    ]);
    expect(messages[0]).toMatch(NAMED_ERROR);
  });

  it('refuses two ListenerSets with the same listener of one Gateway', () => {
    const messages = uniqueRoutes([listenerSet('a', ['x', 'y']), listenerSet('b', ['y', 'z'])]);
    expect(messages).toEqual(["[b] 'host' must not be claimed by the ListenerSet [a] too, got \"y\"; "
      + 'let the Gateway have the certificate, or serve the host from one namespace']);
    expect(messages[0]).toMatch(NAMED_ERROR);
  });

  it('compares every further one with the first, in any namespace', () => {
    const messages = uniqueRoutes(['a', 'b', 'c'].map((path) => ingress(path, { namespace: path })));
    expect(messages.map((message) => message.split(' too')[0])).toEqual([
      "[b] 'host' must not be claimed by the Ingress [a]", "[c] 'host' must not be claimed by the Ingress [a]",
    ]);
  });

  it.each<[string, RenderedObject[]]>([
    ['a prefix with and without a slash at its end', [ingress('a', { path: '/api' }), ingress('b', { path: '/api/' })]],
    ['one of the hosts', [httpRoute('a', { hostnames: ['a', 'b'] }), httpRoute('b', { hostnames: ['b', 'c'] })]],
    ['one of the listeners', [httpRoute('a', { parentRefs: [GATEWAY, HTTP] }), httpRoute('b', { parentRefs: [HTTP] })]],
    ['a Gateway that is named without its namespace', [
      httpRoute('a', { parentRefs: [{ name: 'public' }] }, 'gateways'),
      httpRoute('b', { parentRefs: [{ kind: 'Gateway', name: 'public', namespace: 'gateways' }] }),
    ]],
    ['what is meant where nothing is said', [
      httpRoute('a', { hostnames: undefined, rules: [{ backendRefs: [] }] }),
      httpRoute('b', { hostnames: undefined, rules: [ruleAt({ path: { type: 'PathPrefix', value: '/' } })] }),
    ]],
    ['the same header', ['a', 'b'].map((path) => httpRoute(path, { rules: [withHeader('v2')] }))],
    ['redirects to different places', [
      redirect('a', { scheme: 'https' }), redirect('b', { scheme: 'https', hostname: 'example.com' }),
    ]],
    ['a redirect and something else', [
      redirect('a', { scheme: 'https' }), httpRoute('b', { parentRefs: [HTTP] }),
    ]],
    ['all paths', ['a', 'b'].map((path) => ingress(path, { path: undefined, pathType: 'ImplementationSpecific' }))],
    ['all hosts', ['a', 'b'].map((path) => ingress(path, { host: undefined }))],
  ])('refuses two for %s', (_, objects) => {
    expect(uniqueRoutes(objects)).toHaveLength(1);
  });

  it.each<[string, RenderedObject[]]>([
    ['two classes', [ingress('a', { className: 'public' }), ingress('b', { className: 'inside' })]],
    ['two hosts', [ingress('a', { host: 'a' }), ingress('b', { host: 'b' })]],
    ['two paths', [ingress('a', { path: '/a' }), ingress('b', { path: '/b' })]],
    ['two ways to compare a path', [ingress('a'), ingress('b', { pathType: 'Exact' })]],
    ['an exact path with a slash at its end', [
      ingress('a', { path: '/a', pathType: 'Exact' }), ingress('b', { path: '/a/', pathType: 'Exact' }),
    ]],
    ['an Ingress and an HTTPRoute', [ingress('a'), httpRoute('b')]],
    ['a canary of the retired controller', [
      ingress('a'), ingress('b', { annotations: { 'nginx.ingress.kubernetes.io/canary': 'true' } }),
    ]],
    ['two listeners', [httpRoute('a'), httpRoute('b', { parentRefs: [HTTP] })]],
    ['a redirect beside what it leads to', [httpRoute('a'), redirect('b', { scheme: 'https' })]],
    ['two redirects to the same place', ['a', 'b'].map((path) => redirect(path, { scheme: 'https' }))],
    ['two headers', ['v1', 'v2'].map((version) => httpRoute(version, { rules: [withHeader(version)] }))],
    ['what is of another API group', ['a', 'b'].map((path) => {
      const { manifest } = ingress(path);
      return { path, manifest: { ...manifest, apiVersion: 'config.openshift.io/v1' } };
    })],
    ['an Ingress of nothing but a default backend', ['a', 'b'].map((path) => ({
      path, manifest: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: path }, spec: {} },
    }))],
    ['ListenerSets of two Gateways', [listenerSet('a', ['x']), listenerSet('b', ['x'], 'other')]],
    ['routes without a spec', ['Ingress', 'HTTPRoute', 'ListenerSet'].map((kind) => ({
      path: kind,
      manifest: { apiVersion: `${kind === 'Ingress' ? '' : 'gateway.'}networking.k8s.io/v1`, kind },
    }))],
  ])('takes %s', (_, objects) => {
    expect(uniqueRoutes(objects)).toEqual([]);
  });
});

interface IngressFields {
  namespace?: string;
  className?: string;
  host?: string;
  path?: string;
  pathType?: string;
  annotations?: object;
}

function ingress(path: string, fields: IngressFields = {}): RenderedObject {
  const given = { namespace: 'shop', host: 'shop.example.com', path: '/', pathType: 'Prefix', ...fields };
  return {
    path,
    manifest: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: path, namespace: given.namespace, annotations: given.annotations },
      spec: {
        ingressClassName: given.className,
        rules: [{ host: given.host, http: { paths: [{ path: given.path, pathType: given.pathType }] } }],
      },
    },
  };
}

function httpRoute(path: string, spec: object = {}, namespace = 'shop'): RenderedObject {
  const hostnames = ['shop.example.com'];
  const rules = [ruleAt({ path: { type: 'PathPrefix', value: '/' } })];
  return {
    path,
    manifest: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: path, namespace },
      spec: { parentRefs: [GATEWAY], hostnames, rules, ...spec },
    },
  };
}

function redirect(path: string, requestRedirect: object): RenderedObject {
  const filters = [{ type: 'RequestRedirect', requestRedirect }];
  return httpRoute(path, { parentRefs: [HTTP], rules: [{ filters }] });
}

function listenerSet(path: string, hosts: string[], gateway = 'public'): RenderedObject {
  const listeners = hosts.map((hostname) => ({ name: hostname, hostname, port: 443, protocol: 'HTTPS' }));
  return {
    path,
    manifest: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ListenerSet',
      metadata: { name: path, namespace: path },
      spec: { parentRef: { name: gateway, namespace: 'gateways' }, listeners },
    },
  };
}

function withHeader(value: string): object {
  return ruleAt({ headers: [{ name: 'version', value }] });
}

function ruleAt(match: object): object {
  return { matches: [match], backendRefs: [{ name: 'web', port: 80 }] };
}
