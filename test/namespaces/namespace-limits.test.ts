import { Chart, JsonPatch, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Probes, ProductionNamespace, ProductionService, Resources } from '../../src';
import { IMAGE, only, render } from '../support/render';
import { MINORS, schemaProblems } from '../support/schemas';

const FLOOR = { 'cpu': '4', 'memory': '8Gi', 'ephemeral-storage': '10Gi' };
const ONE = { cpuRequest: Cpu.units(1), memory: Size.gibibytes(1) };

describe('the limits of a namespace', () => {
  it('give defaults to containers that say nothing, and bound those that say too much', () => {
    expect(limits(() => undefined)).toEqual({
      type: 'Container',
      defaultRequest: { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '64Mi' },
      default: { 'cpu': '500m', 'memory': '128Mi', 'ephemeral-storage': '128Mi' },
      min: { cpu: '1m', memory: '4Mi' },
      max: FLOOR,
    });
  });

  it('keep their bounds while the services inside are smaller', () => {
    expect(limits((chart) => service(chart, 'api', Resources.extraLarge())).max).toEqual(FLOOR);
  });

  it('grow with the largest service inside, resource by resource', () => {
    const max = limits((chart) => {
      service(chart, 'cpu', Resources.of({ ...ONE, cpuLimit: Cpu.millis(6500) }));
      service(chart, 'memory', Resources.guaranteed(Cpu.units(1), Size.mebibytes(12 * 1024 + 512)));
      service(chart, 'storage', Resources.of({
        ...ONE,
        cpuLimit: Cpu.units(1),
        ephemeralStorageRequest: Size.gibibytes(20),
      }));
    }).max;
    expect(max).toEqual({ 'cpu': '6500m', 'memory': `${12 * 1024 + 512}Mi`, 'ephemeral-storage': '20Gi' });
  });

  it('give no limit of CPU to anybody where a service has none by choice', () => {
    const range = limits((chart) => {
      service(chart, 'free', Resources.withoutCpuLimit('latency', ONE));
      service(chart, 'api', Resources.medium());
    });
    expect(range).toEqual({
      type: 'Container',
      defaultRequest: { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '64Mi' },
      default: { 'memory': '128Mi', 'ephemeral-storage': '128Mi' },
      min: { cpu: '1m', memory: '4Mi' },
      max: { 'memory': '8Gi', 'ephemeral-storage': '10Gi' },
    });
  });

  it('admit every container of the services inside', () => {
    const manifests = render((chart) => {
      new ProductionNamespace(chart, 'shop');
      service(chart, 'small', Resources.extraSmall());
      service(chart, 'large', Resources.guaranteed(Cpu.units(16), Size.gibibytes(64)));
    });
    const { max } = only(manifests, 'LimitRange').spec.limits[0];
    expect([max.cpu, max.memory]).toEqual(['16', '64Gi']);
    const wanted = manifests.filter(({ kind }) => kind === 'Deployment')
      .map(({ spec }) => spec.template.spec.containers[0].resources.limits.memory);
    expect(wanted).toEqual(['64Mi', '64Gi']);
  });

  it.each(['1.28', '1.30'])('cover the largest and the smallest container beside the main one on %s', (minor) => {
    const range = limits((chart) => {
      const api = service(chart, 'api', Resources.medium());
      const large = Resources.guaranteed(Cpu.millis(6500), Size.gibibytes(12));
      api.addInitContainer('migrate', { image: IMAGE, resources: large });
      const small = Resources.guaranteed(Cpu.millis(10), Size.mebibytes(4));
      api.addSidecar('agent', { image: IMAGE, port: 9121, resources: small });
      const list = minor === '1.28' ? 'containers/1' : 'initContainers/1';
      // What no prop takes, a patch still can.
      for (const part of ['requests', 'limits']) {
        api.patch(api.deployment, JsonPatch.replace(`/spec/template/spec/${list}/resources/${part}/memory`, '2Mi'));
      }
    }, minor);
    expect(range.max).toEqual({ 'cpu': '6500m', 'memory': '12Gi', 'ephemeral-storage': '10Gi' });
    expect(range.min).toEqual({ cpu: '1m', memory: '2Mi' });
  });

  it('cover each container, not the pod as a whole', () => {
    const range = limits((chart) => {
      const api = service(chart, 'api', Resources.extraLarge());
      for (const name of ['a', 'b']) {
        const probes = Probes.exec({ liveness: ['/up'], readiness: ['/ready'] });
        api.addSidecar(name, { image: IMAGE, probes, resources: Resources.extraLarge() });
      }
    });
    expect(range.max).toEqual(FLOOR);
  });

  it('give no limit of CPU to anybody where an init container has none by choice', () => {
    const range = limits((chart) => {
      const resources = Resources.withoutCpuLimit('it runs once', ONE);
      service(chart, 'api', Resources.medium()).addInitContainer('migrate', { image: IMAGE, resources });
    });
    expect([range.max.cpu, range.default.cpu]).toEqual([undefined, undefined]);
  });

  it.each(MINORS)('are valid on %s', (minor) => {
    const range = limitRange((chart) => service(chart, 'api', Resources.medium()));
    expect(schemaProblems(minor, range)).toEqual([]);
  });
});

function service(chart: Chart, id: string, resources: Resources): ProductionService {
  return new ProductionService(chart, id, { image: IMAGE, resources });
}

function limitRange(build: (chart: Chart) => unknown, kubernetesVersion?: string) {
  const manifests = render((chart) => {
    new ProductionNamespace(chart, 'shop');
    build(chart);
  }, { kubernetesVersion });
  return only(manifests, 'LimitRange');
}

function limits(build: (chart: Chart) => unknown, kubernetesVersion?: string) {
  const found = limitRange(build, kubernetesVersion).spec.limits;
  expect(found).toHaveLength(1);
  return found[0];
}
