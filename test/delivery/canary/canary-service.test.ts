import { Chart, Duration } from 'cdk8s';
import {
  Autoscaling, CanaryService, CanaryServiceProps, DeliveryAbort, DeliveryAnalysis, ForeignService, HeaderMatch,
  MetricsFlavor, PlatformProps, ProductionNamespace, ProductionService, RequestMetrics, RouteFlavor, RouteTls,
  ServiceLevelObjective, StepPauses, TrafficRouting,
} from '../../../src';
import { complaintsOf, messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const NEXT = IMAGE.replace(':1.4.2@', ':1.5.0@');
const PLATFORM: PlatformProps = {
  ingressControllerNamespace: 'gateways',
  tls: RouteTls.atGateway(),
  routes: RouteFlavor.gateway({ name: 'public', namespace: 'gateways' }),
};
const GATEWAY = TrafficRouting.gatewayApi();
const ISTIO = TrafficRouting.istio({ gateways: ['istio-ingress/public'] });
const TESTERS = HeaderMatch.exactly('x-canary', 'always');
const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';
const PROMETHEUS = ForeignService.at({
  name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
});
const OBJECTIVE = ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() });

describe('CanaryService', () => {
  it('is a ProductionService as long as there is no canary, but for what its Service selects', () => {
    const alone = render((chart) => new ProductionService(chart, 'web', { image: IMAGE }));
    const written = canary({ canaryImage: undefined });

    expect(written.map(({ kind }) => kind).sort()).toEqual(alone.map(({ kind }) => kind).sort());
    for (const manifest of alone.filter(({ kind }) => kind !== 'Service')) {
      expect(only(written, manifest.kind)).toEqual(manifest);
    }
    expect(only(written, 'Service').spec).toEqual({ ...only(alone, 'Service').spec, selector: { [NAME]: 'web' } });
  });

  it.each([TrafficRouting.byReplicas(), ISTIO])('changes nothing of the stable side by its canary', (routing) => {
    const [without, step1, step2] = [undefined, 1, 2].map((step) => (
      canary({ routing, step, canaryImage: step === undefined ? undefined : NEXT })
    ));
    for (const written of [step1, step2]) {
      // The weights are in the VirtualService, and nowhere else.
      const kept = without.filter(({ kind }) => kind !== 'VirtualService');
      for (const manifest of kept) expect(written).toContainEqual(manifest);
      const added = written.filter((manifest) => !without.some((one) => isSameObject(one, manifest)));
      expect(added.every(({ metadata }) => metadata.name === 'web-canary')).toBe(true);
    }
  });

  it('has a canary that is a ProductionService of its own name, of the same application', () => {
    const written = canary({ canaryImage: NEXT }).filter(({ metadata }) => metadata.name === 'web-canary');

    expect(written.map(({ kind }) => kind).sort()).toEqual([
      'Deployment', 'NetworkPolicy', 'PodDisruptionBudget', 'ServiceAccount',
    ]);
    const { spec } = only(written, 'Deployment');
    expect(spec.selector).toEqual({ matchLabels: { [INSTANCE]: 'web-canary' } });
    expect(spec.template.metadata.labels).toMatchObject({ [NAME]: 'web', [INSTANCE]: 'web-canary' });
    expect(spec.template.spec.containers[0].image).toBe(NEXT);
  });

  it.each([
    // Of 3 and of 10 pods beside it, as near as whole pods come.
    [20, { min: 3, max: 10 }, { min: 1, max: 3 }, { asked: 20, atMinimum: 25, atMaximum: 23.1 }],
    [25, { min: 3, max: 10 }, { min: 1, max: 3 }, { asked: 25, atMinimum: 25, atMaximum: 23.1 }],
    [50, { min: 3, max: 10 }, { min: 3, max: 10 }, { asked: 50, atMinimum: 50, atMaximum: 50 }],
    [99, { min: 1, max: 2 }, { min: 99, max: 198 }, { asked: 99, atMinimum: 99, atMaximum: 99 }],
  ])('has as many pods as come nearest to %s%% beside %j', (...[percent, stable, expected, share]) => {
    const props = { canaryImage: NEXT, steps: [percent], scaling: Autoscaling.onCpu(stable) };
    expect(addTo(stage().chart, props).share).toEqual(share);
    const { minReplicas: min, maxReplicas: max } = only(canary(props), 'HorizontalPodAutoscaler', 'web-canary').spec;
    expect({ min, max }).toEqual(expected);
  });

  it('has a number of pods of its own where no other comes nearer at any scale', () => {
    const { metadata, spec } = only(canary({ canaryImage: NEXT, steps: [10] }), 'Deployment', 'web-canary');
    expect(spec.replicas).toBe(1);
    expect(metadata.annotations['preflight/waive.has-autoscaler']).toMatch(/^a canary has 10% of the traffic/);
  });

  it('says how near it comes, where people look', () => {
    const { metadata } = only(canary({ canaryImage: NEXT }), 'Deployment', 'web-canary');
    expect(metadata.annotations['preflight/canary-share']).toBe(
      '25% of the pods at the minimum of both sides, 15 points from 10%; 9.1% at the maximum, 0.9 points from it',
    );
  });

  it('has a fixed number of pods beside a fixed number', () => {
    const scaling = Autoscaling.none('a pod for each shard', 8);
    const written = canary({ canaryImage: NEXT, steps: [20], scaling });
    expect(only(written, 'Deployment', 'web-canary').spec.replicas).toBe(2);
    expect(written.some(({ kind }) => kind === 'HorizontalPodAutoscaler')).toBe(false);
  });

  it('is at the step that is on', () => {
    const shares = [1, 2, 3].map((step) => (
      new CanaryService(stage().chart, 'web', { image: IMAGE, canaryImage: NEXT, step }).share?.asked
    ));
    expect(shares).toEqual([10, 25, 50]);
  });

  it('has a quota for both at their most', () => {
    const manifests = render((chart) => {
      const namespace = new ProductionNamespace(chart, 'shop');
      new CanaryService(namespace, 'web', { image: IMAGE, canaryImage: NEXT, steps: [50] });
    });
    expect(only(manifests, 'ResourceQuota').spec.hard.pods).toBe('22');
  });

  it('is known to callers by what all its pods carry', () => {
    const manifests = render((chart) => {
      new ProductionService(chart, 'api', { image: IMAGE }).dependsOn(addTo(chart, { canaryImage: NEXT }));
    });
    expect(only(manifests, 'NetworkPolicy', 'api').spec.egress).toContainEqual({
      to: [{ podSelector: { matchLabels: { [NAME]: 'web' } } }],
      ports: [{ port: 8080, protocol: 'TCP' }],
    });
    expect(JSON.stringify(only(manifests, 'NetworkPolicy', 'web-canary').spec.ingress)).toContain('"api"');
  });

  it('is scraped as one job, whichever version answers', () => {
    const metrics = MetricsFlavor.operator();
    const monitor = only(render((chart) => addTo(chart, { canaryImage: NEXT }), { metrics }), 'ServiceMonitor');
    expect(monitor.spec).toMatchObject({ jobLabel: NAME, selector: { matchLabels: { [NAME]: 'web' } } });
  });

  it.each([
    ['app_kubernetes_io_name="web"', RequestMetrics.openTelemetryHttp()],
    ['destination_workload=~"web|web-canary"', RequestMetrics.istio()],
  ])('counts the requests of all its pods, by %s', (matcher, metrics) => {
    const objective = ServiceLevelObjective.availability(99, { metrics });
    const [text] = Object.values<string>(only(render((chart) => addTo(chart).promise(objective)), 'ConfigMap').data);
    expect(text.replace(/\\"/g, '"')).toContain(matcher);
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = render((chart) => {
      const web = addTo(chart, { canaryImage: NEXT, routing: ISTIO, testers: TESTERS });
      web.exposeAt('shop.example.com');
    }, { ...PLATFORM, kubernetesVersion });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('CanaryService by weights', () => {
  it('shares what is asked at a Gateway, and sends testers to the canary', () => {
    const manifests = render((chart) => {
      addTo(chart, { canaryImage: NEXT, routing: GATEWAY, testers: TESTERS }).exposeAt('shop.example.com');
    }, PLATFORM);
    const [testers, others] = only(manifests, 'HTTPRoute', 'web-shop.example.com').spec.rules;

    expect(testers.matches[0].headers).toEqual([{ type: 'Exact', name: 'x-canary', value: 'always' }]);
    expect(testers.backendRefs.map(({ name }: Manifest) => name)).toEqual(['web-canary']);
    expect(others.backendRefs.map(({ name, weight }: Manifest) => [name, weight]))
      .toEqual([['web', 90], ['web-canary', 10]]);
    for (const name of ['web', 'web-canary']) {
      expect(only(manifests, 'Service', name).spec.selector).toEqual({ [INSTANCE]: name });
      expect(JSON.stringify(only(manifests, 'NetworkPolicy', name).spec.ingress)).toContain('gateways');
    }
  });

  it('is one Service at a Gateway where there is no canary', () => {
    const manifests = render((chart) => addTo(chart, { routing: GATEWAY }).exposeAt('shop.example.com'), PLATFORM);
    const [{ backendRefs }] = only(manifests, 'HTTPRoute', 'web-shop.example.com').spec.rules;
    expect(backendRefs).toEqual([{ group: '', kind: 'Service', name: 'web', port: 80, weight: 1 }]);
  });

  it('shares what is asked in the mesh, and at the gateways of Istio', () => {
    const manifests = render((chart) => {
      addTo(chart, { canaryImage: NEXT, routing: ISTIO, step: 2 }).exposeAt('shop.example.com');
    }, PLATFORM);
    const routes = manifests.filter(({ kind }) => kind === 'VirtualService').map(({ metadata, spec }) => ({
      name: metadata.name,
      hosts: spec.hosts,
      gateways: spec.gateways,
      shares: spec.http[0].route.map(({ destination, weight }: Manifest) => [destination.host, weight]),
    }));

    expect(routes).toEqual([
      { name: 'web', hosts: ['web'], shares: [['web', 75], ['web-canary', 25]] },
      {
        name: 'web-shop.example.com',
        hosts: ['shop.example.com'],
        gateways: ['istio-ingress/public', 'mesh'],
        shares: [['web', 75], ['web-canary', 25]],
      },
    ]);
    expect(manifests.filter(({ kind }) => kind === 'DestinationRule').map(({ spec }) => spec.host))
      .toEqual(['web', 'web-canary']);
  });
});

describe('CanaryService refuses', () => {
  const cases: [string, Partial<CanaryServiceProps>, string][] = [
    ['an analysis', { analysis: DeliveryAnalysis.byObjectives([OBJECTIVE], { prometheus: PROMETHEUS }) },
      "'analysis' must be left out, for no controller judges a CanaryService, got"],
    ['an abort', { abort: DeliveryAbort.after(2) },
      "'abort' must be left out, for no controller takes a CanaryService back, got"],
    ['pauses that end', { pauses: StepPauses.each(Duration.minutes(5)) },
      "'pauses' must be StepPauses.untilPromoted(), for no controller goes on with a CanaryService, got"],
    ['testers by replicas', { testers: TESTERS },
      "'testers' must be left out by replicas, which see no headers, got \"x-canary\"; "
      + 'use routing: TrafficRouting.gatewayApi() or TrafficRouting.istio()'],
    ['steps that go back', { steps: [50, 10] },
      "'steps' must grow from one to the next, got [50,10]; sort them, and leave out what stands twice"],
    ['no steps', { steps: [] },
      "'steps' must hold a percentage, got []; leave it out, or write the percentages like [10, 50]"],
    ['a step of all', { steps: [50, 100] },
      "'steps[1]' must be a whole number from 1 to 99, got 100; give a number within the range"],
    ['a step that there is not', { step: 4 },
      "'step' must be a whole number from 1 to 3, got 4; give a number within the range"],
  ];

  it.each(cases)('%s', (_, props, complaint) => {
    const message = messageOf(() => canary(props));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toContain(`[shop/web] ${complaint}`);
  });

  it.each(cases.slice(0, 3))('%s, and names engines that have it', (_, props) => {
    expect(messageOf(() => canary(props))).toMatch(/use RolloutService or FlaggerCanary$/);
  });

  it('a canary at a Gateway that nothing is exposed at', () => {
    const { app, chart } = stage(PLATFORM);
    addTo(chart, { canaryImage: NEXT, routing: GATEWAY });
    expect(complaintsOf(app)).toEqual([expect.stringContaining("'exposeAt' must be called where the Gateway divides")]);
  });

  it('weights where routes are Ingresses', () => {
    const message = messageOf(() => addTo(stage().chart, { routing: GATEWAY }));
    expect(message).toMatch(/'routing' must be what the platform has.*use TrafficRouting.istio\(\)$/);
  });

  it.each([
    ['a path', { path: '/api' }, /'expose.path' must be left out with Istio/],
    ['a certificate', { tls: RouteTls.atGateway() }, /'expose.tls' must be left out with Istio/],
  ])('%s of a public host with Istio', (_, options, complaint) => {
    const web = addTo(stage(PLATFORM).chart, { routing: ISTIO });
    expect(messageOf(() => web.exposeAt('shop.example.com', options))).toMatch(complaint);
  });

  it('a public host with Istio without a gateway', () => {
    const web = addTo(stage(PLATFORM).chart, { routing: TrafficRouting.istio() });
    expect(messageOf(() => web.exposeAt('shop.example.com'))).toMatch(/'routing.gateways' must name the Gateways/);
  });
});

function addTo(chart: Chart, props: Partial<CanaryServiceProps> = {}): CanaryService {
  return new CanaryService(chart, 'web', { image: IMAGE, ...props });
}

function canary(props: Partial<CanaryServiceProps> = {}): Manifest[] {
  return render((chart) => addTo(chart, props), PLATFORM);
}

function isSameObject(one: Manifest, other: Manifest): boolean {
  return one.kind === other.kind && one.metadata.name === other.metadata.name;
}
