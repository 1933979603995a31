import { App, Chart, Duration } from 'cdk8s';
import { Cpu, PercentOrAbsolute } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import * as library from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';

const {
  Autoscaling, Environment, EtcdBackup, Platform, Probes, ProductionApp, ProductionService, ProductionWorker, Resources,
  Rollout, TrafficPeer, WorkloadAccess,
} = library;

type Action = (chart: Chart) => unknown;
type Refused = [title: string, act: Action, message: string];

/** What JavaScript lets through. */
const any = (value: unknown) => value as never;
const service = (props: object): Action => (chart) => (
  new ProductionService(chart, 'api', any({ image: IMAGE, ...props }))
);
const verb = (act: (api: library.ProductionService) => unknown): Action => (chart) => act(made(chart));

const throwing = () => { throw new Error('away'); };

const REACHABLE = {
  reachableName: 'db',
  reachablePods: { namespace: 'shop', labels: { app: 'db' } },
  reachablePorts: [{ containerPort: 5432, servicePort: 5432, protocol: 'TCP' }],
  admit: () => undefined,
  admitNamespace: () => undefined,
};
const SHOWN_REACHABLE = '{"reachableName":"db","reachablePods":{"namespace":"shop","labels":{"app":"db"}},'
  + '"reachablePorts":[{"containerPort":5432,"servicePort":5432,"protocol":"TCP"}],"admit":5,'
  + '"admitNamespace":function admit...';

describe('the props of a construct', () => {
  it.each<Refused>([
    ['none', (chart) => new ProductionService(chart, 'api', any(undefined)),
      "[shop/api] 'props' must be an object, as ProductionServiceProps says, got nothing; write { image: ... }"],
    ['null', (chart) => new ProductionService(chart, 'api', any(null)),
      "[shop/api] 'props' must be an object, as ProductionServiceProps says, got null; write { image: ... }"],
    ['text', (chart) => new ProductionService(chart, 'api', any(IMAGE)), '[shop/api] \'props\' must be an object, as'
      + ` ProductionServiceProps says, got "${IMAGE}"; write { image: ... }`],
    ['one too few', (chart) => new ProductionService(chart, 'api', any({})),
      "[shop/api] 'image' must be text, got nothing; give it: it has no default"],
    ['the one that must be there, misspelt', (chart) => new ProductionService(chart, 'api', any({ imgae: IMAGE })),
      `[shop/api] 'imgae' must be a member of ProductionServiceProps, got "${IMAGE}"; write image`],
    ['one that is misspelt', service({ resource: Resources.small() }),
      "[shop/api] 'resource' must be a member of ProductionServiceProps, got Resources; write resources"],
    ['one that there is not', service({ replicas: 3 }),
      "[shop/api] 'replicas' must be a member of ProductionServiceProps, got 3; leave it out; there are image, args,"
      + ' command, config, env, name, metrics, probes, shutdown, disruptionBudget, priorityClassName, spread,'
      + ' resources, rollout, scaling, port, ports'],
    ['one that a relative has', service({ canaryImage: IMAGE }), "[shop/api] 'canaryImage' must be a member of"
      + ` ProductionServiceProps, got "${IMAGE}"; leave it out, or use CanaryService, which can be given canaryImage`],
    ['null for what is not wanted', service({ scaling: null }), "[shop/api] 'scaling' must be of the class Autoscaling,"
      + ' got null; leave it out'],
    ['a number as text', service({ port: '8080' }),
      "[shop/api] 'port' must be a number, got \"8080\"; write it without quotes"],
    ['a number with a unit', service({ port: '8080/tcp' }),
      "[shop/api] 'port' must be a number, got \"8080/tcp\"; write digits, without quotes and unit"],
    ['a big integer', service({ port: 8080n }),
      "[shop/api] 'port' must be a number, got 8080n; write it without the n"],
    ['no number', service({ port: NaN }), "[shop/api] 'port' must be a number, got NaN; see what it was computed from"],
    ['text for a list', service({ command: 'serve' }),
      "[shop/api] 'command' must be a list, got \"serve\"; write [\"serve\"]"],
    ['an object for a list', service({ ports: { name: 'http', containerPort: 8080 } }),
      "[shop/api] 'ports' must be a list, got {\"name\":\"http\",\"containerPort\":8080}; write it in [ ]"],
    ['a number in a list', service({ args: ['--port', 8080] }),
      "[shop/api] 'args[1]' must be text, got 8080; write '8080'"],
    ['a version as a number', (chart) => Platform.configure(chart, any({ kubernetesVersion: 1.30 })), '[shop]'
      + " 'kubernetesVersion' must be text, got 1.3; write '1.3', or '1.30': a number loses the zeros at its end"],
    ['a variable of the environment that is not set', service({ args: ['--host', undefined] }),
      "[shop/api] 'args[1]' must be text, got nothing; give it a value, or leave it out"],
    ['a number in a map', service({ env: { WORKERS: 4 } }), "[shop/api] 'env.WORKERS' must be text, got 4; write '4'"],
    ['an odd name in a map', service({ env: { "a'b\n": 4 } }),
      "[shop/api] 'env[\"a\\u0027b\\n\"]' must be text, got 4; write '4'"],
    ['a map of JavaScript', service({ env: new Map([['A', 'a']]) }),
      "[shop/api] 'env' must be an object of names and values, got Map; write { name: 'value' }"],
    ['an object for a part', service({ resources: { cpu: '1' } }), "[shop/api] 'resources' must be of the class"
      + ' Resources, got {"cpu":"1"}; make it by Resources.extraLarge, Resources.extraSmall, Resources.guaranteed,'
      + ' Resources.large, Resources.medium, Resources.of, Resources.small or Resources.withoutCpuLimit'],
    ['a part that was not made', service({ probes: Probes.http }), "[shop/api] 'probes' must be of the class Probes,"
      + ' got function http; make it by Probes.exec, Probes.grpc, Probes.http, Probes.none or Probes.tcp'],
    ['another part', service({ rollout: Probes.http() }), "[shop/api] 'rollout' must be of the class Rollout, got"
      + ' Probes; make it by Rollout.fast, Rollout.of, Rollout.recreate or Rollout.safe'],
    ['a word in small letters', service({ ports: [{ name: 'dns', containerPort: 5353, protocol: 'udp' }] }),
      "[shop/api] 'ports[0].protocol' must be one of TCP, UDP, SCTP, got \"udp\"; write WorkloadProtocol.UDP, or leave"
      + ' it out'],
    ['a duration as text', (chart) => new EtcdBackup(chart, 'etcd', any({ every: '24h' })),
      "[shop/etcd] 'every' must be a Duration of cdk8s, got \"24h\"; write it like Duration.minutes(5)"],
    ['what throws when it is read', (chart) => (
      new ProductionService(chart, 'api', { image: IMAGE, get name(): string { throw new Error('away'); } })
    ),
    "[shop/api] 'name' must be readable, got Error: away; give a value, or see why reading it throws"],
  ])('are refused: %s', (_, act, message) => {
    const { chart } = stage();

    expect(messageOf(() => act(chart))).toBe(message);
    expect(chart.node.children).toEqual([]);
  });

  it('may be those of a class of yours, whose members are its own', () => {
    class Props {
      public readonly image = IMAGE;
      public readonly mine = 'anything';
      public get port() { return 9090; }
    }
    const found = render((chart) => new ProductionService(chart, 'api', new Props()));

    expect(only(found, 'Deployment').spec.template.spec.containers[0].ports[0].containerPort).toBe(9090);
  });

  it('may hold nothing under names that nothing has', () => {
    expect(() => service({ tier: undefined })(stage().chart)).not.toThrow();
  });
});

