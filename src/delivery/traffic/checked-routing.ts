import { Construct } from 'constructs';
import { checkIstio } from './istio-objects';
import { fail } from '../../internal/fail';
import { Platform } from '../../platform/platform';
import { HeaderMatch } from '../strategy/header-match';
import { TrafficRouting } from '../strategy/traffic-routing';

/** What divides the traffic, and for whom it looks at requests. */
interface GivenRouting {
  readonly routing: TrafficRouting;
  readonly testers?: HeaderMatch;
}

/** Refuses what the platform does not route. */
export function checkRouting(scope: Construct, { routing, testers }: GivenRouting): void {
  testers?._check(scope, 'testers');
  if (testers !== undefined && routing._kind === 'replicas') {
    const remedy = 'use routing: TrafficRouting.gatewayApi() or TrafficRouting.istio()';
    fail(scope, { prop: 'testers', must: 'be left out by replicas, which see no headers', got: testers.name, remedy });
  }
  if (routing._kind === 'Istio') checkIstio(scope, 'routing', routing._istio);
  if (routing._kind === 'Gateway API') checkGateway(scope);
}

function checkGateway(scope: Construct): void {
  if (Platform.of(scope).routes._gateway !== undefined) return;
  const must = 'be what the platform has, whose routes are Ingresses: they have no weights';
  const remedy = 'call Platform.configure(app, { routes: RouteFlavor.gateway(...) }), or use TrafficRouting.istio()';
  fail(scope, { prop: 'routing', must, got: 'Gateway API', remedy });
}
