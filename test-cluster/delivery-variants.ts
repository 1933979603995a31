import { Construct } from 'constructs';
import { ServiceVariant } from './service-variants';
import {
  BlueGreenService, BlueGreenSide, CanaryService, FlaggerCanary, HeaderMatch, IdleSide, ProductionService,
  RolloutService, RolloutStrategy, TrafficRouting, TrafficSplit,
} from '../src';
import { ANALYSIS, OBJECTIVE, PLATFORM } from '../test/support/deliveries';
import { IMAGE } from '../test/support/render';

const TESTERS = HeaderMatch.exactly('x-canary', 'always');
const MESH = TrafficRouting.istio({ gateways: ['istio-ingress/public'] });
const GATEWAY = TrafficRouting.gatewayApi();
const HOST = 'delivery.example.com';

/** Each engine with whatever divides its traffic. */
export const DELIVERY_VARIANTS: readonly ServiceVariant[] = [
  {
    name: 'BlueGreenService with a side that sleeps, and a preview',
    platform: PLATFORM,
    make: (scope) => {
      const web = new BlueGreenService(scope, 'web', {
        image: IMAGE, active: BlueGreenSide.GREEN, idle: IdleSide.zero(),
      });
      web.exposeAt(HOST);
      web.previewAt('preview.example.com');
    },
  },
  {
    name: 'CanaryService by a mesh, with testers',
    platform: PLATFORM,
    make: (scope) => new CanaryService(scope, 'web', {
      image: IMAGE, canaryImage: IMAGE, routing: MESH, testers: TESTERS,
    }).exposeAt(HOST),
  },
  { name: 'RolloutService by a mesh, judged', platform: PLATFORM, make: (scope) => rolled(scope, MESH) },
  { name: 'RolloutService by a Gateway, judged', platform: PLATFORM, make: (scope) => rolled(scope, GATEWAY) },
  {
    name: 'RolloutService that switches, judged',
    platform: PLATFORM,
    make: (scope) => new RolloutService(scope, 'web', {
      image: IMAGE, strategy: RolloutStrategy.blueGreen({ previewReplicas: 1 }), analysis: ANALYSIS,
    }).promise(OBJECTIVE),
  },
  {
    name: 'FlaggerCanary by a Gateway, judged',
    platform: PLATFORM,
    make: (scope) => {
      const web = new FlaggerCanary(scope, 'web', { image: IMAGE, routing: GATEWAY, analysis: ANALYSIS });
      web.promise(OBJECTIVE);
      web.exposeAt(HOST);
    },
  },
  {
    name: 'TrafficSplit at a Gateway, with testers',
    platform: PLATFORM,
    make: (scope) => {
      const [web, next] = ['web', 'next'].map((id) => new ProductionService(scope, id, { image: IMAGE }));
      const backends = [{ target: web, weight: 90 }, { target: next, weight: 10 }];
      new TrafficSplit(scope, 'split', { host: HOST, backends, testers: TESTERS });
    },
  },
];

function rolled(scope: Construct, routing: TrafficRouting): void {
  const web = new RolloutService(scope, 'web', { image: IMAGE, routing, testers: TESTERS, analysis: ANALYSIS });
  web.promise(OBJECTIVE);
  web.exposeAt(HOST);
}