describe('a class that extends a construct', () => {
  class WebService extends ProductionService {
    constructor(scope: Construct, id: string, props: library.ProductionServiceProps & { readonly tier: string }) {
      super(scope, id, props);
    }
  }

  it('may have props of its own', () => {
    const { chart } = stage();

    expect(new WebService(chart, 'web', { image: IMAGE, tier: 'edge' })).toBeInstanceOf(ProductionService);
  });

  it.each([
    [{ port: '80' }, "[shop/web] 'port' must be a number, got \"80\"; write it without quotes"],
    [{ ports: [{ name: 'a', containerPort: 8080, prot: 'TCP' }] },
      "[shop/web] 'ports[0].prot' must be a member of WorkloadPort, got \"TCP\"; write protocol"],
  ])('may not give ours what is wrong: %j', (props, message) => {
    const make = () => new WebService(stage().chart, 'web', any({ image: IMAGE, tier: 'edge', ...props }));

    expect(messageOf(make)).toMatch(message.slice(0, message.indexOf(', got')));
  });
});

describe('the place of a construct', () => {
  it.each<Refused>([
    ['nowhere', () => new ProductionService(any(undefined), 'api', { image: IMAGE }),
      "[ProductionService] 'scope' must be a construct, got nothing; give a chart, or what stands in one"],
    ['a name', () => new ProductionService(any('shop'), 'api', { image: IMAGE }),
      "[ProductionService] 'scope' must be a construct, got \"shop\"; give a chart, or what stands in one"],
    ['an app', () => new ProductionService(any(new App()), 'api', { image: IMAGE }),
      "[api] 'scope' must be a chart, or stand in one, got App; make one: new Chart(app, 'shop')"],
    ['without a name', (chart) => new ProductionService(chart, any(undefined), { image: IMAGE }),
      "[shop] 'id' must be text, got nothing; give it: it has no default"],
    ['with an empty name', (chart) => new ProductionService(chart, '', { image: IMAGE }),
      "[shop] 'id' must be text that is not empty, got \"\"; give it a name"],
    ['with a name that is taken', (chart) => [1, 2].map(() => new Construct(chart, 'api') && service({})(chart)),
      "[shop/api] 'id' must be a name that nothing else in the scope has, got \"api\"; choose another one"],
    ['with a name that every object has', (chart) => new ProductionService(chart, '__proto__', { image: IMAGE }),
      "[shop/__proto__] 'id' must be a name that nothing else in the scope has, got \"__proto__\"; choose another one"],
  ])('is refused: %s', (_, act, message) => {
    expect(messageOf(() => act(stage().chart))).toBe(message);
  });
});

