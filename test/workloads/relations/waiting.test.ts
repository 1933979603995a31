import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  DependsOnOptions, ForeignService, Platform, ProductionApp, ProductionNamespace, ProductionService,
  ProductionWorker, StatefulService, WorkloadProtocol,
} from '../../../src';
import { isDnsLabel } from '../../../src/internal/naming/names';
import { containerNamed, OTHER_IMAGE, SMALL_AND_HARDENED } from '../../support/containers';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { allowedFlows } from '../../support/network/network';
import { IMAGE, readYaml, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const SOCAT = 'docker.io/alpine/socat:1.8.0.3'
  + '@sha256:beb4a68d9e4fe6b0f21ea774a0fde6c31f580dde6368939ed70100c5385b015e';
const UDP = { port: 8080, ports: [{ name: 'dns', containerPort: 5353, protocol: WorkloadProtocol.UDP }] };
const TCP_AND_UDP = {
  ports: [WorkloadProtocol.UDP, WorkloadProtocol.TCP].map((protocol) => (
    { name: `dns-${protocol.toLowerCase()}`, containerPort: 5353, servicePort: 53, protocol }
  )),
};
const VAULT = foreign('vault', 'vault', 8200);
const WAIT = { wait: true };
const FREE = "'dependsOn.wait' must be free of circles, or none of them ever starts";
const REMEDY = 'let one of them start without waiting';

/** Services of one chart, by their names. */
type Services = Record<string, ProductionService>;

describe('dependsOn with wait', () => {
  it('adds one init container, hardened and small', () => {
    const [api] = deploymentsOf(shop(['api', 'web'], ({ api: caller, web }) => caller.dependsOn(web, WAIT)));

    expect(api.spec.template.spec.initContainers).toEqual([{
      name: 'wait-for-web-80',
      image: SOCAT,
      command: ['socat'],
      args: ['-u', 'OPEN:/dev/null', 'TCP:web:80,connect-timeout=2,retry=30,interval=2'],
      ...SMALL_AND_HARDENED,
      volumeMounts: [{ name: 'tmp--wait-for-web-80', mountPath: '/tmp' }],
    }]);
  });

  it.each<[string, Partial<DependsOnOptions>]>([['without it', {}], ['where it is false', { wait: false }]])(
    'adds none %s', (_, options) => {
      const [api] = deploymentsOf(shop(['api', 'web'], ({ api: caller, web }) => caller.dependsOn(web, options)));

      expect(api.spec.template.spec.initContainers).toBeUndefined();
    });

  it('asks the namespace too where it is another', () => {
    const [api] = deploymentsOf(across((caller, target) => caller.dependsOn(target, WAIT)));

    expect(waiting(api)).toEqual(['wait-for-web--pay-80 TCP:web.pay:80,connect-timeout=2,retry=30,interval=2']);
  });

  it('asks what is not ours', () => {
    const [api] = deploymentsOf(shop(['api'], ({ api: caller }) => caller.dependsOn(VAULT, WAIT)));

    expect(waiting(api))
      .toEqual(['wait-for-vault--vault-8200 TCP:vault.vault:8200,connect-timeout=2,retry=30,interval=2']);
  });

  it('asks the pods of a StatefulService by the name of its Service', () => {
    const found = render((chart) => service(chart, 'api').dependsOn(store(chart), WAIT));

    expect(waiting(deploymentsOf(found)[0]))
      .toEqual(['wait-for-store-6379 TCP:store:6379,connect-timeout=2,retry=30,interval=2']);
  });

  it('adds one for each port that is asked', () => {
    const ports = [{ name: 'http', containerPort: 8080 }, { name: 'grpc', containerPort: 9090, servicePort: 90 }];
    const found = render((chart) => {
      const [caller, target] = [service(chart, 'api'), service(chart, 'web', { ports })];
      [8080, 9090].forEach((port) => caller.dependsOn(target, { port, wait: true }));
    });

    expect(waiting(deploymentsOf(found)[0]).map((line) => line.split(',')[0]))
      .toEqual(['wait-for-web-8080 TCP:web:8080', 'wait-for-web-90 TCP:web:90']);
  });

  it('asks over TCP where the port speaks UDP too', () => {
    const found = render((chart) => {
      service(chart, 'api').dependsOn(service(chart, 'web', TCP_AND_UDP), WAIT);
    });

    expect(waiting(deploymentsOf(found)[0]))
      .toEqual(['wait-for-web-53 TCP:web:53,connect-timeout=2,retry=30,interval=2']);
  });

  it('runs the image that it is told of, from where the platform says', () => {
    const build = (options: DependsOnOptions) => containersOf(render((chart) => {
      service(chart, 'api').dependsOn(service(chart, 'web'), options);
    }, { registries: { 'docker.io': 'mirror.acme.io', 'ghcr.io': 'g.acme.io' } }));

    expect(build(WAIT)[0].image).toBe(SOCAT.replace('docker.io', 'mirror.acme.io'));
    expect(build({ wait: true, waitImage: OTHER_IMAGE })[0].image).toBe('g.acme.io/acme/helper:2.0.0');
  });

  it('stands among the other containers in the order of the calls', () => {
    const found = shop(['api', 'web'], ({ api, web }) => {
      api.addInitContainer('first', { image: OTHER_IMAGE });
      api.dependsOn(web, { wait: true, addressAs: 'WEB' });
      api.addInitContainer('last', { image: OTHER_IMAGE });
    });
    const { containers, initContainers } = deploymentsOf(found)[0].spec.template.spec;

    expect(initContainers.map(({ name }: Manifest) => name)).toEqual(['first', 'wait-for-web-80', 'last']);
    expect(containers[0].env).toEqual([{ name: 'WEB', value: 'web:80' }]);
  });

  it('opens what dependsOn without it opens', () => {
    const build = (options: DependsOnOptions) => render((chart) => {
      const [caller, target] = [new ProductionWorker(chart, 'mailer', { image: IMAGE }), store(chart)];
      [target, service(chart, 'web'), VAULT].forEach((one) => caller.dependsOn(one, options));
    });
    const policies = (found: Manifest[]) => found.filter(({ kind }) => kind === 'NetworkPolicy');

    expect(policies(build(WAIT))).toEqual(policies(build({})));
    expect(allowedFlows(build(WAIT)))
      .toEqual(['shop/mailer -> shop/store:6379/TCP', 'shop/mailer -> shop/web:8080/TCP']);
  });

  it.each(MINORS)('is valid in every workload on %s', (kubernetesVersion) => {
    const found = render((chart) => {
      const web = service(chart, 'web');
      const callers = [service(chart, 'api'), store(chart), new ProductionWorker(chart, 'mailer', { image: IMAGE })];
      callers.forEach((caller) => [web, VAULT].forEach((target) => caller.dependsOn(target, WAIT)));
    }, { kubernetesVersion });

    expect(found.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
    expect(containersOf(found)).toHaveLength(6);
  });
});

describe('the names of those that wait', () => {
  it.each<[string, [name: string, namespace: string][]]>([
    ['hyphens', [['web', 'pay'], ['web-pay', 'shop'], ['web', 'pay-a'], ['web-pay', 'a']]],
    ['two hyphens', [['a', 'b'], ['a--b', 'shop'], ['a---b', 'shop'], ['a-b', 'shop'], ['a--b', 'c'], ['a', 'b--c']]],
    ['long names', ['a', 'b'].flatMap((last) => ['shop', 'pay', 'x'.repeat(63)].map((namespace): [string, string] => (
      [`${'w'.repeat(62)}${last}`, namespace]
    )))],
    ['long names that end in hyphens where they are cut', [
      [`${'w'.repeat(44)}-1${'w'.repeat(10)}`, 'shop'], [`${'w'.repeat(44)}--1${'w'.repeat(10)}`, 'shop'],
    ]],
  ])('are legal and different for targets with %s', (_, targets) => {
    const found = shop(['api'], ({ api }) => targets.forEach(([name, namespace]) => {
      api.dependsOn(foreign(name, namespace), WAIT);
    }));
    const names: string[] = containersOf(found).map(({ name }) => name);

    expect(new Set(names).size).toBe(targets.length);
    expect(names.filter((name) => !isDnsLabel(name))).toEqual([]);
  });

  it.each([[51, `wait-for-${'w'.repeat(51)}-80`], [52, `wait-for-${'w'.repeat(45)}-7843c095`]])(
    'are cut and get a hash where they would be too long: %i characters of the target', (length, written) => {
      const target = foreign('w'.repeat(length), 'shop');

      expect(containersOf(shop(['api'], ({ api }) => api.dependsOn(target, WAIT)))[0].name).toBe(written);
    });
});

describe('waiting refuses', () => {
  it.each<[string, (services: Services) => void, string]>([
    ['an image without wait', ({ api, web }) => api.dependsOn(web, { waitImage: OTHER_IMAGE }), "'dependsOn.waitImage'"
      + ` must come with wait, got "${OTHER_IMAGE}"; set wait too, or leave the image out`],
    ['an image where wait is false', ({ api, web }) => api.dependsOn(web, { wait: false, waitImage: OTHER_IMAGE }),
      `'dependsOn.waitImage' must come with wait, got "${OTHER_IMAGE}"; set wait too, or leave the image out`],
    ['an image without a tag', ({ api, web }) => api.dependsOn(web, { wait: true, waitImage: 'socat' }),
      "'dependsOn.waitImage' must name a tag other than latest, or a digest, got \"socat\"; pin the version, or a"
      + ' restart may run other code than the pod beside it'],
    ['a flow that is open', ({ api, web }) => [1, 2].forEach(() => api.dependsOn(web, WAIT)), "'dependsOn' must open a"
      + ' flow that is not open yet, got {"to":[{"podSelector":{"matchLabels":{"app.kubernetes.io/instance":"web"}}}],'
      + '"ports":[{"protocol":"TCP","port":8080}]}; remove this call'],
    ['a container that has the name', ({ api, web }) => {
      api.addInitContainer('wait-for-web-80', { image: OTHER_IMAGE });
      api.dependsOn(web, WAIT);
    }, "'addInitContainer.name' must be a name that no other container of the pod has, and no construct below the"
      + ' workload, got "wait-for-web-80"; choose another one'],
  ])('%s', (...[, act, complaint]) => {
    expectRefusal(() => act(servicesIn(stage().chart, ['api', 'web'])), complaint);
  });

  it('a port that speaks UDP alone', () => {
    const { chart } = stage();
    const [api, web] = [service(chart, 'api'), service(chart, 'web', UDP)];

    expectRefusal(() => api.dependsOn(web, { port: 5353, wait: true }), "'dependsOn.wait' must be asked of a TCP port,"
      + ' for the others accept no connections, got "UDP"; leave wait out');
  });

  it('opens nothing and waits for nothing then', () => {
    const found = shop(['api', 'web'], ({ api, web }) => {
      web.dependsOn(api, WAIT);
      [WAIT, { waitImage: OTHER_IMAGE }, { wait: true, waitImage: 'socat' }]
        .forEach((options) => messageOf(() => api.dependsOn(web, options)));
    });

    expect(allowedFlows(found)).toEqual(['shop/web -> shop/api:8080/TCP']);
    expect(containersOf(found).map(({ name }) => name)).toEqual(['wait-for-api-80']);
  });
});

describe('workloads that wait for one another', () => {
  it.each<[string, string[], string]>([
    ['two', ['api web', 'web api'], 'web waits for api waits for web'],
    ['three', ['api web', 'web db', 'db api'], 'db waits for api waits for web waits for db'],
    ['two among others', ['api web', 'api db', 'web db', 'db web'], 'db waits for web waits for db'],
    ['themselves through a long way', ['a b', 'b c', 'c d', 'd e', 'e a'],
      'e waits for a waits for b waits for c waits for d waits for e'],
  ])('are refused where they are %s', (_, waits, circle) => {
    const last = waits[waits.length - 1].split(' ')[0];
    const ids = [...new Set(waits.join(' ').split(' '))];
    const message = messageOf(() => shop(ids, (services) => waitAll(services, waits)));

    expect(message).toBe(`[shop/${last}] ${FREE}, got "${circle}"; ${REMEDY}`);
    expect(message).toMatch(NAMED_ERROR);
  });

  it('are refused across namespaces, by both parts of their names', () => {
    const message = messageOf(() => across((api, web) => {
      api.dependsOn(web, WAIT);
      web.dependsOn(api, WAIT);
    }, 'web'));

    expect(message).toBe(`[pay/pay/web] ${FREE}, got "pay/web waits for shop/web waits for pay/web"; ${REMEDY}`);
  });

  it('are refused where one of them is named as if it were not ours', () => {
    const podLabels = { 'app.kubernetes.io/instance': 'api' };
    const message = messageOf(() => shop(['api', 'web'], ({ api, web }) => {
      api.dependsOn(web, WAIT);
      web.dependsOn(ForeignService.at({ name: 'api', namespace: 'shop', podLabels, containerPort: 8080 }), WAIT);
    }));

    expect(message).toBe(`[shop/web] ${FREE}, got "web waits for api waits for web"; ${REMEDY}`);
  });

  it.each<[string, string[]]>([
    ['a diamond', ['a b', 'a c', 'b d', 'c d']],
    ['a chain that is told from its end', ['c d', 'b c', 'a b']],
    ['two that share what they wait for', ['a c', 'b c']],
  ])('are taken where they are %s', (_, waits) => {
    const found = shop(['a', 'b', 'c', 'd'], (services) => waitAll(services, waits));

    expect(containersOf(found)).toHaveLength(waits.length);
  });

  it('may call one another without waiting', () => {
    const found = shop(['api', 'web'], ({ api, web }) => {
      api.dependsOn(web, WAIT);
      web.dependsOn(api);
    });

    expect(allowedFlows(found)).toEqual(['shop/api -> shop/web:8080/TCP', 'shop/web -> shop/api:8080/TCP']);
  });

  it('know nothing of those of another app', () => {
    const build = (waits: string[]) => shop(['api', 'web'], (services) => waitAll(services, waits));

    expect([build(['api web']), build(['web api'])].map((found) => containersOf(found).length)).toEqual([1, 1]);
  });

  it.each([[new App()], [new ProductionApp()]])('are refused in every kind of app', (app) => {
    const services = servicesIn(new Chart(app, 'shop', { namespace: 'shop' }), ['api', 'web']);

    expect(messageOf(() => waitAll(services, ['api web', 'web api']))).toContain(FREE);
  });
});

function service(scope: Construct, id: string, props: object = {}): ProductionService {
  return new ProductionService(scope, id, { image: IMAGE, ...props });
}

function store(scope: Construct): StatefulService {
  const ports = [{ name: 'redis', containerPort: 6379 }];
  return new StatefulService(scope, 'store', { image: IMAGE, ports, claims: [] });
}

function foreign(name: string, namespace: string, containerPort = 80): ForeignService {
  return ForeignService.at({ name, namespace, podLabels: { app: name }, containerPort });
}

function servicesIn(scope: Construct, ids: string[]): Services {
  return Object.fromEntries(ids.map((id) => [id, service(scope, id)]));
}

function shop(ids: string[], act: (services: Services) => void): Manifest[] {
  return render((chart) => act(servicesIn(chart, ids)));
}

/** Each waits for the other, as `api web`. */
function waitAll(services: Services, waits: string[]): void {
  waits.map((pair) => pair.split(' ')).forEach(([from, to]) => services[from].dependsOn(services[to], WAIT));
}

/** A caller in `shop` and a target `web` in `pay`. */
function across(act: (caller: ProductionService, target: ProductionService) => void, id = 'api'): Manifest[] {
  const app = new App();
  Platform.configure(app, {});
  const [caller, target] = [['shop', id], ['pay', 'web']].map(([namespace, name]) => (
    service(new ProductionNamespace(new Chart(app, namespace), namespace), name)
  ));
  act(caller, target);
  return readYaml(app.synthYaml());
}

function deploymentsOf(found: Manifest[]): Manifest[] {
  return found.filter(({ kind }) => kind === 'Deployment');
}

/** The init containers of all workloads. */
function containersOf(found: Manifest[]): Manifest[] {
  return found.flatMap(({ spec }) => spec?.template?.spec.initContainers ?? []);
}

/** The names of those that wait, and what they ask. */
function waiting({ spec }: Manifest): string[] {
  const pod = spec.template.spec;
  return pod.initContainers.map(({ name }: Manifest) => `${name} ${containerNamed(pod, name).args[2]}`);
}

function expectRefusal(act: () => void, complaint: string): void {
  expect(act).toThrow(new Error(`[shop/api] ${complaint}`));
  expect(`[shop/api] ${complaint}`).toMatch(NAMED_ERROR);
}
