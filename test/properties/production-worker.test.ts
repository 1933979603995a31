import * as fs from 'fs';
import * as path from 'path';
import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { validCase } from './arbitraries';
import { Plant, PLANTS } from './bad-values';
import { callVerbs, platformProps, serviceProps } from './build';
import { Expectation, EXPECTATIONS, expectedWaivers } from './expectations';
import { runs } from './runs';
import { portsOf, ServiceCase } from './service-case';
import { anyText } from './text';
import { expectComplete, Subject } from './verify';
import { Platform, ProductionApp, ProductionWorker } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';

const OUTDIR = path.join(__dirname, 'never-written');
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
const planted = fc.tuple(fc.constantFrom(...TEXT_PLANTS), anyText);
/** Calls in which any text may stand anywhere. */
const wildCase = fc.tuple(workerCase, fc.array(planted, { maxLength: 2 })).map(([given, changes]) => (
  changes.reduce<ServiceCase>((changed, [plant, text]) => withPlanted(changed, plant, text), given)
));

describe('a ProductionWorker', () => {
  it('made of valid values is written in full', () => {
    fc.assert(fc.property(workerCase, (given) => {
      expect(outcomeOf(given)).toBeUndefined();
    }), runs(20));
  });

  it.each(WORKER_PLANTS)('refuses a bad $title by the name $prop', ({ prop, values, plant }) => {
    const [given] = fc.sample(workerCase, { ...runs(1), numRuns: 1 });
    for (const value of values.slice(0, 3)) {
      const message = messageOf(() => buildWorkerApp({ ...given, ...plant(given, value as never) }));
      expect(message).toMatch(NAMED_ERROR);
      expect(message.slice(0, message.indexOf(' must '))).toMatch(`'${prop}'`);
    }
  });

  it('made of any text ends in a named error before anything is written, or in a full output', () => {
    const outcomes: (string | undefined)[] = [];
    fc.assert(fc.property(wildCase, (given) => {
      const message = outcomeOf(given);
      outcomes.push(message);
      if (message !== undefined) expect(message).toMatch(NAMED_ERROR);
      expect(fs.existsSync(OUTDIR)).toBe(false);
    }), runs(20));
    const refused = outcomes.filter((message) => message !== undefined).length / outcomes.length;
    expect(refused).toBeGreaterThan(0.2);
    expect(refused).toBeLessThan(0.8);
  });
});

function buildWorkerApp(given: ServiceCase, app: App = new ProductionApp()): App {
  Platform.configure(app, platformProps(given.platform));
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  callVerbs(new ProductionWorker(chart, given.id, serviceProps(given)), given);
  return app;
}

/** Probes must ask a port that is still there. */
function withoutCallers(given: ServiceCase): ServiceCase {
  const worker = { ...given, ports: undefined, flows: [] };
  const isThere = portsOf(worker).some(({ containerPort }) => containerPort === given.probes?.port);
  return { ...worker, probes: given.probes && { ...given.probes, port: isThere ? given.probes.port : undefined } };
}

function withPlanted(given: ServiceCase, { plant }: Plant, value: unknown): ServiceCase {
  return { ...given, ...plant(given, value as never) };
}

/** What a ServiceMonitor says of a service, a PodMonitor says of a worker. */
function monitoredByPods({ kind, pointer, ...others }: Expectation): Expectation {
  if (kind !== 'ServiceMonitor') return { kind, pointer, ...others };
  return { kind: 'PodMonitor', pointer: pointer.replace('/endpoints/', '/podMetricsEndpoints/'), ...others };
}

/** The message that a case ends in; undefined where it ends in output that is complete. */
function outcomeOf(given: ServiceCase): string | undefined {
  let app;
  try {
    app = buildWorkerApp(given, new ProductionApp({ outdir: OUTDIR }));
  } catch (error) {
    return (error as Error).message;
  }
  expectComplete(given, app, PRODUCTION_WORKER);
  return undefined;
}
