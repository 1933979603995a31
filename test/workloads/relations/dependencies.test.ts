import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Config, DependsOnOptions, Metrics, Platform, PlatformProps, ProductionNamespace, ProductionService,
  ProductionServiceProps, SecretKey, TrafficPeer, WorkloadProtocol,
} from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, readYaml, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const TCP_8080 = [{ protocol: 'TCP', port: 8080 }];
const WEB_PODS = { podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } } };
const API_PODS = { podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'api' } } };
const TWO_PORTS = {
  ports: [{ name: 'http', containerPort: 8080 }, { name: 'grpc', containerPort: 9090, servicePort: 90 }],
};
const DNS_PORTS = {
  ports: [WorkloadProtocol.UDP, WorkloadProtocol.TCP].map((protocol) => (
    { name: `dns-${protocol.toLowerCase()}`, containerPort: 5353, servicePort: 53, protocol }
  )),
};
const OPEN_ALREADY = '{"to":[{"podSelector":{"matchLabels":{"app.kubernetes.io/instance":"web"}}}],'
  + '"ports":[{"protocol":"TCP","port":8080}]}';
const ONCE = "'dependsOn.addressAs' must name each environment variable once, got \"WEB\"; remove one of the two";

/** What the caller does, with which complaint. */
type Refused = [string, (services: Services) => void, string];

interface Services {
  readonly api: ProductionService;
  readonly web: ProductionService;
}

describe('dependsOn', () => {
  it('takes a flow that the target opened itself', () => {
    const { api, web } = servicesIn(stage().chart);
    web.allowFrom(TrafficPeer.pods({ labels: { 'app.kubernetes.io/instance': 'api' } }));
    api.dependsOn(web);
    const { ingress } = web.networkPolicy.toJson().spec;

    expect(ingress.filter((rule: Manifest) => rule.from[0].podSelector)).toHaveLength(1);
  });

  it('opens one flow on both sides, to the port of the container and not to that of the Service', () => {
    const found = shop(({ api, web }) => api.dependsOn(web));

    expect(opened(found, 'api')).toEqual({ ingress: [], egress: [{ to: [WEB_PODS], ports: TCP_8080 }] });
    expect(opened(found, 'web')).toEqual({ ingress: [{ from: [API_PODS], ports: TCP_8080 }], egress: [] });
  });

  it('selects a namespace and pods in one peer where the other side is in another namespace', () => {
    const found = acrossNamespaces(({ api, web }) => api.dependsOn(web));

    expect(opened(found, 'api').egress).toEqual([{ to: [{ ...inNamespace('pay'), ...WEB_PODS }], ports: TCP_8080 }]);
    expect(opened(found, 'web').ingress)
      .toEqual([{ from: [{ ...inNamespace('shop'), ...API_PODS }], ports: TCP_8080 }]);
    expect([opened(found, 'api').ingress, opened(found, 'web').egress]).toEqual([[], []]);
  });

  it('opens the port that it is told of, and no other', () => {
    const found = shop(({ api, web }) => api.dependsOn(web, { port: 9090 }), TWO_PORTS);
    const ports = [{ protocol: 'TCP', port: 9090 }];

    expect(opened(found, 'api').egress).toEqual([{ to: [WEB_PODS], ports }]);
    expect(opened(found, 'web').ingress).toEqual([{ from: [API_PODS], ports }]);
  });

  it('opens a second port by a second call', () => {
    const found = shop(({ api, web }) => [8080, 9090].forEach((port) => api.dependsOn(web, { port })), TWO_PORTS);

    expect(opened(found, 'api').egress.map(({ ports }: Manifest) => ports[0].port)).toEqual([8080, 9090]);
    expect(opened(found, 'web').ingress.map(({ ports }: Manifest) => ports[0].port)).toEqual([8080, 9090]);
  });

  it('opens a number that speaks TCP and UDP', () => {
    const found = shop(({ api, web }) => api.dependsOn(web, { port: 5353 }), DNS_PORTS);
    const ports = opened(found, 'api').egress.flatMap((rule: Manifest) => rule.ports);

    expect(ports.map(({ port }: Manifest) => port)).toContain(5353);
  });

  it('opens UDP where that is what the port speaks', () => {
    const props = { port: 8080, ports: [DNS_PORTS.ports[0]] };
    const found = shop(({ api, web }) => api.dependsOn(web, { port: 5353 }), props);

    expect(opened(found, 'api').egress[0].ports).toEqual([{ protocol: 'UDP', port: 5353 }]);
    expect(opened(found, 'web').ingress[0].ports).toEqual([{ protocol: 'UDP', port: 5353 }]);
  });

  it('leaves a port out that is there for metrics alone', () => {
    const found = shop(({ api, web }) => api.dependsOn(web), { metrics: Metrics.at({ port: 9100 }) });

    expect(opened(found, 'api').egress).toEqual([{ to: [WEB_PODS], ports: TCP_8080 }]);
  });

  it('comes after DNS, in the order of the calls', () => {
    const [first, ...rest] = networkPolicy(shop(({ api, web }) => {
      api.dependsOnHost('203.0.113.10/32', 443);
      api.dependsOn(web);
    }), 'api').spec.egress;

    expect(first.ports.map(({ port }: Manifest) => port)).toEqual([53, 53]);
    expect(rest.map(({ ports }: Manifest) => ports[0].port)).toEqual([443, 8080]);
  });

  it('works in both directions at once', () => {
    const found = shop(callOneAnother);

    expect(opened(found, 'api').ingress).toEqual([{ from: [WEB_PODS], ports: TCP_8080 }]);
    expect(opened(found, 'api').egress).toEqual([{ to: [WEB_PODS], ports: TCP_8080 }]);
    expect(opened(found, 'web').ingress).toEqual([{ from: [API_PODS], ports: TCP_8080 }]);
    expect(opened(found, 'web').egress).toEqual([{ to: [API_PODS], ports: TCP_8080 }]);
  });

  it.each([['of one chart', shop], ['of two charts', acrossNamespaces]])('changes no order among objects %s', (...[
    , build,
  ]) => {
    expect(build(callOneAnother).map(idOf)).toEqual(build(() => undefined).map(idOf));
  });

  it('makes no construct depend on another', () => {
    const { app, chart } = stage();
    callOneAnother(servicesIn(chart));

    expect(app.node.findAll().flatMap(({ node }) => node.dependencies)).toEqual([]);
  });

  it('changes no name and no selector', () => {
    const found = shop(({ api, web }) => api.dependsOn(web, { addressAs: 'WEB' }));

    expect(found.map(identity)).toEqual(shop(() => undefined).map(identity));
  });

  it('lets nobody change a workload through what it says of its pods', () => {
    const found = shop(({ web }) => { web.reachablePods.labels.tier = 'changed'; });

    expect(found.map(identity)).toEqual(shop(() => undefined).map(identity));
  });

  it('writes the same wherever in the tree both are', () => {
    const deep = render((chart) => callOneAnother(servicesIn(new Construct(chart, 'team'))));

    expect(deep).toEqual(shop(callOneAnother));
  });

  it.each(MINORS)('is valid on %s', (minor) => {
    const act = ({ api, web }: Services) => {
      callOneAnother({ api, web });
      api.dependsOnHost('2001:db8::/32', 514, { protocol: WorkloadProtocol.UDP });
    };
    const platform = { kubernetesVersion: minor };
    const found = [...render((chart) => act(servicesIn(chart)), platform), ...acrossNamespaces(act, platform)];

    expect(found.flatMap((manifest) => schemaProblems(minor, manifest))).toEqual([]);
  });
});

