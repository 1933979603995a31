import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Config, JobAlerts, JobWorkloadProps, Platform, ProductionApp, ProductionNamespace, SpotNodes,
} from '../../../src';
import { IMAGE } from '../../support/render';
import { Plant } from '../any-call';
import { resourcesArbitrary } from '../arbitraries/part-cases';
import { command, config, environmentName } from '../arbitraries/service-cases';
import { plainText, reason } from '../arbitraries/text';
import { labelValue, maybe, serviceName, subdomain, unlike } from '../arbitraries/words';
import { knownPlatform } from '../promises';
import { COUNTS, NOT_LABELS, NOT_REASONS, NOT_TIMES, ODD_NUMBERS, TEXTS } from '../services/service-bad-values';
import { made, platformProps, resources, time } from '../services/service-build';
import { ConfigCase, PlatformCase, ResourcesCase, TimeCase } from '../services/service-case';

/** What is the same of every job, as plain data, so that counterexamples can be read and shrunk. */
export interface JobCase {
  id: string;
  name?: string;
  command?: string[];
  args?: string[];
  env?: Record<string, string>;
  config?: ConfigCase;
  resources?: ResourcesCase;
  backoffLimit?: number;
  failOnExitCodes?: number[];
  grace?: TimeCase;
  spot?: 'preferred' | 'karpenter' | string;
  priorityClassName?: string;
  noAlerts?: string;
  platform: PlatformCase;
}

const LABEL_OF_SPOT = 'acme.com/capacity';
const OF_CLOUDS = ['eks', 'gke', 'aks'];
const SHORT = unlike('constructor', serviceName).filter((name) => name.length <= 40);

/** Jobs that must be taken, of whatever kind. */
export const validJob: fc.Arbitrary<JobCase> = fc.record({
  id: SHORT,
  name: maybe(SHORT),
  command: maybe(command),
  args: maybe(fc.array(plainText, { maxLength: 3 })),
  env: maybe(fc.dictionary(environmentName, plainText, { maxKeys: 3, noNullPrototype: true })),
  config: maybe(config),
  resources: maybe(resourcesArbitrary),
  backoffLimit: maybe(fc.constantFrom(1, 2, 7, 100)),
  failOnExitCodes: maybe(fc.uniqueArray(fc.integer({ min: 1, max: 255 }), { maxLength: 4 })),
  grace: maybe(fc.constantFrom<TimeCase>(
    { unit: 'seconds', amount: 0 }, { unit: 'seconds', amount: 31 }, { unit: 'minutes', amount: 1440 },
  )),
  spot: maybe(fc.oneof(fc.constantFrom('preferred', 'karpenter'), labelValue)),
  priorityClassName: maybe(subdomain),
  noAlerts: maybe(reason),
  platform: knownPlatform,
}).map(reconcile);

/** Takes out what contradicts another part of the same call. */
function reconcile(given: JobCase): JobCase {
  const { config: asked, env = {}, spot, platform } = given;
  const data = Object.entries(asked?.data ?? {}).filter(([key]) => asked?.kind === 'files' || !Object.hasOwn(env, key));
  const isKnown = spot !== 'preferred' || OF_CLOUDS.includes(platform.provider ?? '');
  return {
    ...given,
    config: asked && { ...asked, data: Object.fromEntries(data) },
    spot: isKnown ? spot : undefined,
  };
}

/** The props that every job has. */
export function jobProps(given: JobCase): JobWorkloadProps {
  const { name, args, env, backoffLimit, failOnExitCodes, priorityClassName } = given;
  return {
    image: IMAGE,
    name,
    command: given.command,
    args,
    env,
    backoffLimit,
    failOnExitCodes,
    priorityClassName,
    config: made(given.config, configOf),
    resources: made(given.resources, resources),
    terminationGracePeriod: time(given.grace),
    spotNodes: made(given.spot, spotNodes),
    alerts: made(given.noAlerts, JobAlerts.none),
  };
}

/** An app with a namespace, whose quota counts the pods of what is added. */
export function appWith(given: JobCase, add: (chart: Chart) => void, app: App = new ProductionApp()): App {
  Platform.configure(app, platformProps(given.platform));
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new ProductionNamespace(chart, 'the-namespace', { name: 'shop' });
  add(chart);
  return app;
}

export function nameOf({ id, name = id }: JobCase): string {
  return name;
}

function configOf({ kind, data, mountPath, keepFolder }: ConfigCase): Config {
  return kind === 'files' ? Config.files(data, { mountPath, keepFolder }) : Config.environment(data);
}

function spotNodes(given: string): SpotNodes {
  if (given === 'preferred' || given === 'karpenter') return SpotNodes[given]();
  return SpotNodes.labeled(LABEL_OF_SPOT, given);
}

/** Each prop of every job, with values that it must refuse. */
export const JOB_PLANTS: readonly Plant<JobCase>[] = [
  { prop: 'name', values: [...NOT_LABELS, '1a', 'a'.repeat(64)], plant: (_, name: string) => ({ name }) },
  { prop: 'command', values: TEXTS, plant: (_, text: string) => ({ command: ['/a', text] }) },
  {
    prop: 'env.A',
    values: TEXTS,
    plant: (_, text: string) => ({ env: { A: text }, config: undefined }),
  },
  {
    prop: 'backoffLimit',
    values: [101, ...COUNTS.filter((count) => count !== 0)],
    plant: (_, backoffLimit: number) => ({ backoffLimit }),
  },
  {
    title: 'backoffLimit on spot nodes',
    prop: 'backoffLimit',
    values: [0],
    plant: (_, backoffLimit: number) => ({ backoffLimit, spot: 'karpenter' }),
  },
  {
    prop: 'failOnExitCodes',
    values: [0, 256, 7, ...ODD_NUMBERS],
    plant: (_, code: number) => ({ failOnExitCodes: [7, code] }),
  },
  {
    prop: 'terminationGracePeriod',
    values: NOT_TIMES.filter(({ amount }) => amount !== 0),
    plant: (_, grace: TimeCase) => ({ grace }),
  },
  {
    prop: `spotNodes.${LABEL_OF_SPOT}`,
    values: ['a b', '-a', 'é', 'a'.repeat(64), ...TEXTS],
    plant: (_, spot: string) => ({ spot, backoffLimit: 1 }),
  },
  {
    prop: 'priorityClassName',
    values: ['', 'A', 'a_b', ...TEXTS],
    plant: (_, priorityClassName: string) => ({ priorityClassName }),
  },
  { prop: 'alerts', values: NOT_REASONS, plant: (_, noAlerts: string) => ({ noAlerts }) },
];
/** Where nearly any text is a value, and where hardly any is. */
export const JOB_TEXT_PLANTS = JOB_PLANTS.filter(({ prop }) => (
  ['name', 'command', 'env.A', `spotNodes.${LABEL_OF_SPOT}`, 'alerts', 'priorityClassName'].includes(prop)
));
