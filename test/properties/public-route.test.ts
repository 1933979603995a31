import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { anyText, reason } from './arbitraries/text';
import { dnsLabel, maybe, portNumber, serviceName, subdomain } from './arbitraries/words';
import { runs } from './runs';
import {
  ForeignService, IngressController, Platform, ProductionApp, PublicRoute, RouteFlavor, RoutePathType, RouteTls,
} from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { readYaml } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

type TlsKind = 'clusterIssuer' | 'issuer' | 'secret' | 'none';

interface ExposureCase {
  host: string;
  path?: string;
  isExact: boolean;
  target: string;
  containerPort: number;
}

interface RouteCase {
  name: string;
  minor: string;
  isGateway: boolean;
  className?: string;
  controller?: IngressController;
  tls: { kind: TlsKind; text: string };
  exposures: ExposureCase[];
}

const host = fc.tuple(
  fc.constantFrom('', '*.'),
  fc.array(dnsLabel.filter((label) => label !== 'wildcard'), { maxLength: 2 }),
  fc.constantFrom('com', 'a', 'null', 'x-y', '1e', 'yes', 'on'),
).map(([wildcard, labels, last]) => `${wildcard}${[...labels, last].join('.')}`);

const path = fc.oneof(
  fc.constantFrom('/', '/api', '/api/', '/~', '/a.b', '/.a', '/a../b', '/%20', "/!$&'()*+,;=:@", `/${'a'.repeat(1023)}`,
    '/yes', '/1e3'),
  fc.stringMatching(/^(\/[-A-Za-z0-9_~]{1,6}){1,3}\/?$/),
);

const exposure: fc.Arbitrary<ExposureCase> = fc.record({
  host,
  path: maybe(path),
  isExact: fc.boolean(),
  target: serviceName.filter((name) => name !== 'constructor'),
  containerPort: portNumber,
});

const tls: fc.Arbitrary<RouteCase['tls']> = fc.oneof(
  fc.record({ kind: fc.constantFrom('clusterIssuer' as const, 'issuer' as const, 'secret' as const), text: subdomain }),
  fc.record({ kind: fc.constant('none' as const), text: reason }),
);

/** Calls that must be taken. */
const validCase: fc.Arbitrary<RouteCase> = fc.record({
  name: serviceName.filter((name) => name !== 'constructor'),
  minor: fc.constantFrom(...MINORS),
  isGateway: fc.boolean(),
  className: maybe(subdomain),
  controller: maybe(fc.constantFrom(...Object.values(IngressController))),
  tls,
  exposures: fc.uniqueArray(exposure, { minLength: 1, maxLength: 8, selector: keyOf }),
});

/** Calls in which any text may stand for a host, a path, a name or a certificate. */
const wildCase: fc.Arbitrary<RouteCase> = fc.record({
  name: serviceName.filter((name) => name !== 'constructor'),
  minor: fc.constantFrom(...MINORS),
  isGateway: fc.boolean(),
  tls: fc.record({
    kind: fc.constantFrom('clusterIssuer' as const, 'issuer' as const, 'secret' as const, 'none' as const),
    text: fc.oneof(subdomain, anyText),
  }),
  exposures: fc.array(fc.record({
    host: fc.oneof(host, anyText, anyText.map((text) => `${text}.com`)),
    path: maybe(fc.oneof(path, anyText, anyText.map((text) => `/${text}`))),
    isExact: fc.boolean(),
    target: fc.oneof(fc.constantFrom('web', 'api'), anyText),
    containerPort: fc.oneof(portNumber, fc.constantFrom(0, 1.5, NaN, 65536)),
  }), { minLength: 1, maxLength: 4 }),
});

describe('a PublicRoute', () => {
  it('made of valid values is written in full', () => {
    fc.assert(fc.property(validCase, (given) => {
      const { app, refused } = build(given);
      expect(refused).toEqual([]);
      expectComplete(given, app);
    }), runs(150));
  });

  it('made of any text ends in named errors, or in a full output of what was taken', () => {
    const outcomes = new Set<string>();
    fc.assert(fc.property(wildCase, (given) => {
      const { app, taken, refused } = build(given);
      for (const message of refused) expect(message).toMatch(NAMED_ERROR);
      outcomes.add(taken.length === 0 ? 'nothing' : refused.length === 0 ? 'all' : 'some');
      if (taken.length > 0) expectComplete({ ...given, exposures: taken }, app);
      else expect(messageOf(() => app.synthYaml())).toMatch(/'expose' must be called/);
    }), runs(200));
    expect([...outcomes].sort()).toEqual(['all', 'nothing', 'some']);
  });
});

