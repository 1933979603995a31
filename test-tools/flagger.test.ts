import { spawnSync } from 'child_process';
import {
  Autoscaling, Config, DeliveryAbort, FlaggerCanary, FlaggerCanaryProps, FlaggerWebhook, ProductionService, Shutdown,
  TrafficRouting,
} from '../src';
import { deliveredByFlagger, FlaggerAnswer, FlaggerCluster } from './harness/delivery/flagger';
import { PLATFORM } from '../test/support/deliveries';
import { IMAGE, only, render } from '../test/support/render';
import { Manifest, schemaProblems } from '../test/support/schemas';

const TESTER = 'http://flagger-loadtester.test/';
const WEBHOOKS = [
  FlaggerWebhook.acceptanceTest(TESTER, ['curl', '-sf', 'http://web-canary/']),
  FlaggerWebhook.loadTest(TESTER, ['hey', '-z', '1m', 'http://web-canary/']),
];
const NEW = 'ghcr.io/acme/web:2.0.0';
const STEPS = [5, 25, 60];
const ROUTES: Readonly<Record<string, [TrafficRouting, string, string[]]>> = {
  'a Gateway': [TrafficRouting.gatewayApi(), 'shop.example.com', ['HTTPRoute']],
  'a mesh': [TrafficRouting.istio(), '', ['VirtualService', 'DestinationRule']],
  'a mesh with gateways': [
    TrafficRouting.istio({ gateways: ['istio-ingress/public'] }),
    'shop.example.com',
    ['VirtualService', 'DestinationRule'],
  ],
};

describe.each(Object.keys(ROUTES))('the controller of Flagger, where the traffic is divided by %s', (name) => {
  const [routing, host, kinds] = ROUTES[name];
  let delivered: FlaggerAnswer;

  beforeAll(() => {
    delivered = deliver(written({ routing, steps: STEPS }, host));
  });

  it('takes the Canary, and says nothing against it', () => {
    expect(delivered.initialized.map(({ phase }) => phase)).toContain('Initialized');
    expect(complaintsOf(delivered)).toEqual([]);
  });

  it('gives the new version each share of the steps once, and then all of the service', () => {
    const weights = delivered.delivered.map(({ weight }) => weight).filter((weight) => weight > 0);
    expect(weights.filter((weight, index) => weight !== weights[index - 1])).toEqual(STEPS);
    const last = delivered.delivered[delivered.delivered.length - 1];
    expect([last.phase, last.weight]).toEqual(['Succeeded', 0]);
    expect(imageOf(delivered, 'web-primary')).toBe(NEW);
    expect(made(delivered, 'Deployment', 'web').spec.replicas).toBe(0);
  });

  it('makes routes that are valid, and no others', () => {
    const others = ['Deployment', 'HorizontalPodAutoscaler', 'Service'];
    const routes = delivered.objects.filter(({ kind }) => !others.includes(kind));
    expect([...new Set(routes.map(({ kind }) => kind))].sort()).toEqual([...kinds].sort());
    expect(delivered.objects.flatMap((object) => schemaProblems('1.37', object))).toEqual([]);
  });
});

