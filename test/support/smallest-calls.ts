import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { IMAGE } from './render';
import {
  AllowTraffic, DefaultDenyPolicy, ForeignService, Platform, ProductionNamespace, ProductionService, ProductionWorker,
  PublicRoute, RouteTls, StatefulService,
} from '../../src';

/** The smallest call of each construct; a new construct needs an entry, and is then tested with all others. */
export const SMALLEST_CALLS: Record<string, (scope: Construct) => Construct> = {
  AllowTraffic: (scope) => new AllowTraffic(scope, 'grafana-to-loki', {
    callers: { namespace: 'shop', labels: { app: 'grafana' } },
    target: { namespace: 'shop', labels: { app: 'loki' } },
    port: 3100,
  }),
  DefaultDenyPolicy: (scope) => new DefaultDenyPolicy(scope, 'closed'),
  ProductionNamespace: (scope) => new ProductionNamespace(scope, 'shop'),
  ProductionService: (scope) => new ProductionService(scope, 'web', { image: IMAGE }),
  ProductionWorker: (scope) => new ProductionWorker(scope, 'mailer', { image: IMAGE }),
  PublicRoute: (scope) => {
    const edge = new Construct(scope, 'edge');
    Platform.configure(edge, { ingressControllerNamespace: 'ingress', tls: RouteTls.secret('shop-tls') });
    const route = new PublicRoute(edge, 'shop');
    route.expose(WEB, 'shop.example.com');
    return route;
  },
  StatefulService: (scope) => new StatefulService(scope, 'store', {
    image: IMAGE,
    ports: [{ name: 'redis', containerPort: 6379 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
  }),
};

const WEB = ForeignService.at({
  name: 'web', namespace: 'shop', podLabels: { 'app.kubernetes.io/instance': 'web' }, containerPort: 8080,
});
