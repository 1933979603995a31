import * as fc from 'fast-check';
import { ResourceDemand } from '../../src/internal/tree/namespace-registry';
import { ContainerDemand, podDemand } from '../../src/pods/pod-demand';
import { runs } from '../properties/runs';

/** A container of a pod, by what it is and one amount of everything. */
interface PodContainer {
  readonly kind: 'init' | 'sidecar' | 'app';
  readonly amount: number;
}

/** The amounts of one kind, in the order of the start. */
type Row = [title: string, containers: [PodContainer['kind'], number][], expected: number];

const SIDECAR_FIRST: PodContainer['kind'][] = ['init', 'sidecar', 'app'];

describe('what a pod asks for', () => {
  it.each<Row>([
    ['one container', [['app', 250]], 250],
    ['containers that run together', [['app', 250], ['app', 50]], 300],
    ['an init container that is smaller', [['init', 50], ['app', 250]], 250],
    ['an init container that is as large', [['init', 250], ['app', 250]], 250],
    ['an init container that is larger', [['init', 1000], ['app', 250]], 1000],
    ['init containers, which run one after the other', [['init', 200], ['init', 200], ['app', 250]], 250],
    ['a sidecar, which stays', [['sidecar', 50], ['app', 250]], 300],
    ['a sidecar before an init container, beside which it runs', [['sidecar', 50], ['init', 300], ['app', 250]], 350],
    ['a sidecar that comes after an init container', [['init', 310], ['sidecar', 50], ['app', 250]], 310],
    ['the second of two sidecars only where it is there already', [
      ['sidecar', 10], ['init', 300], ['sidecar', 20], ['app', 100],
    ], 310],
    ['two sidecars before an init container', [['sidecar', 10], ['sidecar', 20], ['init', 300], ['app', 100]], 330],
    ['sidecars that outgrow every init container', [['sidecar', 100], ['init', 20], ['sidecar', 100], ['app', 1]], 201],
    ['nothing', [], 0],
  ])('counts %s', (...[, containers, expected]) => {
    const demand = podDemand(containers.map(([kind, amount]) => demandOf({ kind, amount })));

    expect(demand).toEqual(amountsOf(expected));
  });

  it('keeps the six amounts apart', () => {
    const first = { ends: true, resources: amounts(1n, 20n, 3n, 40n, 5n, 60n) };
    const second = { ends: false, resources: amounts(10n, 2n, 30n, 4n, 50n, 6n) };

    expect(podDemand([first, second])).toEqual(amounts(10n, 20n, 30n, 40n, 50n, 60n));
  });

  it.each([[0], [1], [2]])('has no limit of CPU where container %p has none', (place) => {
    const containers = SIDECAR_FIRST.map((kind) => demandOf({ kind, amount: 100 }));
    const unlimited = containers.map(({ ends, resources }, index) => (
      { ends, resources: { ...resources, cpuLimit: index === place ? undefined : resources.cpuLimit } }
    ));

    expect(podDemand(unlimited)).toEqual({ ...amountsOf(200), cpuLimit: undefined });
  });

  it('is what the documented formula says of any pod', () => {
    fc.assert(fc.property(anyPod, (containers) => {
      const counted = podDemand(containers.map(demandOf));

      expect(counted).toEqual(amountsOf(documented(containers)));
    }), runs(500));
  });

  it('does not depend on the order of what does not start others', () => {
    fc.assert(fc.property(anyPod, (containers) => {
      const [starting, running] = [true, false].map((starts) => (
        containers.filter(({ kind }) => (kind !== 'app') === starts)
      ));

      expect(podDemand([...starting, ...running.reverse()].map(demandOf)))
        .toEqual(podDemand(containers.map(demandOf)));
    }), runs(100));
  });
});

const starting = fc.record({
  kind: fc.constantFrom<PodContainer['kind']>('init', 'sidecar'),
  amount: fc.integer({ min: 0, max: 1000 }),
});
const app = fc.record({ kind: fc.constant<PodContainer['kind']>('app'), amount: fc.integer({ min: 0, max: 1000 }) });
const anyPod: fc.Arbitrary<PodContainer[]> = fc.tuple(
  fc.array(starting, { maxLength: 6 }), fc.array(app, { minLength: 1, maxLength: 3 }),
).map(([before, beside]) => [...before, ...beside]);

/**
 * The larger of what runs for good and of the hungriest moment of the start: an init container, with all sidecars that
 * are named before it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
function documented(containers: readonly PodContainer[]): number {
  const sum = (list: readonly PodContainer[]) => list.reduce((total, { amount }) => total + amount, 0);
  const starts = containers.map((container, index) => (container.kind === 'init'
    ? container.amount + sum(containers.slice(0, index).filter(({ kind }) => kind === 'sidecar'))
    : 0));
  return Math.max(sum(containers.filter(({ kind }) => kind !== 'init')), ...starts);
}

function demandOf({ kind, amount }: PodContainer): ContainerDemand {
  return { ends: kind === 'init', resources: amountsOf(amount) };
}

function amountsOf(amount: number): ResourceDemand {
  const nanos = BigInt(amount);
  return amounts(nanos, nanos, nanos, nanos, nanos, nanos);
}

function amounts(...[cpuRequest, cpuLimit, memoryRequest, memoryLimit, storageRequest, storageLimit]: bigint[]) {
  return {
    cpuRequest,
    cpuLimit,
    memoryRequest,
    memoryLimit,
    ephemeralStorageRequest: storageRequest,
    ephemeralStorageLimit: storageLimit,
  };
}
