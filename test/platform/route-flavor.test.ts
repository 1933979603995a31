import { IngressController, RouteFlavor } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { stage } from '../support/render';

const SUBDOMAIN = 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)';
const DNS_LABEL = 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)';
const GATEWAY = { name: 'public', namespace: 'gateways' };

describe('RouteFlavor.ingress', () => {
  it('leaves class and redirect to the cluster', () => {
    const flavor = RouteFlavor.ingress();
    expect([flavor._className, flavor._redirectAnnotations, flavor._gateway]).toEqual([undefined, {}, undefined]);
    expect(() => flavor._check(stage().chart)).not.toThrow();
  });

  it('takes the name of a class', () => {
    const flavor = RouteFlavor.ingress({ className: 'public.contour' });
    expect(flavor._className).toBe('public.contour');
    expect(() => flavor._check(stage().chart)).not.toThrow();
  });

  it.each([
    [IngressController.CONTOUR, { 'ingress.kubernetes.io/force-ssl-redirect': 'true' }],
    [IngressController.HAPROXY, { 'haproxy.org/ssl-redirect': 'true', 'haproxy.org/ssl-redirect-port': '443' }],
    [IngressController.INGRESS_NGINX, { 'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true' }],
    [IngressController.NGINX, { 'nginx.org/ssl-redirect': 'true' }],
    [IngressController.TRAEFIK, { 'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure' }],
  ])('knows what asks %s to redirect', (controller, annotations) => {
    const flavor = RouteFlavor.ingress({ controller });
    expect(flavor._redirectAnnotations).toEqual(annotations);
    expect(() => flavor._check(stage().chart)).not.toThrow();
  });

  it('knows every controller', () => {
    const controllers = Object.values(IngressController);
    const known = controllers.map((controller) => RouteFlavor.ingress({ controller })._redirectAnnotations);
    expect(known.filter((annotations) => Object.keys(annotations).length === 0)).toEqual([]);
  });

  it.each(['', 'A', 'a b', 'a/b', '$(id)'])('refuses the class %j', (className) => {
    expectMessage(RouteFlavor.ingress({ className }), `'routes.className' must ${SUBDOMAIN}, `
      + `got ${JSON.stringify(className)}; choose such a name`);
  });

  it.each(['', 'istio', 'toString', '__proto__'])('refuses the controller %j', (controller) => {
    const message = messageOf(() => RouteFlavor.ingress({ controller: controller as IngressController }));
    expect(message).toMatch(/^\[RouteFlavor.ingress\] 'controller' must be one of contour, haproxy, ingress-nginx, nginx/);
    expect(message).toMatch(/; write IngressController.CONTOUR, .* or IngressController.TRAEFIK, or leave it out$/);
  });
});

describe('RouteFlavor.gateway', () => {
  it('goes by the usual names of listeners', () => {
    const flavor = RouteFlavor.gateway(GATEWAY);
    expect(flavor._gateway).toEqual({ ...GATEWAY, httpListener: 'http', httpsListener: 'https' });
    expect([flavor._className, flavor._redirectAnnotations]).toEqual([undefined, {}]);
    expect(() => flavor._check(stage().chart)).not.toThrow();
  });

  it('takes other ones', () => {
    const listeners = { httpListener: 'web', httpsListener: 'web.secure' };
    const flavor = RouteFlavor.gateway({ ...GATEWAY, ...listeners });
    expect(flavor._gateway).toEqual({ ...GATEWAY, ...listeners });
    expect(() => flavor._check(stage().chart)).not.toThrow();
  });

  it.each([
    ['name', SUBDOMAIN], ['namespace', DNS_LABEL], ['httpListener', SUBDOMAIN], ['httpsListener', SUBDOMAIN],
  ])('refuses a wrong %s', (prop, must) => {
    for (const value of ['', 'A', 'a b', '-a']) {
      expectMessage(RouteFlavor.gateway({ ...GATEWAY, [prop]: value }), `'routes.${prop}' must ${must}, `
        + `got ${JSON.stringify(value)}; choose such a name`);
    }
  });
});

function expectMessage(flavor: RouteFlavor, expected: string): void {
  const message = messageOf(() => flavor._check(stage().chart));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[shop] ${expected}`);
}