describe('the controller of Flagger', () => {
  it.each([[[1]], [[99]], [[1, 99]], [[1, 2, 3]], [[10, 20, 30, 40, 50, 60, 70, 80, 90]]])(
    'goes by steps at the ends of what is allowed: %j',
    (steps) => {
      const { delivered } = deliver(written({ routing: TrafficRouting.istio(), steps }));
      const weights = delivered.map(({ weight }) => weight);
      expect([...new Set(weights)].filter((weight) => weight > 0)).toEqual(steps);
      expect(delivered[delivered.length - 1]).toMatchObject({ phase: 'Succeeded', weight: 0 });
    },
  );

  it('gives a version all requests after three checks, where replicas are all that there is', () => {
    const delivered = deliver(written());
    const checks = delivered.delivered.flatMap(({ messages }) => messages)
      .filter((message) => message.includes('iteration'));
    expect(checks).toEqual([1, 2, 3].map((check) => `Advance web.shop canary iteration ${check}/3`));
    expect(imageOf(delivered, 'web-primary')).toBe(NEW);
    expect(complaintsOf(delivered)).toEqual([]);
  });

  it('calls for the acceptance test once, before users get the new version, and for load in each step', () => {
    const { delivered } = deliver(written({ routing: TrafficRouting.istio(), steps: STEPS }));
    const calls = delivered.filter(({ called }) => called.length > 0).map(({ called, weight }) => [called, weight]);
    expect(calls).toEqual([
      [['acceptance-test'], 5], [['load-test'], 25], [['load-test'], 60], [['load-test'], 60],
    ]);
  });

  it('takes a version back that fails its acceptance test as often as is said, and gives it no request', () => {
    const abort = DeliveryAbort.after(2);
    const manifests = written({ routing: TrafficRouting.istio(), steps: STEPS, abort });
    const delivered = deliver(manifests, { failing: ['acceptance-test'] });
    expect(delivered.delivered[delivered.delivered.length - 1].phase).toBe('Failed');
    expect(delivered.delivered.flatMap(({ called }) => called)).toEqual(['acceptance-test', 'acceptance-test']);
    expect(delivered.delivered.map(({ weight }) => weight).every((weight) => weight === 0)).toBe(true);
    expect(imageOf(delivered, 'web-primary')).not.toBe(NEW);
  });

  it('makes Services of the names and ports that callers know, which lead to the version that they should', () => {
    const manifests = written({ routing: TrafficRouting.istio() });
    const delivered = deliver(manifests);
    const alone = only(render((chart) => new ProductionService(chart, 'web', { image: IMAGE }), PLATFORM), 'Service');
    const [{ name, port, targetPort }] = made(delivered, 'Service', 'web').spec.ports;
    expect({ name, port, targetPort }).toEqual({
      name: alone.spec.ports[0].name, port: alone.spec.ports[0].port, targetPort: alone.spec.ports[0].name,
    });
    const pods = podLabelsOf(delivered);
    const leadsTo = (service: string) => {
      const { selector } = made(delivered, 'Service', service).spec;
      return pods.map((labels) => selects(selector, labels));
    };
    expect([leadsTo('web'), leadsTo('web-primary'), leadsTo('web-canary')])
      .toEqual([[false, true], [false, true], [true, false]]);
  });

  it('makes pods that the policy, the budget and the monitor cover, in both versions', () => {
    const manifests = written({ routing: TrafficRouting.istio() });
    const delivered = deliver(manifests);
    const pods = podLabelsOf(delivered);
    for (const kind of ['NetworkPolicy', 'PodDisruptionBudget', 'PodMonitor']) {
      const { podSelector, selector = podSelector } = only(manifests, kind).spec;
      expect([kind, ...pods.map((labels) => selects(selector.matchLabels, labels))]).toEqual([kind, true, true]);
    }
    // Neither may take the pods of the other for its own.
    const selectors = ['web', 'web-primary'].map((one) => made(delivered, 'Deployment', one).spec.selector.matchLabels);
    expect(selectors.map((selector) => pods.map((labels) => selects(selector, labels))))
      .toEqual([[true, false], [false, true]]);
  });

  it('scales what serves as the other one is scaled', () => {
    const delivered = deliver(written({ scaling: Autoscaling.onCpu({ min: 4, max: 9 }) }));
    expect(made(delivered, 'HorizontalPodAutoscaler', 'web-primary').spec).toMatchObject({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web-primary' },
      minReplicas: 4,
      maxReplicas: 9,
    });
  });

  it('has as many pods serve as is said, where their number is fixed', () => {
    const delivered = deliver(written({ scaling: Autoscaling.none('a pod for each shard', 4) }));
    expect(complaintsOf(delivered)).toEqual([]);
    expect(made(delivered, 'Deployment', 'web-primary').spec.replicas).toBe(4);
  });

  it('has something against a Deployment that it cannot tell from its copy', () => {
    const manifests = written();
    delete only(manifests, 'Deployment').spec.selector.matchLabels['app.kubernetes.io/name'];
    const { initialized, delivered } = deliver(manifests);
    expect(initialized[0].messages.join()).toContain('spec.selector.matchLabels must contain one of');
    expect(delivered).toEqual([]);
  });

  it('loses nothing of the pods, in the copy that serves', () => {
    const manifests = written({ shutdown: Shutdown.graceful() });
    const { template } = only(manifests, 'Deployment').spec;
    expect(template.spec.containers[0].lifecycle.preStop.sleep).toBeDefined();
    const delivered = deliver(manifests);
    const { spec } = made(delivered, 'Deployment', 'web-primary').spec.template;
    const [container] = template.spec.containers;
    expect(spec).toEqual(asGoWrites({ ...template.spec, containers: [{ ...container, image: NEW }] }));
  });

  it('has the configuration in the copy that serves, of which it takes no binary data', () => {
    const manifests = written({ config: Config.files({ 'app.conf': 'debug = no' }) });
    only(manifests, 'ConfigMap').binaryData = { 'logo.png': 'iVBORw==' };
    const delivered = deliver(manifests);
    const { volumes } = made(delivered, 'Deployment', 'web-primary').spec.template.spec;
    const [name] = volumes.flatMap(({ configMap }: Manifest) => (configMap ? [configMap.name] : []));
    const { data, binaryData } = made(delivered, 'ConfigMap', name);
    expect([name, data, binaryData]).toEqual(['web-primary', { 'app.conf': 'debug = no' }, undefined]);
  });

  it.each([
    ['a new version', {}, 'Succeeded'],
    ['none, where its annotation says so', { 'flagger.app/config-tracking': 'disabled' }, 'Initialized'],
  ])('takes a Secret that is renewed for %s', (_, annotations, phase) => {
    const manifests = render((chart) => {
      new FlaggerCanary(chart, 'web', { image: IMAGE, webhooks: WEBHOOKS }).mountSecret('tls', '/etc/tls');
    }, PLATFORM);
    const metadata = { name: 'tls', namespace: 'shop', annotations };
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data: {} };
    const delivered = deliver([...manifests, secret], { image: '', renewed: 'tls' });
    expect(delivered.delivered[delivered.delivered.length - 1].phase).toBe(phase);
    const { volumes } = made(delivered, 'Deployment', 'web-primary').spec.template.spec;
    const names = volumes.flatMap((volume: Manifest) => (volume.secret ? [volume.secret.secretName] : []));
    expect(names).toEqual([phase === 'Succeeded' ? 'tls-primary' : 'tls']);
  });

  it('knows no misspelt field', () => {
    const manifests = written();
    only(manifests, 'Canary').spec.analysis.stepWeigths = [];
    expect(() => deliver(manifests)).toThrow(/Canary: json: unknown field "stepWeigths"/);
  });
});

