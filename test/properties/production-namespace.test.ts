import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { validCase } from './arbitraries/service-cases';
import { dnsLabel, maybe } from './arbitraries/words';
import { runs } from './runs';
import { Amounts, resourcesOf } from './services/probe-expectations';
import { addService, platformProps } from './services/service-build';
import { PlatformCase, ServiceCase } from './services/service-case';
import { maxReplicas, surgeOf } from './services/service-expectations';
import { NamespaceQuota, Platform, ProductionApp, ProductionNamespace, ProductionNamespaceProps } from '../../src';
import { ofKind, thousandths } from '../support/manifests/reading';
import { readYaml } from '../support/render';
import { Manifest, schemaProblems } from '../support/schemas';

interface Foreign {
  pods?: number;
  cpu?: string;
  memory?: string;
  ephemeralStorage?: string;
}

interface NamespaceCase {
  name: string;
  foreign: Foreign;
  services: ServiceCase[];
  platform: PlatformCase;
}

const namespaceCase: fc.Arbitrary<NamespaceCase> = fc.record({
  name: dnsLabel,
  foreign: fc.record({
    pods: maybe(fc.constantFrom(0, 1, 50)),
    cpu: maybe(fc.constantFrom('0', '500m', '2', '1')),
    memory: maybe(fc.constantFrom('0', '4Gi', '512Mi', '1Ki')),
    ephemeralStorage: maybe(fc.constantFrom('0', '10Gi', '100Mi')),
  }),
  services: fc.uniqueArray(validCase, { maxLength: 3, selector: ({ id, name }) => name ?? id }),
}).map(({ services, foreign, ...rest }) => {
  const platform = services[0]?.platform ?? {};
  const placed = services.map((given, index) => onPlatform(given, platform, index));
  // A reserve without pods is refused.
  return { ...rest, foreign: foreign.pods ? foreign : {}, platform, services: placed };
});

/** All services of a tree share its platform; their ids must differ. */
function onPlatform(given: ServiceCase, platform: PlatformCase, index: number): ServiceCase {
  const shutdown = given.shutdown?.kind === 'graceful' ? undefined : given.shutdown;
  return { ...given, id: `s${index}`, name: given.name ?? given.id, platform, shutdown, flows: [] };
}

function build({ name, foreign, services, platform }: NamespaceCase, app: App = new ProductionApp()): App {
  Platform.configure(app, platformProps(platform));
  const chart = new Chart(app, 'shop');
  const props: ProductionNamespaceProps = { name, quota: NamespaceQuota.computed(foreign) };
  const namespace = new ProductionNamespace(chart, 'the-namespace', props);
  services.forEach((given, index) => addService(index % 2 === 0 ? chart : namespace, given));
  return app;
}

/** Pods at maximum scale with the surge of a rollout; percentages round up. */
function podsOf(given: ServiceCase): bigint {
  const max = maxReplicas(given);
  const surge = surgeOf(given);
  return BigInt(max + (typeof surge === 'number' ? surge : Math.ceil((max * Number(surge.slice(0, -1))) / 100)));
}

/** What the quota must hold, in thousandths. */
function expectedHard({ services, foreign }: NamespaceCase): Record<string, bigint> {
  const pods = BigInt(foreign.pods ?? 0);
  const total = (amount: (amounts: Amounts) => bigint, given: string | undefined, ofLimitRange: string) => {
    const reserve = given === undefined ? thousandths(ofLimitRange) * pods : thousandths(given);
    return services.reduce((sum, one) => sum + amount(resourcesOf(one)) * podsOf(one), reserve);
  };
  const { cpu, memory, ephemeralStorage: storage } = foreign;
  const isCpuLimited = services.every((given) => resourcesOf(given).cpuLimit !== undefined);
  return {
    'pods': services.reduce((sum, given) => sum + podsOf(given), pods) * 1000n,
    'requests.cpu': total(({ cpuRequest }) => cpuRequest, cpu, '100m'),
    'requests.memory': total(({ memoryRequest }) => memoryRequest, memory, '128Mi'),
    'requests.ephemeral-storage': total(({ storageRequest }) => storageRequest, storage, '64Mi'),
    ...(isCpuLimited ? { 'limits.cpu': total(({ cpuLimit }) => cpuLimit ?? 0n, cpu, '500m') } : {}),
    'limits.memory': total(({ memoryLimit }) => memoryLimit, memory, '128Mi'),
    'limits.ephemeral-storage': total(({ storageLimit }) => storageLimit, storage, '128Mi'),
  };
}