describe('addressAs', () => {
  it.each<[string, Manifest[], string]>([
    ['the name and the port of the Service', shop(depend({ addressAs: 'WEB' })), 'web:80'],
    ['the port that is called', shop(depend({ addressAs: 'WEB', port: 9090 }), TWO_PORTS), 'web:90'],
    ['the namespace too where it is another', acrossNamespaces(depend({ addressAs: 'WEB' })), 'web.pay:80'],
  ])('tells %s', (...[, found, value]) => {
    expect(environment(found)).toEqual([{ name: 'WEB', value }]);
  });

  it('adds to the environment that is there', () => {
    const found = render((chart) => {
      const { api, web } = servicesIn(chart, { api: { env: { MODE: 'fast' } } });
      api.dependsOn(web, { addressAs: 'WEB' });
    });

    expect(environment(found)).toEqual([{ name: 'MODE', value: 'fast' }, { name: 'WEB', value: 'web:80' }]);
  });

  it('is no variable where it is left out', () => {
    expect(environment(shop(({ api, web }) => api.dependsOn(web)))).toBeUndefined();
  });

  it.each<[string, Partial<ProductionServiceProps>]>([
    ['env', { env: { WEB: 'here' } }],
    ['config', { config: Config.environment({ WEB: 'here' }) }],
  ])('is refused where %s has that name already', (...[, props]) => {
    const { api, web } = servicesIn(stage().chart, { api: props });

    expectRefusal(() => api.dependsOn(web, { addressAs: 'WEB' }), ONCE);
  });

  it('opens nothing where it is refused', () => {
    const found = shop(({ api, web }) => messageOf(() => api.dependsOn(web, { addressAs: '1' })));

    expect(opened(found, 'api').egress).toEqual([]);
    expect(opened(found, 'web').ingress).toEqual([]);
  });

  it.each(['', '1WEB', 'WEB-ADDR', 'WEB ADDR', 'WEB=1', '$(WEB)', '`id`', 'WEB\n', 'Ä', 'A'.repeat(254)])(
    'is refused where it is %j', (addressAs) => {
      const got = addressAs.length > 200 ? `"${'A'.repeat(199)}...` : JSON.stringify(addressAs);
      const { api, web } = servicesIn(stage().chart);

      expectRefusal(() => api.dependsOn(web, { addressAs }), "'dependsOn.addressAs' must hold names of environment"
        + ` variables (letters, digits and _, no digit first), got ${got}; choose such a name`);
    });

  it('is refused where it is a word that every object has', () => {
    const { api, web } = servicesIn(stage().chart);

    expectRefusal(() => api.dependsOn(web, { addressAs: 'constructor' }), "'dependsOn.addressAs' must hold no word"
      + ' that every JavaScript object has, got "constructor"; rename it');
  });
});

