import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Chart, Duration } from 'cdk8s';
import {
  Config, DeliveryAbort, DeliveryAnalysis, FlaggerCanary, FlaggerCanaryProps, FlaggerWebhook, ForeignService,
  HeaderMatch, MetricsFlavor, PlatformProps, Probes, ProductionNamespace, ProductionService, RequestMetrics,
  RouteFlavor, RouteTls, ServiceAlerts, ServiceLevelObjective, SharedConfig, StepPauses, TrafficRouting,
  TrafficSplit, WorkloadProtocol,
} from '../../../src';
import { complaintsOf, messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const PLATFORM: PlatformProps = {
  ingressControllerNamespace: 'gateways',
  metrics: MetricsFlavor.operator(),
  tls: RouteTls.atGateway(),
  routes: RouteFlavor.gateway({ name: 'public', namespace: 'gateways' }),
};
const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';
const GATEWAY = TrafficRouting.gatewayApi();
const ISTIO = TrafficRouting.istio({ gateways: ['istio-ingress/public'] });
const HTTP = { metrics: RequestMetrics.openTelemetryHttp() };
const OBJECTIVE = ServiceLevelObjective.availability(99.9, HTTP);
const ANALYSIS = DeliveryAnalysis.byObjectives([OBJECTIVE], {
  prometheus: ForeignService.at({
    name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
  }),
});
const TESTER = 'http://flagger-loadtester.test/';
const TESTED = [FlaggerWebhook.acceptanceTest(TESTER, ['curl', '-sf', 'http://web-canary/'])];
const WEBHOOKS = TESTED.map((webhook) => webhook._rendered());

describe('FlaggerCanary', () => {
  it('writes what a ProductionService writes but for the Service, and a Canary', () => {
    const alone = render((chart) => {
      const web = new ProductionService(chart, 'web', { image: IMAGE });
      web.admitNamespace('test', web.reachablePorts[0]);
    }, PLATFORM);
    const written = canary();

    const kinds = alone.map(({ kind }) => kind).filter((kind) => !['Service', 'ServiceMonitor'].includes(kind));
    expect(written.map(({ kind }) => kind).sort()).toEqual([...kinds, 'Canary', 'PodMonitor'].sort());
    const deployment = only(alone, 'Deployment');
    deployment.spec.selector.matchLabels = { [NAME]: 'web', [INSTANCE]: 'web' };
    for (const manifest of alone.filter(({ kind }) => kinds.includes(kind))) {
      expect(only(written, manifest.kind)).toEqual(manifest);
    }
  });

  it('gives a version all requests after three checks, where replicas are all that there is', () => {
    expect(only(canary(), 'Canary').spec).toEqual({
      provider: 'kubernetes',
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'web' },
      progressDeadlineSeconds: 600,
      service: {
        port: 80,
        portName: 'http',
        targetPort: 'http',
      },
      analysis: { interval: '300s', threshold: 3, iterations: 3, metrics: [], webhooks: WEBHOOKS },
    });
  });

  it('has the steps, the rhythm and the end that are said', () => {
    const { spec } = only(canary({
      routing: ISTIO,
      steps: [5, 60],
      pauses: StepPauses.each(Duration.minutes(2)),
      abort: DeliveryAbort.after(4, { deadline: Duration.minutes(20) }),
    }), 'Canary');
    expect(spec.analysis).toEqual({
      interval: '120s', threshold: 4, stepWeights: [5, 60], metrics: [], webhooks: WEBHOOKS,
    });
    expect(spec.progressDeadlineSeconds).toBe(1200);
  });

  it.each([
    [Duration.minutes(1), 600],
    [Duration.minutes(20), 1500],
  ])('waits for pods that may take %s to start', (slowStart, seconds) => {
    const manifests = canary({ probes: Probes.http({ slowStart }) });
    expect(only(manifests, 'Canary').spec.progressDeadlineSeconds).toBe(seconds);
    expect(only(manifests, 'Deployment').spec.progressDeadlineSeconds).toBeLessThanOrEqual(seconds);
  });

  it('is judged by what the service promises', () => {
    const manifests = judged({ routing: ISTIO });
    expect(only(manifests, 'Canary').spec.analysis.metrics).toEqual(
      ['availability', 'availability-of-new-version'].map((name) => ({
        name,
        templateRef: { name: `web-${name}`, namespace: 'shop' },
        thresholdRange: { max: 0.0144 },
        interval: '300s',
      })),
    );
    const rules = only(manifests, 'PrometheusRule').spec.groups[0].rules;
    const { spec } = only(manifests, 'MetricTemplate', 'web-availability');
    const { expr } = rules.find(({ alert }: Manifest) => alert === 'ErrorBudgetBurnsFast');
    expect(expr).toContain(`and ${spec.query} > 0.0144\n`);
    expect(spec.provider).toEqual({ type: 'prometheus', address: 'http://prometheus.monitoring.svc:9090' });
    const [errors, requests] = ['slo:errors:rate5m', 'slo:requests:rate5m'].map((record) => (
      rules.find((rule: Manifest) => rule.record === record).expr
    ));
    const { query } = only(manifests, 'MetricTemplate', 'web-availability-of-new-version').spec;
    expect(query.replaceAll(',app_kubernetes_io_name="web"', '')).toBe(`(${errors}) / (${requests})`);
  });

  it.each([
    ['app_kubernetes_io_name="web"', RequestMetrics.openTelemetryHttp()],
    ['destination_workload="web",destination_service_name="web-canary"', RequestMetrics.istio()],
    ['deployment="web"', RequestMetrics.linkerd()],
  ])('tells the new version by %s', (matcher, metrics) => {
    const objective = ServiceLevelObjective.availability(99, { metrics });
    const analysis = DeliveryAnalysis.byObjectives([objective], ANALYSIS._options);
    const manifests = render((chart) => addTo(chart, { analysis, routing: ISTIO }).promise(objective));
    expect(only(manifests, 'MetricTemplate', 'web-availability-of-new-version').spec.query).toContain(matcher);
  });

  it('is scraped as one job, in which the label that Flagger changes tells versions apart', () => {
    expect(only(canary(), 'PodMonitor').spec).toMatchObject({
      jobLabel: INSTANCE, podTargetLabels: [NAME], selector: { matchLabels: { [INSTANCE]: 'web' } },
    });
  });

  it('has a policy and a budget for what Flagger makes of it', () => {
    const manifests = canary();
    // As Flagger copies a Deployment: with another value of the label that it tells both by.
    const { labels } = only(manifests, 'Deployment').spec.template.metadata;
    const primary = { ...labels, [NAME]: 'web-primary' };
    for (const kind of ['NetworkPolicy', 'PodDisruptionBudget']) {
      const { podSelector, selector = podSelector } = only(manifests, kind).spec;
      for (const [label, value] of Object.entries(selector.matchLabels)) {
        expect([labels[label], primary[label]]).toEqual([value, value]);
      }
    }
    expect(only(manifests, 'Deployment').spec.selector.matchLabels[NAME]).not.toBe(primary[NAME]);
  });

  it('has a quota for both versions, and counts them so after a patch', () => {
    for (const isPatched of [false, true]) {
      const manifests = render((chart) => {
        const web = new FlaggerCanary(new ProductionNamespace(chart, 'shop'), 'web', {
          image: IMAGE, webhooks: TESTED,
        });
        if (isPatched) web.mergePatch(web.deployment, { spec: { paused: true } });
      });
      expect(only(manifests, 'ResourceQuota').spec.hard.pods).toBe('22');
    }
  });

  it('alerts on what Flagger made of it', () => {
    const manifests = render((chart) => addTo(chart).alertOn(ServiceAlerts.goldenSignals(HTTP)), PLATFORM);
    const texts = only(manifests, 'PrometheusRule').spec.groups[0].rules.map(({ expr }: Manifest) => expr).join('\n');
    expect(texts).toContain('deployment="web-primary"');
    expect(texts).toContain('horizontalpodautoscaler="web-primary"');
    expect(texts).toContain('job="web"');
  });

  it('is exposed by the route that Flagger makes', () => {
    const manifests = render((chart) => addTo(chart, { routing: GATEWAY }).exposeAt('shop.example.com'), PLATFORM);
    expect(manifests.some(({ kind }) => kind === 'HTTPRoute')).toBe(false);
    expect(only(manifests, 'Canary').spec.service).toMatchObject({
      hosts: ['shop.example.com'],
      gatewayRefs: [{
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name: 'public',
        namespace: 'gateways',
        sectionName: 'https',
      }],
    });
    expect(JSON.stringify(only(manifests, 'NetworkPolicy').spec.ingress)).toContain('gateways');
  });

  it('is exposed by gateways of Istio', () => {
    const manifests = render((chart) => addTo(chart, { routing: ISTIO }).exposeAt('shop.example.com'), PLATFORM);
    expect(only(manifests, 'Canary').spec.service).toMatchObject({
      hosts: ['shop.example.com'],
      gateways: ['istio-ingress/public', 'mesh'],
      trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
    });
  });

  it('finds ports beside the first by itself', () => {
    const ports = [{ name: 'grpc', containerPort: 9000 }];
    const { service } = only(canary({ port: 8080, ports }), 'Canary').spec;
    expect(service).toMatchObject({ port: 80, portName: 'http', targetPort: 'http', portDiscovery: true });
  });

  it('calls testers, whose shell finds each word as it is', () => {
    const webhooks = [
      FlaggerWebhook.acceptanceTest(TESTER, ['curl', '-sf', 'http://web-canary/a b?c=$(id)&d=\'x\'']),
      FlaggerWebhook.loadTest(TESTER, ['hey', '-z', '1m', 'http://web-canary.shop/']),
    ];
    expect(only(canary({ webhooks }), 'Canary').spec.analysis.webhooks).toEqual([
      {
        name: 'acceptance-test',
        type: 'pre-rollout',
        url: TESTER,
        timeout: '60s',
        metadata: { type: 'bash', cmd: 'curl -sf \'http://web-canary/a b?c=$(id)&d=\'\\\'\'x\'\\\'\'\'' },
      },
      {
        name: 'load-test',
        type: 'rollout',
        url: TESTER,
        timeout: '5s',
        metadata: { cmd: 'hey -z 1m http://web-canary.shop/' },
      },
    ]);
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = render((chart) => {
      const [web, mesh] = ['web', 'mesh'].map((id) => new FlaggerCanary(chart, id, {
        image: IMAGE,
        analysis: ANALYSIS,
        routing: id === 'web' ? GATEWAY : ISTIO,
        webhooks: [FlaggerWebhook.loadTest(TESTER, ['hey', 'http://web-canary/'])],
      }));
      [web, mesh].forEach((service) => service.promise(OBJECTIVE));
      web.exposeAt('shop.example.com');
    }, { ...PLATFORM, kubernetesVersion });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('refuses a misspelt field by the schema', () => {
    const written = only(canary(), 'Canary');
    written.spec.analysis.stepWeigths = [];
    expect(schemaProblems('1.37', written)).toEqual([expect.stringContaining('stepWeigths')]);
  });
});

describe('FlaggerCanary refuses, and names what can', () => {
  const cases: [string, Partial<FlaggerCanaryProps>, string][] = [
    ['steps by replicas', { steps: [10] },
      "'steps' must be left out by replicas, where Flagger gives a version all requests or none, got [10]; "
      + 'use TrafficRouting.gatewayApi() or TrafficRouting.istio(), or RolloutService or CanaryService'],
    ['steps that wait', { routing: ISTIO, pauses: StepPauses.untilPromoted() },
      "'pauses' must end by themselves, for Flagger goes on as long as its checks pass, got StepPauses; "
      + 'use StepPauses.each(duration), or RolloutService'],
    ['steps of several lengths', {
      routing: ISTIO, steps: [10, 20], pauses: StepPauses.of([Duration.minutes(1), Duration.minutes(2)]),
    }, "'pauses' must be all the same, for Flagger goes on in one rhythm, got [60,120]; "
      + 'use StepPauses.each(duration), or RolloutService'],
    ['steps that are too short', { pauses: StepPauses.each(Duration.seconds(5)) },
      "'pauses' must be 10 seconds at least, which Flagger takes shorter ones for, got \"5 seconds\"; "
      + 'give it a longer one'],
    ['pods that are kept', { abort: DeliveryAbort.after(1, { keepFor: Duration.minutes(1) }) },
      "'abort.keepFor' must be left out, for Flagger scales a version that failed to zero at once, got \"1 minute\"; "
      + 'leave it out, or use RolloutService'],
    ['testers', { routing: ISTIO, testers: HeaderMatch.exactly('x-canary', 'on') },
      "'testers' must be left out, for Flagger has either testers or weights, got \"x-canary\"; "
      + 'use RolloutService or CanaryService'],
    ['another rhythm of the analysis', {
      routing: ISTIO,
      analysis: DeliveryAnalysis.byObjectives([OBJECTIVE], { ...ANALYSIS._options, interval: Duration.minutes(1) }),
    }, "'analysis.interval' must be left out, or 300 seconds as the pauses: Flagger measures once in each step, got "
      + '"60 seconds"; leave it out, or use RolloutService'],
    ['a port of another protocol', { ports: [{ name: 'dns', containerPort: 5353, protocol: WorkloadProtocol.UDP }] },
      "'ports.dns.protocol' must speak TCP, for Flagger makes no other Services, got \"UDP\"; use RolloutService"],
    ['a port under another number', { port: 8080, ports: [{ name: 'grpc', containerPort: 9000, servicePort: 90 }] },
      "'ports.grpc.servicePort' must equal containerPort, 9000, as Flagger finds all ports but the first, got 90; "
      + 'leave it out, or use RolloutService'],
    ['what nothing judges', { webhooks: [FlaggerWebhook.loadTest(TESTER, ['hey'])] },
      "'analysis' must be given, or webhooks with an acceptance test, for Flagger waits for nobody, got nothing; "
      + 'judge it by DeliveryAnalysis.byObjectives(...), or use RolloutService'],
    ['measurements of what nobody calls', { analysis: ANALYSIS },
      "'webhooks' must hold a load test by replicas, where no user calls a version that is measured, got "
      + '["acceptance-test"]; add FlaggerWebhook.loadTest(...), or use TrafficRouting.istio() or RolloutService'],
    ['a protocol of another port than the first', {
      port: 8080, ports: [{ name: 'grpc', containerPort: 9000, appProtocol: 'grpc' }],
    }, "'ports.grpc.appProtocol' must be left out, for Flagger says it of the first port alone, got \"grpc\"; "
      + 'name this port first, or use RolloutService'],
    ['a tester without an address', { webhooks: [...TESTED, FlaggerWebhook.loadTest('tester', ['hey'])] },
      "'webhooks.url' must be an address of HTTP, got \"tester\"; write it like http://flagger-loadtester.test/"],
    ['a tester without a program', { webhooks: [...TESTED, FlaggerWebhook.loadTest(TESTER, [])] },
      "'webhooks.command' must hold a program, got []; write the program and its arguments"],
  ];

  it.each(cases)('%s', (_, props, complaint) => {
    const message = messageOf(() => canary(props));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toContain(`[shop/web] ${complaint}`);
  });

  it.each([
    { of: 'a public host by replicas', complaint: /'routing' must be one that has routes/ },
    { of: 'a host without a gateway', routing: TrafficRouting.istio(), complaint: /'routing.gateways' must name/ },
    {
      of: 'another certificate',
      routing: GATEWAY,
      options: { tls: RouteTls.secret('tls') },
      complaint: /'expose.tls' must be RouteTls.atGateway/,
    },
    {
      of: 'a path',
      routing: GATEWAY,
      options: { path: '/api' },
      complaint: /'expose.path' must be left out, .* use RolloutService$/,
    },
  ])('$of', ({ routing, options, complaint }) => {
    const web = addTo(stage(PLATFORM).chart, { routing });
    expect(messageOf(() => web.exposeAt('shop.example.com', options))).toMatch(complaint);
  });

  it('a host that is exposed twice', () => {
    const web = addTo(stage(PLATFORM).chart, { routing: GATEWAY });
    web.exposeAt('shop.example.com');
    expect(messageOf(() => web.exposeAt('shop.example.com'))).toMatch(/'expose.host' must be exposed once/);
  });

  it('another route of Istio for what Flagger routes', () => {
    const { chart } = stage(PLATFORM);
    addTo(chart, { routing: ISTIO });
    const [one, two] = ['one', 'two'].map((name) => new ProductionService(chart, name, { image: IMAGE }));
    const split = () => new TrafficSplit(chart, 'split', {
      host: 'web',
      routing: TrafficRouting.istio(),
      backends: [{ target: one, weight: 90 }, { target: two, weight: 10 }],
    });
    expect(messageOf(split)).toMatch(/'host' must not be claimed by \[shop\/web\] too, got "web"/);
  });

  it('a Gateway that nothing is exposed at', () => {
    const { app, chart } = stage(PLATFORM);
    addTo(chart, { routing: GATEWAY });
    expect(complaintsOf(app)).toEqual([expect.stringContaining("'exposeAt' must be called where the Gateway")]);
  });

  it('files that are no text, its own and those that it has with others', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-flagger-'));
    try {
      fs.writeFileSync(path.join(folder, 'logo.png'), Buffer.from([0x89, 0x50, 0xff]));
      const config = Config.fromFolder(folder);
      const { app, chart } = stage(PLATFORM);
      addTo(chart, { config });
      const logos = Config.fromFolder(folder, { mountPath: '/etc/logos' });
      const shared = new SharedConfig(chart, 'logos', { config: logos });
      new FlaggerCanary(chart, 'api', { image: IMAGE, webhooks: TESTED }).useConfig(shared);
      expect(complaintsOf(app)).toEqual(['web', 'api'].map((name) => (
        `[shop/${name}] 'config' must hold texts alone, for Flagger copies nothing else, got "logo.png"; `
        + 'use RolloutService'
      )));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

function addTo(chart: Chart, props: Partial<FlaggerCanaryProps> = {}): FlaggerCanary {
  return new FlaggerCanary(chart, 'web', { image: IMAGE, webhooks: TESTED, ...props });
}

function canary(props: Partial<FlaggerCanaryProps> = {}): Manifest[] {
  return render((chart) => addTo(chart, props), PLATFORM);
}

function judged(props: Partial<FlaggerCanaryProps> = {}): Manifest[] {
  return render((chart) => addTo(chart, { analysis: ANALYSIS, ...props }).promise(OBJECTIVE), PLATFORM);
}