describe('the arguments of a verb', () => {
  it.each<Refused>([
    ['a word for a peer', verb((api) => api.allowFrom(any('ingress'))), "[shop/api] 'allowFrom.peer' must be of the"
      + ' class TrafficPeer, got "ingress"; make it by TrafficPeer.cidr, TrafficPeer.ingressController,'
      + ' TrafficPeer.namespace or TrafficPeer.pods'],
    ['a number for options', verb((api) => api.allowFrom(TrafficPeer.ingressController(), any(8080))),
      "[shop/api] 'allowFrom.options' must be an object, as AllowFromOptions says, got 8080; write { ... } with any of"
      + ' port'],
    ['a misspelt option', verb((api) => api.dependsOn(api, any({ adressAs: 'A' }))),
      "[shop/api] 'dependsOn.adressAs' must be a member of DependsOnOptions, got \"A\"; write addressAs"],
    ['a worker', (chart) => made(chart).dependsOn(any(new ProductionWorker(chart, 'mailer', { image: IMAGE }))),
      "[shop/api] 'dependsOn.target' must have a Service, as every IReachable has, got ProductionWorker shop/mailer;"
      + ' name a ProductionService, a StatefulService or a ForeignService; a ProductionWorker has no Service: let it'
      + ' depend on the caller, or make it a ProductionService'],
    ['the name of a secret', verb((api) => api.useSecret(any('db'))), "[shop/api] 'useSecret.secret' must be a secret"
      + ' for pods, as every IPodSecret is, got [a secret, which is not shown]; give the construct itself, such as what'
      + ' new SyncedSecret(...) made; what others make is named by addSecretVariable and mountSecret'],
    ['the name of a workload', (chart) => new WorkloadAccess(chart, 'flags', any({ workload: 'api', rules: [] })),
      "[shop/flags] 'workload' must call the API server, as every IApiClient does, got \"api\"; give the workload"
      + ' itself, such as what new ProductionWorker(...) made, and not its name'],
    ['no list', (chart) => new WorkloadAccess(chart, 'flags', any({ workload: made(chart) })),
      "[shop/flags] 'rules' must be a list, got nothing; give it: it has no default"],
    ['a word of no protocol', verb((api) => api.dependsOnHost('10.0.0.0/8', 53, { protocol: any('Udp') })),
      "[shop/api] 'dependsOnHost.protocol' must be one of TCP, UDP, SCTP, got \"Udp\"; write WorkloadProtocol.UDP, or"
      + ' leave it out'],
    ['an operation as data', verb((api) => api.patch(api.service, any({ op: 'remove' }))), '[shop/api]'
      + " 'patch.operations[0]' must be a JsonPatch of cdk8s, got {\"op\":\"remove\"}; write it like"
      + " JsonPatch.add('/metadata/labels/tier', 'web')"],
    ['a target that lacks a method', verb((api) => api.dependsOn(any({ ...REACHABLE, admit: 5 }))),
      `[shop/api] 'dependsOn.target' must be an object, as IReachable says, got ${SHOWN_REACHABLE}; give it admit`],
    ['a target whose ports are none', verb((api) => api.dependsOn(any({ ...REACHABLE, reachablePorts: [80] }))),
      "[shop/api] 'dependsOn.target.reachablePorts[0]' must be an object, as ReachablePort says, got 80; write"
      + ' { containerPort: ..., protocol: ..., servicePort: ... }'],
  ])('are refused: %s', (_, act, message) => {
    expect(messageOf(() => act(stage().chart))).toBe(message);
  });
});