/** What is said where neither of the two ports of `web` is meant. */
const ONE_OF_TWO = "'dependsOn.port' must name one container port of web, 8080, 9090,";

describe('dependsOn refuses', () => {
  it.each<Refused>([
    ['a flow that is open', ({ api, web }) => [1, 2].forEach(() => api.dependsOn(web)),
      `'dependsOn' must open a flow that is not open yet, got ${OPEN_ALREADY}; remove this call`],
    ['the same flow with another variable', ({ api, web }) => {
      ['A', 'B'].forEach((addressAs) => api.dependsOn(web, { addressAs }));
    }, `'dependsOn' must open a flow that is not open yet, got ${OPEN_ALREADY}; remove this call`],
    ['itself', ({ api }) => api.dependsOn(api), "'dependsOn' must name another workload, got \"api\"; remove it"],
    ['a variable of an earlier dependency', ({ api, web }) => {
      [new ProductionService(api, 'ledger', { image: IMAGE }), web].forEach((target) => {
        api.dependsOn(target, { addressAs: 'WEB' });
      });
    }, ONCE],
    ['a variable of a Secret', ({ api, web }) => {
      api.addSecretVariable('WEB', SecretKey.of('auth', 'token'));
      api.dependsOn(web, { addressAs: 'WEB' });
    }, ONCE],
  ])('%s', (...[, act, complaint]) => {
    expectRefusal(() => act(servicesIn(stage().chart)), complaint);
  });

  it('several ports where none is named', () => {
    const { api, web } = servicesIn(stage().chart, { web: TWO_PORTS });

    expectRefusal(() => api.dependsOn(web), `${ONE_OF_TWO} got nothing; say which`);
  });

  it.each([80, 90, 1, 0, -1, 8080.5])('the port %p of a target with two others', (port) => {
    const { api, web } = servicesIn(stage().chart, { web: TWO_PORTS });

    expectRefusal(() => api.dependsOn(web, { port }), `${ONE_OF_TWO} got ${port}; say which`);
  });

  it('a port that is there for metrics alone', () => {
    const props = { ...TWO_PORTS, metrics: Metrics.at({ port: 9100 }) };
    const { api, web } = servicesIn(stage().chart, { web: props });

    expectRefusal(() => api.dependsOn(web, { port: 9100 }), `${ONE_OF_TWO} got 9100; say which`);
  });

  it('the port of the Service without saying that the target has none', () => {
    const { api, web } = servicesIn(stage().chart);
    const message = messageOf(() => api.dependsOn(web, { port: 80 }));

    expect(message).toMatch(NAMED_ERROR);
    expect(message).toContain("[shop/api] 'dependsOn.port' must name one container port of web, 8080, got 80; ");
    expect(message).not.toContain('something that has a port');
  });

});

