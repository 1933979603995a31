import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { itTakesAnyCall } from './any-call';
import { validCase } from './arbitraries/service-cases';
import { PLANTS } from './services/service-bad-values';
import { callVerbs, platformProps, serviceProps } from './services/service-build';
import { portsOf, ServiceCase } from './services/service-case';
import { Expectation, EXPECTATIONS, expectedWaivers } from './services/service-expectations';
import { expectComplete, Subject } from './services/service-verify';
import { Platform, ProductionApp, ProductionWorker } from '../../src';

/** Of each prop; the same ones are put to services, all of them. */
const MOST_VALUES = 3;
/** Props that a worker has not: ports beside the one, and callers. */
const OF_SERVICES = /^(ports\.(name|p)|allowFrom|peer|ingressControllerNamespace)\b/;
const WORKER_PLANTS = PLANTS.filter(({ prop }) => !OF_SERVICES.test(prop));
const TEXT_PLANTS = WORKER_PLANTS.filter(({ values, prop }) => (
  typeof values[values.length - 1] === 'string' && prop !== 'rollout.maxUnavailable'
));

const PRODUCTION_WORKER: Subject<ServiceCase> = {
  controller: 'Deployment',
  expectations: EXPECTATIONS.filter(({ kind }) => kind !== 'Service').map(monitoredByPods),
  build: buildWorkerApp,
  waivers: expectedWaivers,
};

/** What ProductionService takes, without what a worker has not. */
const workerCase: fc.Arbitrary<ServiceCase> = validCase.map(withoutCallers);

describe('a ProductionWorker', () => {
  itTakesAnyCall({
    valid: workerCase,
    plants: WORKER_PLANTS.map((plant) => ({ ...plant, values: plant.values.slice(0, MOST_VALUES) })),
    textPlants: TEXT_PLANTS,
    build: buildWorkerApp,
    verify: (given, app) => expectComplete(given, app, PRODUCTION_WORKER),
    cases: 20,
  });
});

function buildWorkerApp(given: ServiceCase, app: App = new ProductionApp()): App {
  Platform.configure(app, platformProps(given.platform));
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  callVerbs(new ProductionWorker(chart, given.id, serviceProps({ ...given, ports: undefined })), given);
  return app;
}

/** Probes must ask a port that is still there. */
function withoutCallers(given: ServiceCase): ServiceCase {
  const worker = { ...given, ports: undefined, flows: [] };
  const isThere = portsOf(worker).some(({ containerPort }) => containerPort === given.probes?.port);
  const probes = given.probes && { ...given.probes, port: isThere ? given.probes.port : undefined };
  return { ...worker, probes, isUnasked: isUnasked({ ...worker, probes }) };
}

/** Whether nobody asks the usual port, and nobody gave it. */
function isUnasked({ port, probes, metrics = {} }: ServiceCase): boolean {
  const { kind, port: probed = 8080 } = probes ?? { kind: 'http' };
  const scraped = 'none' in metrics ? undefined : metrics.port ?? 8080;
  const asked = [...['exec', 'none'].includes(kind) ? [] : [probed], scraped];
  return port === undefined && !asked.includes(8080);
}

/** What a ServiceMonitor says of a service, a PodMonitor says of a worker. */
function monitoredByPods({ kind, pointer, ...others }: Expectation): Expectation {
  if (kind !== 'ServiceMonitor') return { kind, pointer, ...others };
  return { kind: 'PodMonitor', pointer: pointer.replace('/endpoints/', '/podMetricsEndpoints/'), ...others };
}
