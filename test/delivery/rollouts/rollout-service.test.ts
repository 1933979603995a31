import { Chart, Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import {
  Autoscaling, DeliveryAbort, DeliveryAnalysis, HeaderMatch, ProductionNamespace, ProductionService, RequestMetrics,
  Rollout, RolloutService, RolloutServiceProps, RolloutStrategy, ServiceAlerts, ServiceLevelObjective, StepPauses,
  TrafficRouting,
} from '../../../src';
import { ANALYSIS, HTTP, judged, metricsOf, OBJECTIVE, PLATFORM, PROMETHEUS } from '../../support/deliveries';
import { complaintsOf, messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const GATEWAY = TrafficRouting.gatewayApi();
const ISTIO = TrafficRouting.istio({ gateways: ['istio-ingress/public'] });
const TESTERS = HeaderMatch.exactly('x-canary', 'always');
const SWITCHED = RolloutStrategy.blueGreen();
const KEPT = DeliveryAbort.after(3, { keepFor: Duration.minutes(5) });
const BY_TEMPLATE = {
  templates: [{ templateName: 'web' }],
  args: [{ name: 'version', valueFrom: { podTemplateHashValue: 'Latest' } }],
};

describe('RolloutService', () => {
  it('writes what a ProductionService writes, with a Rollout instead of the Deployment', () => {
    const alone = render((chart) => new ProductionService(chart, 'web', { image: IMAGE }), PLATFORM);
    const written = rollout();

    expect(written.map(({ kind }) => kind).sort())
      .toEqual(alone.map(({ kind }) => (kind === 'Deployment' ? 'Rollout' : kind)).sort());
    const hpa = only(alone, 'HorizontalPodAutoscaler');
    hpa.spec.scaleTargetRef = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' };
    for (const manifest of alone.filter(({ kind }) => kind !== 'Deployment')) {
      expect(only(written, manifest.kind)).toEqual(manifest);
    }
  });

  it('has the pods of a Deployment, and lets new ones in by steps', () => {
    const alone = render((chart) => new ProductionService(chart, 'web', { image: IMAGE }));
    const { metadata, spec } = only(alone, 'Deployment');
    const { template, minReadySeconds, progressDeadlineSeconds, revisionHistoryLimit, selector } = spec;
    template.spec.topologySpreadConstraints.forEach((constraint: Manifest) => {
      constraint.matchLabelKeys = ['rollouts-pod-template-hash'];
    });
    delete template.metadata.annotations;

    expect(only(rollout(), 'Rollout')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata,
      spec: {
        minReadySeconds,
        progressDeadlineAbort: true,
        progressDeadlineSeconds,
        revisionHistoryLimit,
        rollbackWindow: { revisions: 3 },
        selector,
        strategy: {
          canary: {
            maxSurge: 1,
            maxUnavailable: 0,
            steps: [
              { setWeight: 10 }, { pause: {} }, { setWeight: 25 }, { pause: {} }, { setWeight: 50 }, { pause: {} },
            ],
          },
        },
        template,
      },
    });
  });

  it.each([
    [{ steps: [5, 50], pauses: StepPauses.untilPromoted() },
      [{ setWeight: 5 }, { pause: {} }, { setWeight: 50 }, { pause: {} }]],
    [{ steps: [20, 40], pauses: StepPauses.of([Duration.minutes(1), Duration.hours(1)]) },
      [{ setWeight: 20 }, { pause: { duration: '60s' } }, { setWeight: 40 }, { pause: { duration: '3600s' } }]],
  ])('holds each step as long as it says: %#', (props, steps) => {
    expect(canaryOf(props).steps).toEqual(steps);
  });

  it('goes on by itself where it is judged', () => {
    const { steps } = only(judged(), 'Rollout').spec.strategy.canary;
    expect(steps.slice(0, 2)).toEqual([{ setWeight: 10 }, { pause: { duration: '300s' } }]);
  });

  it('replaces as many pods at once as it is told', () => {
    const [maxSurge, maxUnavailable] = [PercentOrAbsolute.percent(25), PercentOrAbsolute.absolute(1)];
    const updates = Rollout.of({ maxSurge, maxUnavailable });
    expect(canaryOf({ rollout: updates })).toMatchObject({ maxSurge: '25%', maxUnavailable: 1 });
  });

  it('is given up after a deadline', () => {
    const abort = DeliveryAbort.after(3, { deadline: Duration.minutes(20) });
    expect(only(rollout({ abort }), 'Rollout').spec.progressDeadlineSeconds).toBe(1200);
  });

  it('takes what is added to its pods', () => {
    const manifests = render((chart) => {
      const web = addTo(chart);
      web.addSidecar('exporter', { image: IMAGE, port: 9121 });
      web.mergePatch(web.rollout, { spec: { analysis: { successfulRunHistoryLimit: 3 } } });
    });
    const { spec } = only(manifests, 'Rollout');
    expect(spec.template.spec.initContainers.map(({ name }: Manifest) => name)).toEqual(['exporter']);
    expect(spec.analysis).toEqual({ successfulRunHistoryLimit: 3 });
  });

  it.each([
    ['its surge by replicas', {}, '11'],
    ['both versions where traffic is routed', { routing: ISTIO }, '20'],
    ['a third version where a failed one is kept', { routing: ISTIO, abort: KEPT }, '30'],
    ['a third version where the old one is kept', { strategy: SWITCHED }, '30'],
  ])('has a quota for %s', (_, props, pods) => {
    for (const patched of [false, true]) {
      const manifests = render((chart) => {
        const namespace = new ProductionNamespace(chart, 'shop');
        const web = new RolloutService(namespace, 'web', { image: IMAGE, ...props });
        if (patched) web.mergePatch(web.rollout, { spec: { paused: true } });
      }, { ...PLATFORM, tls: undefined });
      expect(only(manifests, 'ResourceQuota').spec.hard.pods).toBe(pods);
    }
  });

  it('alerts by what the controller counts', () => {
    const manifests = render((chart) => addTo(chart).alertOn(ServiceAlerts.goldenSignals(HTTP)), PLATFORM);
    const rules = only(manifests, 'PrometheusRule').spec.groups[0].rules;
    const byName = Object.fromEntries(rules.map(({ alert, expr }: Manifest) => [alert, expr]));
    expect(byName.ServiceDown).toBe([
      'max(rollout_info_replicas_desired{namespace="shop",name="web"}) > 0',
      'and max(rollout_info_replicas_available{namespace="shop",name="web"}) == 0',
    ].join('\n'));
    expect(byName.RolloutDegraded).toBe('max(rollout_info{namespace="shop",name="web",phase="Degraded"}) > 0');
    expect(JSON.stringify(byName)).not.toContain('kube_deployment');
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = render((chart) => {
      const [web, gateway, mesh] = [
        addTo(chart, { analysis: ANALYSIS, strategy: SWITCHED }),
        new RolloutService(chart, 'gateway', { image: IMAGE, analysis: ANALYSIS, routing: GATEWAY, testers: TESTERS }),
        new RolloutService(chart, 'mesh', { image: IMAGE, analysis: ANALYSIS, routing: ISTIO, testers: TESTERS }),
      ];
      [web, gateway, mesh].forEach((service) => service.promise(OBJECTIVE));
      gateway.exposeAt('shop.example.com');
      web.previewAt('preview.example.com');
    }, { ...PLATFORM, kubernetesVersion });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('refuses a misspelt field by the schema', () => {
    const written = only(rollout(), 'Rollout');
    written.spec.strategy.canary.stepz = [];
    expect(schemaProblems('1.37', written)).toEqual([expect.stringContaining('stepz')]);
  });
});

describe('RolloutService with routing', () => {
  it('divides the traffic of a Gateway between two Services', () => {
    const abort = KEPT;
    const manifests = render((chart) => {
      const web = addTo(chart, { routing: GATEWAY, steps: [20], abort });
      web.exposeAt('shop.example.com');
      web.exposeAt('www.example.com');
    }, PLATFORM);

    expect(only(manifests, 'Rollout').spec.strategy.canary).toEqual({
      abortScaleDownDelaySeconds: 300,
      canaryService: 'web-canary',
      stableService: 'web-stable',
      scaleDownDelayRevisionLimit: 1,
      maxSurge: 1,
      maxUnavailable: 0,
      steps: [{ setWeight: 20 }, { pause: {} }],
      trafficRouting: {
        plugins: {
          'argoproj-labs/gatewayAPI': {
            namespace: 'shop',
            httpRoutes: [{ name: 'web-shop.example.com' }, { name: 'web-www.example.com' }],
          },
        },
      },
    });
    const [{ backendRefs }] = only(manifests, 'HTTPRoute', 'web-shop.example.com').spec.rules;
    expect(backendRefs.map(({ name, weight }: Manifest) => [name, weight]))
      .toEqual([['web-stable', 100], ['web-canary', 0]]);
    for (const name of ['web', 'web-stable', 'web-canary']) {
      expect(only(manifests, 'Service', name).spec.selector).toEqual({ 'app.kubernetes.io/instance': 'web' });
    }
  });

  it('sends testers to the new version from the first step on', () => {
    const manifests = render((chart) => (
      addTo(chart, { routing: GATEWAY, testers: TESTERS, steps: [5, 50] }).exposeAt('shop.example.com')
    ), PLATFORM);
    const { steps, trafficRouting } = only(manifests, 'Rollout').spec.strategy.canary;
    expect(steps.slice(0, 3)).toEqual([
      { setWeight: 5 },
      { setHeaderRoute: { name: 'testers', match: [{ headerName: 'x-canary', headerValue: { exact: 'always' } }] } },
      { pause: {} },
    ]);
    expect(trafficRouting.managedRoutes).toEqual([{ name: 'testers' }]);
    expect(trafficRouting.plugins['argoproj-labs/gatewayAPI'].httpRoutes).toEqual([
      { name: 'web-shop.example.com', useHeaderRoutes: true },
    ]);
  });

  it('divides the traffic of a mesh by routes that it names', () => {
    const manifests = render((chart) => addTo(chart, { routing: ISTIO }).exposeAt('shop.example.com'), PLATFORM);
    const { istio } = only(manifests, 'Rollout').spec.strategy.canary.trafficRouting;
    expect(istio.virtualServices).toEqual([
      { name: 'web', routes: ['primary'] }, { name: 'web-shop.example.com', routes: ['primary'] },
    ]);
    for (const { name } of istio.virtualServices) {
      const [{ name: route, route: shares }] = only(manifests, 'VirtualService', name).spec.http;
      expect([route, ...shares.map(({ destination, weight }: Manifest) => [destination.host, weight])])
        .toEqual(['primary', ['web-stable', 100], ['web-canary', 0]]);
    }
  });
});

describe('RolloutService that switches', () => {
  it('has a preview, and keeps the old version for a while', () => {
    const strategy = RolloutStrategy.blueGreen({
      autoPromotion: true, previewReplicas: 2, scaleDownDelay: Duration.minutes(30),
    });
    const manifests = rollout({ strategy });
    expect(only(manifests, 'Rollout').spec.strategy).toEqual({
      blueGreen: {
        abortScaleDownDelaySeconds: 30,
        activeService: 'web',
        autoPromotionEnabled: true,
        previewReplicaCount: 2,
        previewService: 'web-preview',
        scaleDownDelaySeconds: 1800,
        scaleDownDelayRevisionLimit: 1,
      },
    });
    expect(only(manifests, 'Service', 'web-preview').spec.selector).toEqual({ 'app.kubernetes.io/instance': 'web' });
  });

  it('is promoted by somebody, and judged before and after that', () => {
    const { blueGreen } = only(judged({ strategy: SWITCHED }), 'Rollout').spec.strategy;
    expect(blueGreen).toMatchObject({
      autoPromotionEnabled: false, prePromotionAnalysis: BY_TEMPLATE, postPromotionAnalysis: BY_TEMPLATE,
    });
  });

  it('is judged by its pods, each of which is scraped once', () => {
    const manifests = judged({ strategy: SWITCHED });
    const [, { query, count }] = metricsOf(manifests);
    expect(query).toContain('job="web",rollouts_pod_template_hash="{{args.version}}"');
    expect(count).toBe(5);
    expect(manifests.some(({ kind }) => kind === 'ServiceMonitor')).toBe(false);
    expect(only(manifests, 'PodMonitor').spec).toMatchObject({
      jobLabel: 'app.kubernetes.io/name', podTargetLabels: ['rollouts-pod-template-hash'],
    });
  });

  it('lets testers in to the preview', () => {
    const manifests = render((chart) => (
      addTo(chart, { strategy: SWITCHED }).previewAt('preview.example.com')
    ), PLATFORM);
    const [{ backendRefs }] = only(manifests, 'HTTPRoute', 'web-preview-preview.example.com').spec.rules;
    expect(backendRefs.map(({ name }: Manifest) => name)).toEqual(['web-preview']);
  });
});

describe('RolloutService refuses', () => {
  const cases: [string, Partial<RolloutServiceProps>, string][] = [
    ['steps where versions are switched', { strategy: SWITCHED, steps: [50] },
      "'steps' must be left out where RolloutStrategy.blueGreen() gives all requests at once, got [50]; "
      + 'leave it out, or use RolloutStrategy.canary()'],
    ['testers by replicas', { testers: TESTERS },
      "'testers' must be left out by replicas, which see no headers, got \"x-canary\"; "
      + 'use routing: TrafficRouting.gatewayApi() or TrafficRouting.istio()'],
    ['fewer pauses than steps', { steps: [10, 50], pauses: StepPauses.of([Duration.minutes(1)]) },
      "'pauses' must be 2, as there are steps, got 1; give one for each step, or StepPauses.each(duration)"],
    ['a pause that is none', { steps: [50], pauses: StepPauses.each(Duration.seconds(0)) },
      "'pauses' must be whole seconds from 1 to 2147483647, got \"0 seconds\"; "
      + 'give a duration within the range, such as Duration.seconds(30)'],
    ['no failures', { abort: DeliveryAbort.after(0) },
      "'abort.failures' must be a whole number from 1 to 100, got 0; give a number within the range"],
    ['steps that are over before it is judged', {
      analysis: ANALYSIS, steps: [10, 50], pauses: StepPauses.each(Duration.minutes(2)),
    }, "'pauses' must last more than 240 seconds in all, until when 3 measurements may have failed, "
      + 'got "240 seconds"; lengthen them, or shorten analysis.interval'],
    ['to keep pods that nothing tells apart', { abort: DeliveryAbort.after(3, { keepFor: Duration.hours(1) }) },
      "'abort.keepFor' must be left out by replicas, where a version that is taken back keeps its share as long as it "
      + 'has pods, got "60 minutes"; '
      + 'use routing: TrafficRouting.gatewayApi() or TrafficRouting.istio(), or RolloutStrategy.blueGreen()'],
    ['a preview that is none', { strategy: RolloutStrategy.blueGreen({ previewReplicas: 0 }) },
      "'strategy.previewReplicas' must be a whole number from 1 to 10, got 0; give a number within the range"],
    ['a preview above the most pods', { strategy: RolloutStrategy.blueGreen({ previewReplicas: 11 }) },
      "'strategy.previewReplicas' must be a whole number from 1 to 10, got 11; give a number within the range"],
    ['a deadline of parts of a second', { abort: DeliveryAbort.after(3, { deadline: Duration.millis(1500) }) },
      "'abort.deadline' must be whole seconds from 1 to 2147483647, got \"1.5 seconds\"; give a duration within the "
      + 'range, such as Duration.seconds(30)'],
    ['an analysis by nothing', { analysis: DeliveryAnalysis.byObjectives([], { prometheus: PROMETHEUS }) },
      "'analysis.objectives' must be one or more, each under a name of its own, got []; "
      + 'name those that the service promises'],
  ];

  it.each(cases)('%s', (_, props, complaint) => {
    const message = messageOf(() => addTo(stage(PLATFORM).chart, props));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop/web] ${complaint}`);
  });

  it('to stop the old version first', () => {
    const message = messageOf(() => rollout({ rollout: Rollout.recreate('two writers would corrupt it') }));
    expect(message).toMatch(/^\[shop\/web\] 'rollout' must keep the old version .* use a ProductionService$/);
  });

  it('an analysis by what the service does not promise', () => {
    const { app, chart } = stage(PLATFORM);
    addTo(chart, { analysis: ANALYSIS });
    expect(complaintsOf(app)).toEqual([
      "[shop/web] 'analysis.objectives' must be promised by the service too, whose rules record what is asked, "
      + 'got "availability"; call promise(objective) of the service with the same one',
    ]);
  });

  it('an analysis by something else than the service promises under that name', () => {
    const { app, chart } = stage(PLATFORM);
    addTo(chart, { analysis: ANALYSIS }).promise(ServiceLevelObjective.availability(99, HTTP));
    expect(complaintsOf(app)).toEqual([
      "[shop/web] 'analysis.objectives' must be what the service promises under that name, "
      + 'got "availability"; call promise(objective) of the service with the same one',
    ]);
  });

  it('an analysis by two objectives that would be measured under one name', () => {
    const named = ServiceLevelObjective.availability(99, { ...HTTP, name: 'availability-of-new-version' });
    const analysis = DeliveryAnalysis.byObjectives([OBJECTIVE, named], { prometheus: PROMETHEUS });
    expect(messageOf(() => rollout({ analysis }))).toContain('each under a name of its own');
  });

  it('a mesh that knows no Rollouts', () => {
    const objective = ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.linkerd() });
    const promised = () => render((chart) => { addTo(chart).promise(objective); }, PLATFORM);
    expect(messageOf(promised)).toBe(
      "[shop/web] 'objective.metrics' must know what makes the pods, got \"Rollout\"; "
      + 'give it labels, or count them by RequestMetrics.openTelemetryHttp()',
    );
  });

  const unknowing = [RequestMetrics.istio(), RequestMetrics.linkerd({ labels: { app: 'web' } })];

  it.each(unknowing)('what does not tell versions apart: %#', (metrics) => {
    const objective = ServiceLevelObjective.availability(99.9, { metrics });
    const analysis = DeliveryAnalysis.byObjectives([objective], { prometheus: PROMETHEUS });
    expect(messageOf(() => rollout({ analysis }))).toMatch(/'analysis.objectives.metrics' must count requests so that/);
  });

  it('labels that the controller would fill in', () => {
    const metrics = RequestMetrics.openTelemetryHttp({ labels: { job: '{{args.secret}}' } });
    const objective = ServiceLevelObjective.availability(99.9, { metrics });
    const analysis = DeliveryAnalysis.byObjectives([objective], { prometheus: PROMETHEUS });
    expect(messageOf(() => rollout({ analysis }))).toMatch(/must count requests by labels without \{\{/);
  });

  it('a Gateway that nothing is exposed at', () => {
    const { app, chart } = stage(PLATFORM);
    addTo(chart, { routing: GATEWAY });
    expect(complaintsOf(app)).toEqual([
      "[shop/web] 'exposeAt' must be called where the Gateway divides the traffic, got nothing; "
      + 'expose it, or use TrafficRouting.byReplicas()',
    ]);
  });

  it('a preview where there are steps', () => {
    const message = messageOf(() => addTo(stage(PLATFORM).chart).previewAt('preview.example.com'));
    expect(message).toMatch(/'previewAt' must be left out where new versions come in steps/);
  });

  it('a fixed number of pods with the same reason as a ProductionService', () => {
    const { metadata, spec } = only(rollout({ scaling: Autoscaling.none('a pod for each shard', 2) }), 'Rollout');
    expect(spec.replicas).toBe(2);
    expect(metadata.annotations['preflight/waive.has-autoscaler']).toBe('a pod for each shard');
  });
});

function addTo(chart: Chart, props: Partial<RolloutServiceProps> = {}): RolloutService {
  return new RolloutService(chart, 'web', { image: IMAGE, ...props });
}

function rollout(props: Partial<RolloutServiceProps> = {}): Manifest[] {
  return render((chart) => addTo(chart, props), PLATFORM);
}

function canaryOf(props: Partial<RolloutServiceProps>): Manifest {
  return only(rollout(props), 'Rollout').spec.strategy.canary;
}
