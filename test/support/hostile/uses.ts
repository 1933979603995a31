import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { make, planted, sampleCall } from './samples';
import { allSites, CallableName, Site } from './sites';
import {
  FlaggerCanary, ForeignService, ProductionApp, ProductionService, PublicRoute, RequestMetrics, RolloutService,
  ServiceLevelObjective,
} from '../../../src';
import { SMALLEST_CALLS } from '../smallest-calls';

/** A call that was made, with what came of it. */
export interface MadeCall {
  readonly callable: CallableName;
  /** Where it was made, or what it was made of. */
  readonly scope: Construct;
  readonly result: unknown;
  /** Chooses among the calls that take such a result. */
  readonly turn: number;
}

/** What shows what a whole tree was told. */
const WITNESSES = ['ProductionService', 'StatefulService', 'EtcdBackup'];
/** What analyses ask for. */
const PROMISED = ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() });
const TARGET = { name: 'foreign', namespace: 'shop', podLabels: { app: 'foreign' }, containerPort: 8080 };
/** Members that only what has a controller takes, or what looks at requests. */
const UNFIT: Readonly<Record<string, readonly string[]>> = {
  DeliveryAbort: ['CanaryService'],
  DeliveryAnalysis: ['CanaryService'],
  HeaderMatch: ['CanaryService', 'FlaggerCanary', 'RolloutService'],
  // A load test alone judges nothing, and there are as many pauses as steps.
  FlaggerWebhook: ['FlaggerCanary'],
  StepPauses: ['CanaryService', 'FlaggerCanary', 'RolloutService'],
};
const SITES_OF = new Map<string, readonly Site[]>();

/** The apps in which a call, or what came of it, can be seen. */
export function appsOf({ callable, scope, result, turn }: MadeCall): App[] {
  if (result instanceof ProductionApp) return [peopled(result)];
  if (result instanceof PublicRoute) result.expose(ForeignService.at(TARGET), 'new.example.com');
  keepPromise(result);
  const isConstruct = Construct.isConstruct(result);
  const isOfPlatform = callable.className === 'Platform';
  if (isOfPlatform && callable.kind === 'static') people(scope).exposeAt('of.example.com');
  const isSeen = isConstruct || isOfPlatform || callable.kind === 'method';
  return [...isSeen ? appsAbove(scope) : [], ...isConstruct ? [] : usesOf(result, turn)];
}

/** An analysis goes by what the service promises. */
function keepPromise(result: unknown): void {
  if (result instanceof RolloutService || result instanceof FlaggerCanary) result.promise(PROMISED);
}

function appsAbove({ node: { root } }: Construct): App[] {
  return root instanceof App ? [root] : [];
}

function peopled(app: ProductionApp): ProductionApp {
  people(new Chart(app, 'shop', { namespace: 'shop' }));
  return app;
}

function people(scope: Construct): ProductionService {
  const [service] = WITNESSES.map((name) => SMALLEST_CALLS[name](new Construct(scope, `of-${name}`)));
  return service as ProductionService;
}

/** A value of a class is used where a call takes one, and what comes of that in turn. */
function usesOf(value: unknown, turn: number): App[] {
  const sites = sitesOf(classNameOf(value));
  if (sites.length === 0) return [];
  const { callable, path } = sites[turn % sites.length];
  const call = planted(callable, sampleCall(callable), [path, value]);
  return appsOf({ callable, scope: call.scope, result: make(callable, call), turn });
}

function sitesOf(className: string): readonly Site[] {
  const sites = SITES_OF.get(className) ?? allSites().filter(({ callable, type }) => (
    type.kind === 'class' && type.name === className && callable.className !== className
      && !UNFIT[className]?.includes(callable.className)
  ));
  SITES_OF.set(className, sites);
  return sites;
}

function classNameOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.getPrototypeOf(value)?.constructor?.name ?? '' : '';
}
