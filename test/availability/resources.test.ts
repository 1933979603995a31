import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { ProductionService, Resources } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest } from '../support/schemas';

const REQUESTS = { cpuRequest: Cpu.millis(100), memory: Size.mebibytes(64) };
const NUMBERS = { ...REQUESTS, cpuLimit: Cpu.millis(200) };
const LOCAL_STORAGE = { ephemeralStorageRequest: Size.gibibytes(1), ephemeralStorageLimit: Size.gibibytes(2) };
const A_CPU = 'be at least one thousandth of a CPU';
const SOME_BYTES = 'be at least 4Mi, in whole KiB, for no container starts with less';
const SOME_STORAGE = 'be at least 1Mi, in whole KiB, for its first lines of logs evict a pod that has less';
const OF_NODE = 'be at most what the largest node has';
const CPU_REMEDY = 'use Cpu.millis(500) for half a CPU, or give the platform its largestNode';
const SIZE_REMEDY = 'use Size.gibibytes(2), or give the platform its largestNode';

const RAISE = 'raise it, or lower the request';

describe('Resources', () => {
  it.each([
    ['extraSmall', Resources.extraSmall(), '50m', '250m', '64Mi'],
    ['small', Resources.small(), '100m', '500m', '128Mi'],
    ['medium', Resources.medium(), '250m', '1', '256Mi'],
    ['large', Resources.large(), '500m', '2', '1Gi'],
    ['extraLarge', Resources.extraLarge(), '1', '4', '4Gi'],
  ])('%s asks for all three, with memory that nobody may take back', (...[, resources, request, limit, memory]) => {
    expect(container(resources).resources).toEqual({
      requests: { 'cpu': request, memory, 'ephemeral-storage': '64Mi' },
      limits: { 'cpu': limit, memory, 'ephemeral-storage': '128Mi' },
    });
  });

  it('of takes every number, in its own unit', () => {
    const options = { cpuRequest: Cpu.units(0.25), cpuLimit: Cpu.units(1.5), memory: Size.gibibytes(1) };
    const resources = Resources.of({ ...options, memoryLimit: Size.mebibytes(1536), ...LOCAL_STORAGE });

    expect(container(resources).resources).toEqual({
      requests: { 'cpu': '250m', 'memory': '1Gi', 'ephemeral-storage': '1Gi' },
      limits: { 'cpu': '1500m', 'memory': '1536Mi', 'ephemeral-storage': '2Gi' },
    });
  });

  it('of raises the limit of local storage with its request', () => {
    const resources = Resources.of({ ...NUMBERS, ephemeralStorageRequest: Size.gibibytes(1) });
    const { requests, limits } = container(resources).resources;

    expect([requests['ephemeral-storage'], limits['ephemeral-storage']]).toEqual(['1Gi', '1Gi']);
  });

  it('guaranteed requests what it limits', () => {
    const { requests, limits } = container(Resources.guaranteed(Cpu.units(2), Size.kibibytes(4100))).resources;

    expect([requests.cpu, limits.cpu]).toEqual(['2', '2']);
    expect([requests.memory, limits.memory]).toEqual(['4100Ki', '4100Ki']);
  });

  it('withoutCpuLimit leaves that limit out and records the reason', () => {
    const found = deployment(Resources.withoutCpuLimit('bursts at start', REQUESTS));

    expect(found.spec.template.spec.containers[0].resources).toEqual({
      requests: { 'cpu': '100m', 'memory': '64Mi', 'ephemeral-storage': '64Mi' },
      limits: { 'memory': '64Mi', 'ephemeral-storage': '128Mi' },
    });
    expect(found.metadata.annotations).toMatchObject({ 'preflight/waive.has-cpu-limit': 'bursts at start' });
  });

  it.each([
    [{ cpuRequest: Cpu.millis(0) }, `'resources.cpuRequest' must ${A_CPU}, got "0m"; use Cpu.millis(250)`],
    [{ cpuRequest: Cpu.millis(NaN) }, `'resources.cpuRequest' must ${A_CPU}, got "NaNm"; use Cpu.millis(250)`],
    [{ cpuRequest: Cpu.millis(-5) }, `'resources.cpuRequest' must ${A_CPU}, got "-5m"; use Cpu.millis(250)`],
    [{ cpuLimit: Cpu.units(0.0005) }, `'resources.cpuLimit' must ${A_CPU}, got "0.0005"; use Cpu.millis(250)`],
    [{ cpuLimit: Cpu.units(Infinity) }, `'resources.cpuLimit' must ${A_CPU}, got "Infinity"; use Cpu.millis(250)`],
    [{ memory: Size.mebibytes(0) }, `'resources.memory' must ${SOME_BYTES}, got "0Mi"; use Size.mebibytes(256)`],
    [{ memory: Size.mebibytes(NaN) }, `'resources.memory' must ${SOME_BYTES}, got "NaNMi"; use Size.mebibytes(256)`],
    [{ memoryLimit: Size.kibibytes(0.5) },
      `'resources.memoryLimit' must ${SOME_BYTES}, got "0.5Ki"; use Size.mebibytes(256)`],
    [{ ephemeralStorageRequest: Size.mebibytes(0) },
      `'resources.ephemeralStorageRequest' must ${SOME_STORAGE}, got "0Mi"; use Size.mebibytes(256)`],
    [{ ephemeralStorageLimit: Size.mebibytes(0) },
      `'resources.ephemeralStorageLimit' must ${SOME_STORAGE}, got "0Mi"; use Size.mebibytes(256)`],
    [{ memory: Size.kibibytes(512) }, `'resources.memory' must ${SOME_BYTES}, got "512Ki"; use Size.mebibytes(256)`],
    [{ ephemeralStorageRequest: Size.kibibytes(64) },
      `'resources.ephemeralStorageRequest' must ${SOME_STORAGE}, got "64Ki"; use Size.mebibytes(256)`],
    [{ cpuRequest: Cpu.units(500) }, `'resources.cpuRequest' must ${OF_NODE}, 256 CPUs, got "500"; ${CPU_REMEDY}`],
    [{ cpuLimit: Cpu.units(500) }, `'resources.cpuLimit' must ${OF_NODE}, 256 CPUs, got "500"; ${CPU_REMEDY}`],
    [{ memory: Size.tebibytes(256) }, `'resources.memory' must ${OF_NODE}, 4Ti, got "256Ti"; ${SIZE_REMEDY}`],
    [{ memoryLimit: Size.tebibytes(5) }, `'resources.memoryLimit' must ${OF_NODE}, 4Ti, got "5Ti"; ${SIZE_REMEDY}`],
    [{ ephemeralStorageLimit: Size.pebibyte(1) },
      `'resources.ephemeralStorageLimit' must ${OF_NODE}, 64Ti, got "1Pi"; ${SIZE_REMEDY}`],
    [{ cpuLimit: Cpu.millis(50) },
      `'resources.cpuLimit' must be at least the request, 100m, got "50m"; ${RAISE}`],
    [{ memoryLimit: Size.mebibytes(32) },
      `'resources.memoryLimit' must be at least the request, 64Mi, got "32Mi"; ${RAISE}`],
    [{ ephemeralStorageLimit: Size.mebibytes(32) },
      `'resources.ephemeralStorageLimit' must be at least the request, 64Mi, got "32Mi"; ${RAISE}`],
  ])('of refuses %j', (change, complaint) => {
    expectRefusal(Resources.of({ ...NUMBERS, ...change }), `[shop/web] ${complaint}`);
  });

  it('takes as much as the largest node has, and not more', () => {
    const largestNode = { cpu: Cpu.units(448), memory: Size.tebibytes(12), ephemeralStorage: Size.gibibytes(100) };
    const all = Resources.guaranteed(Cpu.units(448), Size.tebibytes(12));
    const { chart } = stage({ largestNode });

    expect(() => new ProductionService(chart, 'web', { image: IMAGE, resources: all })).not.toThrow();
    const storage = { ...NUMBERS, ephemeralStorageRequest: Size.gibibytes(101) };
    expect(() => new ProductionService(chart, 'log', { image: IMAGE, resources: Resources.of(storage) })).toThrow(
      new Error(`[shop/log] 'resources.ephemeralStorageRequest' must ${OF_NODE}, 100Gi, got "101Gi"; ${SIZE_REMEDY}`),
    );
  });

  it('takes less where the largest node is small, for the containers beside the main one too', () => {
    const { chart } = stage({ largestNode: { cpu: Cpu.units(2) } });
    const web = new ProductionService(chart, 'web', { image: IMAGE });
    const resources = Resources.guaranteed(Cpu.units(3), Size.gibibytes(1));
    expect(() => web.addSidecar('agent', { image: IMAGE, port: 9121, resources })).toThrow(
      new Error(`[shop/web/agent] 'resources.cpuRequest' must ${OF_NODE}, 2 CPUs, got "3"; ${CPU_REMEDY}`),
    );
  });

  it('withoutCpuLimit refuses an empty reason', () => {
    const remedy = 'write the reason, it appears in the readiness report';

    expectRefusal(Resources.withoutCpuLimit('', REQUESTS), `[shop/web] 'resources' must say why, got ""; ${remedy}`);
  });

  it('withoutCpuLimit refuses the limit that it is without', () => {
    expect(messageOf(() => Resources.withoutCpuLimit('bursts at start', NUMBERS)))
      .toMatch(/^\[Resources.withoutCpuLimit\] 'cpuLimit' must be a member of UnlimitedCpuOptions, got Cpu; leave it out;/);
  });

  it('withoutCpuLimit refuses to be given no reason at all', () => {
    expect(() => service(Resources.withoutCpuLimit(undefined as unknown as string, REQUESTS))).toThrow(NAMED_ERROR);
  });
});

function service(resources: Resources): void {
  new ProductionService(stage().chart, 'web', { image: IMAGE, resources });
}

function deployment(resources: Resources): Manifest {
  return only(render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, resources }); }), 'Deployment');
}

function container(resources: Resources): Manifest {
  return deployment(resources).spec.template.spec.containers[0];
}

function expectRefusal(resources: Resources, message: string): void {
  expect(() => service(resources)).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
