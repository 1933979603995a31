import { Duration } from 'cdk8s';
import type { Built, PartVariants } from './part-variants';
import { IMAGE, render } from './render';
import { ALERT_RECEIVERS } from './smallest-calls';
import {
  AlertReceiver, AlertRouting, MetricsFlavor, ProductionNamespace, ProductionService, RequestMetrics, SecretKey,
  ServiceAlerts, ServiceLevelObjective,
} from '../../src';

const KEY = SecretKey.of('receivers', 'key');
const OBJECTIVE = { name: 'requests', metrics: RequestMetrics.httpRequestsTotal() };
const OPERATOR = { metrics: MetricsFlavor.operator() };
const OF_RULES = 'PrometheusRule spec.groups[0]';
/** The alerts on requests come second; those that name the promise stand behind what is recorded. */
const [ON_REQUESTS, ON_BUDGET] = [[1, 2, 3, 4], [16, 17, 18, 19]];

/** The ways in which somebody may be told of alerts, and in which they may be asked for. */
export const ALERT_VARIANTS: readonly PartVariants[] = [
  {
    part: 'AlertReceiver',
    variants: {
      pagerDuty: told(AlertReceiver.pagerDuty(KEY)),
      slack: told(AlertReceiver.slack(KEY)),
      opsgenie: told(AlertReceiver.opsgenie(KEY)),
      microsoftTeams: told(AlertReceiver.microsoftTeams(KEY)),
      email: told(AlertReceiver.email('a@example.com', { server: 'smtp.example.com:587', sender: 'b@example.com' })),
      webhook: told(AlertReceiver.webhook(KEY)),
      all: told(AlertReceiver.all([AlertReceiver.webhook(KEY), AlertReceiver.slack(KEY)])),
    },
    point: ['AlertmanagerConfig spec.receivers[2]'],
  },
  {
    part: 'RequestMetrics',
    variants: {
      openTelemetryHttp: alerted(RequestMetrics.openTelemetryHttp()),
      openTelemetryGrpc: alerted(RequestMetrics.openTelemetryGrpc()),
      httpRequestsTotal: alerted(RequestMetrics.httpRequestsTotal()),
      istio: alerted(RequestMetrics.istio()),
      linkerd: alerted(RequestMetrics.linkerd()),
    },
    point: ON_REQUESTS.map((index) => `${OF_RULES}.rules[${index}].expr`),
  },
  {
    part: 'ServiceLevelObjective',
    variants: {
      availability: promising(ServiceLevelObjective.availability(99, OBJECTIVE)),
      latency: promising(ServiceLevelObjective.latency(99, Duration.seconds(1), OBJECTIVE)),
    },
    point: [
      ...[0, 1].map((index) => `${OF_RULES}.rules[${index}].expr`),
      ...ON_BUDGET.map((index) => `${OF_RULES}.rules[${index}].annotations.description`),
    ],
  },
];

function alerted(metrics: RequestMetrics): Built {
  return web((service) => service.alertOn(ServiceAlerts.goldenSignals({ metrics })));
}

function promising(objective: ServiceLevelObjective): Built {
  return web((service) => service.promise(objective));
}

function web(call: (service: ProductionService) => unknown): Built {
  return () => render((chart) => {
    new ProductionNamespace(chart, 'shop');
    call(new ProductionService(chart, 'web', { image: IMAGE }));
  }, OPERATOR);
}

function told(info: AlertReceiver) {
  return () => render((chart) => {
    new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, info });
  }, OPERATOR);
}
