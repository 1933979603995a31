import { Chart, Duration } from 'cdk8s';
import { ANALYSIS, OBJECTIVE, PLATFORM } from './deliveries';
import { PartVariants } from './part-variants';
import { IMAGE, render } from './render';
import {
  BlueGreenService, BlueGreenSide, CanaryService, CanaryServiceProps, FlaggerCanary, FlaggerWebhook, IdleSide,
  RolloutService, RolloutServiceProps, RolloutStrategy, StepPauses, TrafficRouting,
} from '../../src';

const ISTIO = TrafficRouting.istio();
const TESTER = 'http://tester.test/';

/** How new versions reach a few first. */
export const DELIVERY_VARIANTS: readonly PartVariants[] = [
  {
    part: 'FlaggerWebhook',
    variants: {
      acceptanceTest: flagged(FlaggerWebhook.acceptanceTest(TESTER, ['curl', 'http://web-canary/'])),
      loadTest: flagged(FlaggerWebhook.loadTest(TESTER, ['hey', 'http://web-canary/'])),
    },
    point: ['Canary spec.analysis.webhooks'],
  },
  {
    part: 'IdleSide',
    variants: {
      full: twoSided(IdleSide.full()),
      reduced: twoSided(IdleSide.reduced(1)),
      zero: twoSided(IdleSide.zero()),
    },
    point: [
      'HorizontalPodAutoscaler/web-green', 'Deployment/web-green spec.replicas',
      'Deployment/web-green metadata.annotations',
    ],
  },
  {
    part: 'RolloutStrategy',
    variants: {
      canary: rolled({ strategy: RolloutStrategy.canary() }),
      blueGreen: rolled({ strategy: RolloutStrategy.blueGreen() }),
    },
    point: ['Rollout spec.strategy', 'Service/web-preview', 'ServiceMonitor', 'PodMonitor'],
  },
  {
    part: 'StepPauses',
    variants: {
      each: rolled({ pauses: StepPauses.each(Duration.minutes(2)), analysis: ANALYSIS }),
      of: rolled({ steps: [10, 25, 50], pauses: StepPauses.of([1, 2, 3].map(Duration.minutes)), analysis: ANALYSIS }),
      untilPromoted: rolled({ pauses: StepPauses.untilPromoted(), analysis: ANALYSIS }),
    },
    point: ['Rollout spec.strategy.canary.steps'],
  },
  {
    part: 'TrafficRouting',
    variants: {
      byReplicas: canaried({ routing: TrafficRouting.byReplicas() }),
      gatewayApi: canaried({ routing: TrafficRouting.gatewayApi() }),
      istio: canaried({ routing: ISTIO }),
    },
    point: ['Service/web spec.selector', 'Service/web-canary', 'VirtualService', 'DestinationRule', 'HTTPRoute',
      'NetworkPolicy spec.ingress'],
  },
];

function flagged(webhook: FlaggerWebhook) {
  return written((chart) => {
    const web = new FlaggerCanary(chart, 'web', {
      image: IMAGE, analysis: ANALYSIS, routing: ISTIO, webhooks: [webhook],
    });
    web.promise(OBJECTIVE);
  });
}

function twoSided(idle: IdleSide) {
  return written((chart) => new BlueGreenService(chart, 'web', { image: IMAGE, active: BlueGreenSide.BLUE, idle }));
}

function rolled(props: Partial<RolloutServiceProps>) {
  return written((chart) => new RolloutService(chart, 'web', { image: IMAGE, ...props }).promise(OBJECTIVE));
}

function canaried(props: Partial<CanaryServiceProps>) {
  return written((chart) => {
    const web = new CanaryService(chart, 'web', { image: IMAGE, canaryImage: IMAGE, ...props });
    if (props.routing !== ISTIO) web.exposeAt('shop.example.com');
  });
}

function written(build: (chart: Chart) => void) {
  return () => render(build, PLATFORM);
}
