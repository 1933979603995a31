import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import {
  ForeignService, HeaderMatch, Platform, ProductionApp, RouteFlavor, RouteTls, TrafficRouting, TrafficSplit,
} from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { only, readYaml } from '../../support/render';
import { Manifest, schemaProblems } from '../../support/schemas';
import { anyText } from '../arbitraries/text';
import { maybe, portNumber, serviceName } from '../arbitraries/words';
import { runs } from '../runs';

interface SplitCase {
  readonly isGateway: boolean;
  readonly weights: readonly number[];
  readonly names: readonly string[];
  readonly port: number;
  readonly testers?: { readonly name: string; readonly value: string };
}

const whole = fc.integer({ min: 0, max: 100 });
/** Of each hundred, in as many parts as there are backends. */
const hundred = fc.array(whole, { minLength: 1, maxLength: 4 }).map((cuts) => {
  const places = [0, ...[...cuts].sort((a, b) => a - b), 100];
  return places.slice(1).map((place, index) => place - places[index]);
});
// What cdk8s cannot have as a key is refused when it is written.
const token = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+.^_|~-]{1,20}$/).filter((name) => name !== 'constructor');
const visible = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);

const validCase: fc.Arbitrary<SplitCase> = hundred.chain((weights) => fc.record({
  isGateway: fc.boolean(),
  weights: fc.constant(weights),
  names: fc.uniqueArray(serviceName, { minLength: weights.length, maxLength: weights.length }),
  port: portNumber,
  testers: maybe(fc.record({ name: token, value: visible })),
}));

const wildCase: fc.Arbitrary<SplitCase> = fc.record({
  isGateway: fc.boolean(),
  weights: fc.array(fc.oneof(whole, fc.integer(), fc.double()), { maxLength: 4 }),
  names: fc.array(fc.oneof(serviceName, anyText), { minLength: 4, maxLength: 4 }),
  port: fc.oneof(portNumber, fc.integer()),
  testers: maybe(fc.record({ name: anyText, value: anyText })),
});

describe('any TrafficSplit', () => {
  it('whose weights are a hundred gives each backend what was said, in valid objects', () => {
    fc.assert(fc.property(validCase, (given) => {
      const text = build(given, new ProductionApp());
      expect(build(given, new App())).toBe(text);
      const manifests = readYaml(text);
      expect(manifests.flatMap((manifest) => schemaProblems('1.37', manifest))).toEqual([]);
      expect(sharesIn(manifests, given)).toEqual(given.names.map((name, index) => [name, given.weights[index]]));
      expect(testersIn(manifests, given)).toEqual(given.testers && [
        given.testers.name.toLowerCase(), given.testers.value, given.names[given.names.length - 1],
      ]);
    }), runs(80));
  });

  it('is written as valid objects, or refused in the house form', () => {
    fc.assert(fc.property(wildCase, (given) => {
      let text = '';
      const message = messageUnless(() => { text = build(given, new ProductionApp()); });
      if (message !== undefined) expect(message).toMatch(NAMED_ERROR);
      else expect(readYaml(text).flatMap((manifest) => schemaProblems('1.37', manifest))).toEqual([]);
      const sum = given.weights.reduce((all, one) => all + one, 0);
      if (sum !== 100 || given.weights.length < 2) expect(message).toBeDefined();
    }), runs(80));
  });
});

function build({ isGateway, weights, names, port, testers }: SplitCase, app: App): string {
  Platform.configure(app, {
    ingressControllerNamespace: 'gateways',
    tls: RouteTls.atGateway(),
    routes: RouteFlavor.gateway({ name: 'public', namespace: 'gateways' }),
  });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new TrafficSplit(chart, 'split', {
    host: 'shop.example.com',
    routing: isGateway ? TrafficRouting.gatewayApi() : TrafficRouting.istio(),
    testers: testers && HeaderMatch.exactly(testers.name, testers.value),
    backends: weights.map((weight, index) => {
      const name = names[index];
      const target = ForeignService.at({ name, namespace: 'shop', podLabels: { app: 'web' }, containerPort: port });
      return { target, weight };
    }),
  });
  return app.synthYaml() as string;
}

function sharesIn(manifests: Manifest[], { isGateway }: SplitCase): [string, number][] {
  const { rules, http } = routeIn(manifests, isGateway).spec;
  if (isGateway) return rules[rules.length - 1].backendRefs.map(({ name, weight }: Manifest) => [name, weight]);
  return http[http.length - 1].route.map(({ destination, weight }: Manifest) => [destination.host, weight]);
}

/** The header, its value, and who gets those requests. */
function testersIn(manifests: Manifest[], { isGateway }: SplitCase): [string, string, string] | undefined {
  const { rules = [], http = [] } = routeIn(manifests, isGateway).spec;
  if (rules.length + http.length === 1) return undefined;
  if (isGateway) {
    const [{ matches: [{ headers: [{ name, value }] }], backendRefs: [backend] }] = rules;
    return [name, value, backend.name];
  }
  const [{ match: [{ headers }], route: [{ destination }] }] = http;
  const [[name, { exact }]] = Object.entries<Manifest>(headers);
  return [name, exact, destination.host];
}

function routeIn(manifests: Manifest[], isGateway: boolean): Manifest {
  return isGateway ? only(manifests, 'HTTPRoute', 'split-shop.example.com') : only(manifests, 'VirtualService');
}

function messageUnless(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch {
    return messageOf(action).replace(/^Nothing was written:\n {2}/, '');
  }
}