describe('dependsOnHost', () => {
  it.each<[string, WorkloadProtocol | undefined, string]>([
    ['203.0.113.10/32', undefined, 'TCP'],
    ['10.0.0.0/8', WorkloadProtocol.UDP, 'UDP'],
    ['2001:db8::/32', WorkloadProtocol.SCTP, 'SCTP'],
  ])('opens %s at the caller', (cidr, protocol, written) => {
    const found = shop(({ api }) => api.dependsOnHost(cidr, 5432, { protocol }));
    const rule = { to: [{ ipBlock: { cidr } }], ports: [{ protocol: written, port: 5432 }] };

    expect(opened(found, 'api')).toEqual({ ingress: [], egress: [rule] });
    expect(opened(found, 'web')).toEqual({ ingress: [], egress: [] });
  });

  it('takes one address with two ports, and one port with two protocols', () => {
    const found = shop(({ api }) => {
      [443, 53].forEach((port) => api.dependsOnHost('203.0.113.10/32', port));
      api.dependsOnHost('203.0.113.10/32', 53, { protocol: WorkloadProtocol.UDP });
    });

    expect(opened(found, 'api').egress.map(({ ports }: Manifest) => ports))
      .toEqual([['TCP', 443], ['TCP', 53], ['UDP', 53]].map(([protocol, port]) => [{ protocol, port }]));
  });

  it.each(['db.example.com', 'db.example.com/32', '203.0.113.10', '203.0.113.10/24', '203.0.113.0/33', '', '$(id)'])(
    'refuses %j', (cidr) => {
      const { api } = servicesIn(stage().chart);

      expectRefusal(() => api.dependsOnHost(cidr, 443), "'dependsOnHost.cidr' must be a network: policies see"
        + ` addresses, and a name may mean others tomorrow, got "${cidr}"; write it like 203.0.113.10/32, or let it`
        + ' through at a gateway that knows names');
    });

  it.each([0, -1, 65536, 443.5])('refuses the port %p', (port) => {
    const { api } = servicesIn(stage().chart);

    expectRefusal(() => api.dependsOnHost('203.0.113.10/32', port), "'dependsOnHost.port' must be a whole number from"
      + ` 1 to 65535, got ${port}; give a number within the range`);
  });

  it('refuses a flow that is open', () => {
    const { api } = servicesIn(stage().chart);
    api.dependsOnHost('10.0.0.0/8', 443, { protocol: WorkloadProtocol.TCP });

    expectRefusal(() => api.dependsOnHost('10.0.0.0/8', 443), "'dependsOnHost' must open a flow that is not open yet,"
      + ' got {"to":[{"ipBlock":{"cidr":"10.0.0.0/8"}}],"ports":[{"protocol":"TCP","port":443}]}; remove this call');
  });
});

describe('what is let in', () => {
  it.each([
    ['admit', (api: ProductionService, port: number) => (
      api.admit({ namespace: 'a', labels: { a: 'b' } }, { containerPort: port, servicePort: 80, protocol: 'TCP' })
    )],
    ['admitNamespace', (api: ProductionService, port: number) => (
      api.admitNamespace('a', { containerPort: port, servicePort: 80, protocol: 'TCP' })
    )],
  ])('goes to a port that the workload has: %s', (verb, act) => {
    const { chart } = stage();
    const api = new ProductionService(chart, 'api', { image: IMAGE });

    expect(() => act(api, 8080)).not.toThrow();
    expectRefusal(() => act(api, -1), `'${verb}.port' must be one of reachablePorts, 8080/TCP, got "-1/TCP"; `
      + 'name one that is there');
  });
});

function servicesIn(scope: Construct, props: { api?: object; web?: object } = {}): Services {
  const [api, web] = (['api', 'web'] as const).map((id) => (
    new ProductionService(scope, id, { image: IMAGE, ...props[id] })
  ));
  return { api, web };
}

function shop(act: (services: Services) => void, web?: object): Manifest[] {
  return render((chart) => act(servicesIn(chart, { web })));
}

function acrossNamespaces(act: (services: Services) => void, platform: PlatformProps = {}): Manifest[] {
  const app = new App();
  Platform.configure(app, platform);
  const [api, web] = [['shop', 'api'], ['pay', 'web']].map(([namespace, id]) => {
    const chart = new Chart(app, namespace);
    return new ProductionService(new ProductionNamespace(chart, namespace), id, { image: IMAGE });
  });
  act({ api, web });
  return readYaml(app.synthYaml());
}

function callOneAnother({ api, web }: Services): void {
  api.dependsOn(web, { addressAs: 'WEB' });
  web.dependsOn(api, { addressAs: 'API' });
}

function depend(options: DependsOnOptions): (services: Services) => void {
  return ({ api, web }) => api.dependsOn(web, options);
}

function networkPolicy(found: Manifest[], name: string): Manifest {
  return found.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name);
}

/** The rules beyond those that each workload has: of Prometheus, and of DNS. */
function opened(found: Manifest[], name: string): Manifest {
  const { ingress, egress } = networkPolicy(found, name).spec;
  return { ingress: ingress.slice(1), egress: egress.slice(1) };
}

function environment(found: Manifest[]): Manifest {
  const deployment = found.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'api');
  return deployment.spec.template.spec.containers[0].env;
}

function inNamespace(namespace: string): object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

function idOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

function identity(manifest: Manifest): object {
  const { selector, podSelector, template } = manifest.spec ?? {};
  return [idOf(manifest), selector, podSelector, template?.metadata.labels, manifest.metadata.labels];
}

function expectRefusal(act: () => void, complaint: string): void {
  expect(act).toThrow(new Error(`[shop/api] ${complaint}`));
  expect(`[shop/api] ${complaint}`).toMatch(NAMED_ERROR);
}