describe.each(['sh', 'bash'])('the tester of Flagger, which runs commands by %s', (shell) => {
  it('finds each word as it was given', () => {
    const words = ['a b', '$(id)', '`id`', "it's", '"', '\\', '*', '', '#', ';', '-n', 'ä', '{{ .Name }}', '$HOME'];
    const { metadata: { cmd } } = FlaggerWebhook.loadTest(TESTER, ['printf', '%s|', ...words])._rendered() as Manifest;
    const { stdout, status } = spawnSync(shell, ['-c', cmd], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, words.map((word) => `${word}|`).join('')]);
  });
});

function written(props: Partial<FlaggerCanaryProps> = {}, host = ''): Manifest[] {
  return render((chart) => {
    const web = new FlaggerCanary(chart, 'web', { image: IMAGE, webhooks: WEBHOOKS, ...props });
    if (host !== '') web.exposeAt(host);
  }, PLATFORM);
}

function deliver(manifests: readonly Manifest[], cluster: Partial<FlaggerCluster> = {}): FlaggerAnswer {
  return deliveredByFlagger(manifests, { image: NEW, ...cluster });
}

/** What Flagger says against what it is given; that it waits for the first pods of its copy is none of it. */
function complaintsOf({ initialized, delivered }: FlaggerAnswer): string[] {
  const isWait = /^web-primary\.shop not ready: waiting for rollout to finish: 0 out of \d+ new replicas/;
  return [...initialized, ...delivered].flatMap(({ messages }) => messages)
    .filter((message) => /fail|error|not |must|halt|invalid/i.test(message) && !isWait.test(message));
}

function made({ objects }: FlaggerAnswer, kind: string, name: string): Manifest {
  return only([...objects], kind, name);
}

/** Those of the new version and of what serves. */
function podLabelsOf(answer: FlaggerAnswer): Record<string, string>[] {
  return ['web', 'web-primary'].map((name) => made(answer, 'Deployment', name).spec.template.metadata.labels);
}

function imageOf(answer: FlaggerAnswer, name: string): string {
  return made(answer, 'Deployment', name).spec.template.spec.containers[0].image;
}

/** Without the zeros that are left out where they are the default. */
function asGoWrites(value: Manifest): Manifest {
  const isLeftOut = (key: string, inner: unknown) => key === 'initialDelaySeconds' && inner === 0;
  return JSON.parse(JSON.stringify(value, (key, inner) => (isLeftOut(key, inner) ? undefined : inner)));
}

function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([label, value]) => labels[label] === value);
}
