import { Construct } from 'constructs';
import { IMAGE } from './render';
import { AllowTraffic, DefaultDenyPolicy, ProductionNamespace, ProductionService, ProductionWorker } from '../../src';

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
};