function inThousandths(quantities: Record<string, string>): Record<string, bigint> {
  return Object.fromEntries(Object.entries(quantities).map(([key, quantity]) => [key, thousandths(quantity)]));
}

function expectQuota(given: NamespaceCase, manifests: Manifest[]): void {
  const quotas = ofKind(manifests, 'ResourceQuota');
  expect(quotas).toHaveLength(given.services.length === 0 ? 0 : 1);
  if (quotas.length === 0) return;
  const hard = inThousandths(quotas[0].spec.hard);
  expect(hard).toEqual(expectedHard(given));
  expectPodsFit(hard, ofKind(manifests, 'Deployment'), given);
}

/** Adds up what is written, not what was given. */
function expectPodsFit(hard: Record<string, bigint>, deployments: Manifest[], given: NamespaceCase): void {
  const sums: Record<string, bigint> = {};
  const add = (key: string, amount: bigint) => { sums[key] = (sums[key] ?? 0n) + amount; };
  for (const deployment of deployments) {
    const service = given.services.find(({ name }) => name === deployment.metadata.name) as ServiceCase;
    const pods = podsOf(service);
    add('pods', pods * 1000n);
    for (const { resources } of deployment.spec.template.spec.containers) {
      for (const kind of ['requests', 'limits']) {
        const amounts = Object.entries(inThousandths(resources[kind]));
        for (const [key, amount] of amounts) add(`${kind}.${key}`, amount * pods);
      }
    }
  }
  for (const [key, amount] of Object.entries(hard)) expect([key, sums[key] <= amount]).toEqual([key, true]);
}

function expectWithinLimits(manifests: Manifest[]): void {
  const [{ min, max, default: limits, defaultRequest }] = ofKind(manifests, 'LimitRange')[0].spec.limits.map(
    (limit: Manifest) => Object.fromEntries(['min', 'max', 'default', 'defaultRequest'].map((key) => (
      [key, inThousandths(limit[key])]))));
  const containers = ofKind(manifests, 'Deployment').flatMap(({ spec }) => spec.template.spec.containers);
  for (const { resources } of containers) expectBetween(min, inThousandths(resources.requests), max);
  for (const { resources } of containers) expectBetween(min, inThousandths(resources.limits), max);
  expectBetween(min, defaultRequest, limits);
  expectBetween(min, limits, max);
  // Without a limit of its own a container is given the default, or refused where there is only a maximum.
  const bounded = expect.arrayContaining(Object.keys(max)) as unknown;
  for (const { resources } of containers) expect(Object.keys(resources.limits)).toEqual(bounded);
}

type Quantities = Record<string, bigint>;

function expectBetween(low: Quantities, amounts: Quantities, high: Quantities): void {
  for (const [key, amount] of Object.entries(amounts)) {
    const isBelow = high[key] === undefined || amount <= high[key];
    expect([key, amount >= (low[key] ?? 0n), isBelow]).toEqual([key, true, true]);
  }
}

describe('a ProductionNamespace with services', () => {
  it('has room for every pod at maximum scale plus surge', () => {
    fc.assert(fc.property(namespaceCase, (given) => {
      const app = build(given);
      const text = app.synthYaml() as string;
      expect(build(given, new App()).synthYaml()).toBe(text);
      const manifests = readYaml(text);
      const minor = given.platform.kubernetesVersion ?? '1.30';
      expect(manifests.flatMap((manifest) => schemaProblems(minor, manifest))).toEqual([]);
      for (const { kind, metadata } of manifests) {
        if (kind !== 'Namespace') expect(metadata.namespace).toBe(given.name);
      }
      expectQuota(given, manifests);
      expectWithinLimits(manifests);
    }), runs(40));
  });

  it.each([
    ['fractions of a thousandth of a CPU', { cpuRequest: 1500, cpuLimit: 2500, memory: 4096 }],
  ])('has room for containers that ask for %s', (_, sizes) => {
    const [sample] = fc.sample(validCase, { seed: 1, numRuns: 1 });
    const service: ServiceCase = {
      ...sample,
      name: 'api',
      config: undefined,
      flows: [],
      platform: {},
      rollout: undefined,
      scaling: undefined,
      resources: { kind: 'of', reason: 'r', ...sizes },
    };
    const given: NamespaceCase = { name: 'shop', foreign: {}, platform: {}, services: [service] };
    const manifests = readYaml(build(given).synthYaml() as string);
    expectQuota(given, manifests);
    expectWithinLimits(manifests);
  });
});