describe('the arguments of a value class, which has no place in the tree', () => {
  it.each<Refused>([
    ['a number for a path', () => Probes.http({ liveness: any(5) }),
      "[Probes.http] 'liveness' must be text, got 5; write '5'"],
    ['a path for options', () => Probes.http(any('/healthz')), "[Probes.http] 'options' must be an object, as"
      + ' HttpProbesOptions says, got "/healthz"; write { ... } with any of slowStart, timeout, port, headers,'
      + ' liveness, readiness, startup'],
    ['a duration for options', () => Rollout.of(any(Duration.seconds(5))), "[Rollout.of] 'options' must be an object,"
      + ' as RolloutOptions says, got Duration; write { ... } with any of maxSurge, maxUnavailable, minReady,'
      + ' progressDeadline'],
    ['a duration in words', () => Rollout.of({ minReady: any({ toMilliseconds: () => 'long' }) }),
      "[Rollout.of] 'minReady' must be a Duration of cdk8s, got {\"toMilliseconds\":function toMilliseconds}; write it"
      + ' like Duration.minutes(5)'],
    ['a size that throws', () => Resources.guaranteed(Cpu.units(1), any({ toMebibytes: throwing })),
      "[Resources.guaranteed] 'memory' must be readable, got Error: away; give a value, or see why reading it throws"],
    ['a number of pods that is an object', () => Rollout.of({ maxSurge: PercentOrAbsolute.absolute(any({})) }),
      "[Rollout.of] 'maxSurge' must be a PercentOrAbsolute of cdk8s-plus, got PercentOrAbsolute; write it like"
      + ' PercentOrAbsolute.percent(25)'],
    ['text for a number', () => Autoscaling.onCpu({ min: any('3') }),
      "[Autoscaling.onCpu] 'min' must be a number, got \"3\"; write it without quotes"],
    ['no reason', () => Probes.none(any(undefined)),
      "[Probes.none] 'reason' must be text, got nothing; give it: it has no default"],
    ['a misspelt option of an app', () => new ProductionApp(any({ outDir: 'out' })),
      "[ProductionApp] 'outDir' must be a member of ProductionAppProps, got \"out\"; write outdir"],
  ])('are refused: %s', (_, act, message) => {
    expect(messageOf(() => act(stage().chart))).toBe(message);
  });

  it('are refused by the path of the construct that they are about', () => {
    const { chart } = stage();

    expect(messageOf(() => Platform.configure(chart, { provider: any('EKS') }))).toBe("[shop] 'provider' must be one of"
      + ' any, eks, gke, aks, openshift, got "EKS"; write Provider.EKS, or leave it out');
  });

  it('may hold what a newer cdk8s knows', () => {
    expect(() => new ProductionApp(any({ whatComesNext: true }))).not.toThrow();
  });
});

describe('a checked class', () => {
  it('is the class that it was', () => {
    const api = made(stage().chart);

    expect([ProductionService.name, Probes.http.name, api.allowFrom.name])
      .toEqual(['ProductionService', 'http', 'allowFrom']);
    expect(api.constructor).toBe(ProductionService);
    expect(Environment.PRODUCTION).toBeInstanceOf(Environment);
    expect(Object.keys(ProductionService.prototype)).toEqual([]);
  });

  it('blames the line of whoever calls it', () => {
    const blamed = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return (error as Error).stack!.split('\n')[1];
      }
      return '';
    };
    const { chart } = stage();

    expect(blamed(() => new ProductionService(chart, 'api', any({})))).toContain('checked.test.ts');
    expect(blamed(() => Probes.http(any(5)))).toContain('checked.test.ts');
    expect(blamed(() => Platform.configure(chart, any(5)))).toContain('checked.test.ts');
  });

  it('takes what another copy of the library made', () => {
    let other!: typeof library;
    jest.isolateModules(() => { other = jest.requireActual('../../../src'); });
    expect(other.Probes).not.toBe(Probes);

    const make = service({ probes: other.Probes.tcp(), resources: other.Resources.small() });
    expect(() => make(stage().chart)).not.toThrow();
  });

  it('takes what jsii makes of an object of another language', () => {
    const calls: string[] = [];
    // Members are accessors that call back, and what they hide is kept beside them.
    const proxy = Object.defineProperties({}, Object.fromEntries(Object.entries(REACHABLE).flatMap(([name, value]) => [
      [name, { enumerable: true, configurable: true, get: () => { calls.push(name); return value; } }],
      [`$jsii$super$${name}$`, { enumerable: true, configurable: true, writable: true, value: undefined }],
    ])));
    const options = Object.defineProperties({}, {
      addressAs: { enumerable: true, get: () => 'DB' },
      $jsii$super$addressAs$: { enumerable: true, value: undefined, writable: true },
      [Symbol('interfaces')]: { enumerable: true, value: ['cdk8s-preflight.DependsOnOptions'] },
    });

    expect(() => made(stage().chart).dependsOn(any(proxy), options)).not.toThrow();
    expect(calls).toEqual(expect.arrayContaining(['reachableName', 'admit']));
  });
});

function made(chart: Chart): library.ProductionService {
  return new ProductionService(chart, 'api', { image: IMAGE });
}