interface Built {
  app: App;
  taken: ExposureCase[];
  refused: string[];
}

function build(given: RouteCase, app: App = new ProductionApp()): Built {
  const { className, controller } = given;
  Platform.configure(app, {
    kubernetesVersion: given.minor,
    ingressControllerNamespace: 'ingress',
    routes: given.isGateway
      ? RouteFlavor.gateway({ name: 'public', namespace: 'gateways' })
      : RouteFlavor.ingress({ className, controller }),
  });
  const route = new PublicRoute(new Chart(app, 'shop', { namespace: 'shop' }), given.name);
  const taken: ExposureCase[] = [];
  const refused: string[] = [];
  for (const one of given.exposures) {
    try {
      expose(route, one, given);
      taken.push(one);
    } catch (error) {
      refused.push((error as Error).message);
    }
  }
  return { app, taken, refused };
}

function expose(route: PublicRoute, one: ExposureCase, { tls: { kind, text } }: RouteCase): void {
  const pods = { namespace: 'shop', podLabels: { app: 'web' }, containerPort: one.containerPort };
  const target = ForeignService.at({ ...pods, name: one.target, servicePort: 80 });
  const pathType = one.isExact ? RoutePathType.EXACT : undefined;
  route.expose(target, one.host, { path: one.path, pathType, tls: RouteTls[kind](text) });
}

function expectComplete(given: RouteCase, app: App): void {
  const text = app.synthYaml() as string;
  expect(app.synthYaml()).toBe(text);
  expect(build(given, new App()).app.synthYaml()).toBe(text);
  const manifests = readYaml(text);
  expect(manifests.flatMap((manifest) => schemaProblems(given.minor, manifest))).toEqual([]);
  const expected = given.exposures.map(({ host: name, path: at = '/', isExact, target }) => (
    [name, isExact ? 'Exact' : 'Prefix', at, target].join(' ')
  ));
  const found = given.isGateway ? manifests.flatMap(pathsOfHttpRoute) : manifests.flatMap(pathsOfIngress);
  expect(found.sort()).toEqual(expected.sort());
  expectEncrypted(given, manifests);
}

/** Every host has its certificate, and each certificate is made once. */
function expectEncrypted({ isGateway, tls: { kind, text }, exposures }: RouteCase, manifests: Manifest[]): void {
  const hosts = kind === 'none' ? [] : [...new Set(exposures.map((one) => one.host))];
  const secretOf = (name: string) => (kind === 'secret' ? text : `${name.replace('*', 'wildcard')}-tls`);
  const expected = hosts.map((name) => [name, secretOf(name)]);
  const listeners = ofKind(manifests, 'ListenerSet').flatMap(({ spec }) => spec.listeners);
  const found: string[][] = isGateway
    ? listeners.map(({ hostname, tls: { certificateRefs } }) => [hostname, certificateRefs[0].name])
    : ofKind(manifests, 'Ingress').flatMap(({ spec }) => spec.tls ?? [])
      .map(({ hosts: [name], secretName }: Manifest) => [name, secretName]);
  expect(found).toEqual(expected);
  const issued = ofKind(manifests, 'Certificate').map(({ spec }) => [spec.dnsNames[0], spec.secretName]);
  expect(issued.sort()).toEqual(kind === 'secret' ? [] : expected.sort());
}

function pathsOfIngress({ kind, spec }: Manifest): string[] {
  if (kind !== 'Ingress') return [];
  return spec.rules.flatMap((rule: Manifest) => rule.http.paths.map((one: Manifest) => (
    [rule.host, one.pathType, one.path, one.backend.service.name].join(' ')
  )));
}

function pathsOfHttpRoute({ kind, spec }: Manifest): string[] {
  if (kind !== 'HTTPRoute') return [];
  return spec.rules.filter(({ backendRefs }: Manifest) => backendRefs).map((rule: Manifest) => {
    const { type, value } = rule.matches[0].path;
    return [spec.hostnames[0], type.replace('PathPrefix', 'Prefix'), value, rule.backendRefs[0].name].join(' ');
  });
}

function ofKind(manifests: Manifest[], kind: string): Manifest[] {
  return manifests.filter((manifest) => manifest.kind === kind);
}

/** A prefix is the same with and without a slash at its end. */
function keyOf({ host: name, path: at = '/', isExact }: ExposureCase): string {
  return JSON.stringify([name, isExact, isExact ? at : at.replace(/\/$/, '')]);
}
