import { Chart, JsonPatch, Size } from 'cdk8s';
import { Cpu, PercentOrAbsolute } from 'cdk8s-plus-28';
import {
  Autoscaling, Environment, ForeignWorkloads, NamespaceQuota, PlatformProps, ProductionNamespace, ProductionService,
  ProductionServiceProps, Resources, Rollout,
} from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { MINORS, schemaProblems } from '../support/schemas';

// Resources.medium(), the default: 250m CPU, up to one; 256 MiB; 64 MiB of local storage, up to 128 MiB.
const REASON = 'the cluster has room for all of them';
/** What an amount must be, and how it is written; things are counted, everything else is measured. */
const must = (resource: string, amount: unknown) => (/pods|count/.test(resource)
  ? `must be a whole number, 0 or more, got ${JSON.stringify(amount)}; write it like 20`
  : `must be a quantity, 0 or more, got ${JSON.stringify(amount)}; write it like 500m, 20 or 64Gi`);

describe('a computed quota', () => {
  it('is not there while nothing is in the namespace', () => {
    expect(quotas(NamespaceQuota.computed({ pods: 5, cpu: '2' }), () => undefined)).toEqual([]);
    expect(new ProductionNamespace(stage().chart, 'shop').resourceQuota).toBeUndefined();
  });

  it('is what two services need at maximum scale while both surge', () => {
    const pods = [10 + 1, 5 + 2];
    const [quota] = quotas(NamespaceQuota.computed(), (chart) => {
      service(chart, 'api');
      service(chart, 'web', {
        resources: Resources.small(),
        scaling: Autoscaling.onCpu({ min: 3, max: 5 }),
        rollout: Rollout.of({ maxSurge: PercentOrAbsolute.absolute(2) }),
      });
    });
    expect(quota.spec).toEqual({
      hard: {
        'pods': `${pods[0] + pods[1]}`,
        'requests.cpu': `${pods[0] * 250 + pods[1] * 100}m`,
        'requests.memory': `${pods[0] * 256 + pods[1] * 128}Mi`,
        'requests.ephemeral-storage': `${(pods[0] + pods[1]) * 64}Mi`,
        'limits.cpu': `${pods[0] * 1000 + pods[1] * 500}m`,
        'limits.memory': `${pods[0] * 256 + pods[1] * 128}Mi`,
        'limits.ephemeral-storage': `${(pods[0] + pods[1]) * 128}Mi`,
      },
    });
    expect(quota.metadata).toEqual({
      name: 'shop',
      namespace: 'shop',
      labels: {
        'app.kubernetes.io/name': 'shop',
        'app.kubernetes.io/part-of': 'shop',
        'app.kubernetes.io/managed-by': 'cdk8s-preflight',
        'environment': 'production',
      },
      annotations: {
        'preflight/quota-basis': '2 workload(s) at maximum scale plus surge; nothing reserved for pods from elsewhere, '
          + 'which count too',
      },
    });
  });

  it.each<[string, Partial<ProductionServiceProps>, number]>([
    ['the default: ten and one', {}, 10 + 1],
    ['twice the minimum where that is more than ten', { scaling: Autoscaling.onCpu({ min: 8 }) }, 16 + 1],
    ['a percentage, rounded up', { rollout: surge(25) }, 10 + 3],
    ['all at once', { rollout: Rollout.fast() }, 10 + 10],
    ['no surge', { rollout: Rollout.of({ maxSurge: absolute(0), maxUnavailable: absolute(1) }) }, 10],
    ['a fixed number', { scaling: Autoscaling.none('one writer', 4) }, 4 + 1],
    ['a fixed number and a percentage', { scaling: Autoscaling.none('one writer', 3), rollout: surge(34) }, 3 + 2],
    ['one of one', { scaling: Autoscaling.none('one writer', 1), rollout: surge(1) }, 1 + 1],
  ])('counts pods: %s', (_, props, pods) => {
    const [quota] = quotas(NamespaceQuota.computed(), (chart) => service(chart, 'api', props));
    expect(quota.spec.hard).toMatchObject({ 'pods': `${pods}`, 'requests.memory': mebibytes(pods * 256) });
  });

  it('counts a fixed number that the environment keeps', () => {
    const scaling = Autoscaling.none('one writer');
    const [quota] = quotas(NamespaceQuota.computed(), (chart) => service(chart, 'api', { scaling }), {
      environment: Environment.STAGING,
    });
    expect(quota.spec.hard.pods).toBe(`${2 + 1}`);
  });

  it('leaves out a limit of CPU where one service has none, for its pods would be refused', () => {
    const [quota] = quotas(NamespaceQuota.computed({ pods: 2, cpu: '2' }), (chart) => {
      service(chart, 'api', { resources: unlimited() });
      service(chart, 'web');
    });
    expect(quota.spec.hard).toEqual({
      'pods': '24',
      'requests.cpu': `${11 * 250 + 11 * 250 + 2000}m`,
      'requests.memory': `${11 * 512 + 11 * 256 + 2 * 128}Mi`,
      'requests.ephemeral-storage': `${24 * 64}Mi`,
      'limits.memory': `${11 * 512 + 11 * 256 + 2 * 128}Mi`,
      'limits.ephemeral-storage': mebibytes(24 * 128),
    });
  });

  it('reserves for pods from elsewhere, in requests and in limits', () => {
    const foreign = { pods: 7, cpu: '1500m', memory: '1.5Gi', ephemeralStorage: '1Gi' };
    const [quota] = quotas(NamespaceQuota.computed(foreign), (chart) => service(chart, 'api'));
    expect(quota.spec.hard).toEqual({
      'pods': `${11 + 7}`,
      'requests.cpu': `${11 * 250 + 1500}m`,
      'requests.memory': `${11 * 256 + 1536}Mi`,
      'requests.ephemeral-storage': `${11 * 64 + 1024}Mi`,
      'limits.cpu': `${11 * 1000 + 1500}m`,
      'limits.memory': `${11 * 256 + 1536}Mi`,
      'limits.ephemeral-storage': `${11 * 128 + 1024}Mi`,
    });
    expect(quota.metadata.annotations['preflight/quota-basis']).toBe('1 workload(s) at maximum scale plus surge; '
      + 'pods 7, cpu 1500m, memory 1.5Gi, ephemeralStorage 1Gi reserved for pods from elsewhere, which count too');
  });

  it('reserves what the LimitRange gives to pods of which nothing else is said', () => {
    const foreign = { pods: 5, cpu: '1', memory: '1Gi' };
    const manifests = render((chart) => {
      new ProductionNamespace(chart, 'shop', { quota: NamespaceQuota.computed(foreign) });
      service(chart, 'api');
    });
    const { hard } = only(manifests, 'ResourceQuota').spec;
    const { defaultRequest, default: defaultLimit } = only(manifests, 'LimitRange').spec.limits[0];

    expect([defaultRequest['ephemeral-storage'], defaultLimit['ephemeral-storage']]).toEqual(['64Mi', '128Mi']);
    expect(hard).toEqual({
      'pods': `${11 + 5}`,
      'requests.cpu': `${11 * 250 + 1000}m`,
      'requests.memory': `${11 * 256 + 1024}Mi`,
      'requests.ephemeral-storage': mebibytes((11 + 5) * 64),
      'limits.cpu': `${11 + 1}`,
      'limits.memory': `${11 * 256 + 1024}Mi`,
      'limits.ephemeral-storage': mebibytes((11 + 5) * 128),
    });
    expect(only(manifests, 'ResourceQuota').metadata.annotations['preflight/quota-basis'])
      .toBe('1 workload(s) at maximum scale plus surge; pods 5, cpu 1, memory 1Gi, with ephemeralStorage by the '
        + 'LimitRange, reserved for pods from elsewhere, which count too');
  });

  it('reserves all that the LimitRange gives where pods alone are named', () => {
    const [quota] = quotas(NamespaceQuota.computed({ pods: 3 }), (chart) => service(chart, 'api'));
    expect(quota.spec.hard).toMatchObject({
      'requests.cpu': `${11 * 250 + 3 * 100}m`,
      'requests.memory': `${11 * 256 + 3 * 128}Mi`,
      'limits.cpu': `${11 * 1000 + 3 * 500}m`,
      'limits.memory': `${11 * 256 + 3 * 128}Mi`,
    });
  });

  it.each<[string, ForeignWorkloads]>([
    ['no pods', {}], ['none', { pods: 0 }], ['nothing of anything', { pods: 0, cpu: '0', memory: '0' }],
  ])('reserves nothing for %s', (_, foreign) => {
    const [quota] = quotas(NamespaceQuota.computed(foreign), (chart) => service(chart, 'api'));
    expect(quota.spec.hard).toMatchObject({ 'pods': '11', 'requests.cpu': `${11 * 250}m` });
    expect(quota.metadata.annotations['preflight/quota-basis']).toContain('; nothing reserved for pods from elsewhere');
  });

  it('is written in the form that the API server gives back', () => {
    const scaling = Autoscaling.onCpu({ min: 3, max: 999 });
    const [quota] = quotas(NamespaceQuota.computed(), (chart) => service(chart, 'api', { scaling }));
    expect(quota.spec.hard).toMatchObject({ 'pods': '1k', 'limits.cpu': '1k', 'requests.cpu': '250' });
  });

  // Resources.extraSmall(), what containers beside the main one get: 50m CPU, up to 250m; 64 MiB.
  it('counts sidecars beside the main container, and init containers where they need more than both', () => {
    const [quota] = quotas(NamespaceQuota.computed(), (chart) => addContainers(service(chart, 'api')));
    expect(quota.spec.hard).toEqual({
      'pods': '11',
      'requests.cpu': `${11 * (250 + 50)}m`,
      'requests.memory': `${11 * (64 + 1024)}Mi`,
      'requests.ephemeral-storage': `${11 * 128}Mi`,
      'limits.cpu': `${11 * (1000 + 250)}m`,
      'limits.memory': `${11 * (64 + 1024)}Mi`,
      'limits.ephemeral-storage': `${11 * 256}Mi`,
    });
  });

  it('counts init containers without sidecars on 1.28, where those start later', () => {
    const [quota] = quotas(NamespaceQuota.computed(), (chart) => addContainers(service(chart, 'api')), {
      kubernetesVersion: '1.28',
    });
    expect(quota.spec.hard).toMatchObject({
      'requests.cpu': `${11 * (250 + 50)}m`, 'requests.memory': '11Gi', 'limits.cpu': `${11 * (1000 + 250)}m`,
    });
  });

  it('counts containers that were added after the namespace and the workload were made', () => {
    const late = render((chart) => {
      const namespace = new ProductionNamespace(chart, 'shop');
      const api = service(chart, 'api');
      expect(namespace.resourceQuota?.toJson().spec.hard['requests.memory']).toBe(mebibytes(11 * 256));
      addContainers(api);
    });
    const early = quotas(NamespaceQuota.computed(), (chart) => addContainers(service(chart, 'api')));
    expect([only(late, 'ResourceQuota')]).toEqual(early);
  });

  it('counts containers that were added before their namespace was made', () => {
    const manifests = render((chart) => {
      const inner = new Chart(chart, 'inner', { namespace: 'pay' });
      addContainers(service(inner, 'api'));
      new ProductionNamespace(new Chart(chart, 'other'), 'pay');
    });
    expect(only(manifests, 'ResourceQuota').spec.hard['requests.memory']).toBe(`${11 * (64 + 1024)}Mi`);
  });

  it.each(['1.28', '1.30'])('leaves out a limit of CPU where a sidecar has none on %s', (kubernetesVersion) => {
    const [quota] = quotas(NamespaceQuota.computed(), (chart) => {
      service(chart, 'api').addSidecar('agent', { image: IMAGE, port: 9121, resources: unlimited() });
    }, { kubernetesVersion });
    expect(quota.spec.hard).toMatchObject({ 'requests.cpu': `${11 * 500}m`, 'requests.memory': mebibytes(11 * 768) });
    expect(quota.spec.hard).not.toHaveProperty('limits.cpu');
  });

  it('can be patched', () => {
    const manifests = render((chart) => {
      const namespace = new ProductionNamespace(chart, 'shop');
      service(chart, 'api');
      namespace.patch(namespace.resourceQuota!, JsonPatch.replace('/spec/hard/pods', '200'));
    });
    expect(only(manifests, 'ResourceQuota').spec.hard.pods).toBe('200');
  });
});

describe('a given quota', () => {
  const hard = { 'requests.cpu': '20', 'limits.memory': '64Gi', 'pods': '100', 'count/jobs.batch': '5' };

  it.each([['nothing', 0], ['a service', 1]])('is the same with %s in the namespace', (_, services) => {
    const [quota] = quotas(NamespaceQuota.given(hard), (chart) => {
      for (let number = 0; number < services; number++) service(chart, `api-${number}`);
    });
    expect(quota.spec).toEqual({ hard });
    expect(quota.metadata.annotations).toEqual({
      'preflight/quota-basis': 'given; every pod of the namespace counts, wherever it comes from',
    });
  });

  it('does not follow what happens to the argument afterwards', () => {
    const given: Record<string, string> = { pods: '5' };
    const quota = NamespaceQuota.given(given);
    given.pods = 'not checked';
    expect(quotas(quota, () => undefined)[0].spec.hard).toEqual({ pods: '5' });
  });

  it.each([
    'cpu', 'requests.nvidia.com/gpu', 'count/deployments.apps', 'gold.storageclass.storage.k8s.io/requests.storage',
    'services.loadbalancers', 'persistentvolumeclaims', 'requests.hugepages-2Mi',
  ])('takes %s', (resource) => {
    const [quota] = quotas(NamespaceQuota.given({ [resource]: '4' }), () => undefined);
    expect(quota.spec.hard).toEqual({ [resource]: '4' });
  });

  it.each(['', 'requests cpu', 'pods\n', '-pods', '$(x)'])('refuses %j as the name of a resource', (resource) => {
    expectMessage(NamespaceQuota.given({ [resource]: '1' }), '\'quota\' must hold resources that a quota knows, '
      + `got ${JSON.stringify(resource)}; write it like 'requests.cpu' or 'count/jobs.batch'`);
  });

  // What the API server answers "must be a standard resource for quota" to, or "a valid qualified name".
  it.each(['request.cpu', 'cpus', 'requests.pods', 'a/b/c'])('refuses %j, which no API server takes', (resource) => {
    expect(messageOf(() => namespaceWith(NamespaceQuota.given({ [resource]: '1' })))).toMatch(NAMED_ERROR);
  });

  it.each([
    ['requests.memory', '12 Gi'], ['requests.cpu', ''], ['requests.cpu', '-1'], ['pods', '1.5'], ['pods', '500m'],
    ['count/jobs.batch', '0.5'], ['requests.cpu', '1 '], ['limits.memory', '64GB'], ['pods', 'many'],
  ])('refuses %s: %j', (resource, amount) => {
    expectMessage(NamespaceQuota.given({ [resource]: amount }), `'quota.${resource}' ${must(resource, amount)}`);
  });

  it.each([
    'services', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.loadbalancers', 'example.com/widget',
  ])('refuses half of %s, which are counted too', (resource) => {
    expect(messageOf(() => namespaceWith(NamespaceQuota.given({ [resource]: '1.5' })))).toMatch(NAMED_ERROR);
  });
});

describe('a reserve', () => {
  it.each<[string, ForeignWorkloads, unknown]>([
    ['memory', { memory: '12 Gi' }, '12 Gi'],
    ['cpu', { cpu: '' }, ''],
    ['cpu', { cpu: '-1' }, '-1'],
    ['ephemeralStorage', { ephemeralStorage: '1GB' }, '1GB'],
    ['pods', { pods: 1.5 }, '1.5'],
    ['pods', { pods: -1 }, '-1'],
    ['pods', { pods: Infinity }, 'Infinity'],
  ])('refuses %s: %j', (key, foreign, got) => {
    expectMessage(NamespaceQuota.computed(foreign), `'quota.foreign.${key}' ${must(key, got)}`);
  });

  it.each<[string, ForeignWorkloads]>([
    ['cpu', { cpu: '2' }], ['memory', { pods: 0, memory: '1Gi' }], ['ephemeralStorage', { ephemeralStorage: '1' }],
  ])('of %s is refused without pods to use it', (key, foreign) => {
    expectMessage(NamespaceQuota.computed(foreign), `'quota.foreign.pods' must be given with ${key}, for the quota`
      + ' counts pods too and would admit none, got 0; say how many pods share it');
  });
});

describe('no quota', () => {
  it('is recorded with its reason', () => {
    const manifests = render((chart) => {
      new ProductionNamespace(chart, 'shop', { quota: NamespaceQuota.none(REASON) });
      service(chart, 'api');
    });
    expect(manifests.filter(({ kind }) => kind === 'ResourceQuota')).toEqual([]);
    expect(only(manifests, 'Namespace').metadata.annotations)
      .toEqual({ 'preflight/waive.namespace-has-quota': REASON });
  });

  it.each(['', ' '])('takes a reason, not %j', (reason) => {
    expectMessage(NamespaceQuota.none(reason), `'quota' must say why, got ${JSON.stringify(reason)}; `
      + 'write the reason, it appears in the readiness report');
  });
});

it.each(MINORS)('every quota is valid on %s', (minor) => {
  const given = NamespaceQuota.given({ 'requests.nvidia.com/gpu': '2', 'pods': '5' });
  const all = [given, NamespaceQuota.computed({ pods: 1 })].flatMap((quota) =>
    quotas(quota, (chart) => service(chart, 'api', { resources: unlimited() })));
  expect(all).toHaveLength(2);
  expect(all.flatMap((quota) => schemaProblems(minor, quota))).toEqual([]);
});

function absolute(pods: number): PercentOrAbsolute {
  return PercentOrAbsolute.absolute(pods);
}

function surge(percent: number): Rollout {
  return Rollout.of({ maxSurge: PercentOrAbsolute.percent(percent) });
}

function unlimited(): Resources {
  return Resources.withoutCpuLimit('latency', { cpuRequest: Cpu.millis(250), memory: Size.mebibytes(512) });
}

/** A sidecar, and an init container beside it that needs more memory than the main one. */
function addContainers(api: ProductionService): void {
  api.addSidecar('agent', { image: IMAGE, port: 9121 });
  api.addInitContainer('migrate', { image: IMAGE, resources: Resources.guaranteed(Cpu.millis(50), Size.gibibytes(1)) });
}

/** Whole GiB where they are, as the API server writes them. */
function mebibytes(count: number): string {
  return count % 1024 === 0 ? `${count / 1024}Gi` : `${count}Mi`;
}

function service(chart: Chart, id: string, props: Partial<ProductionServiceProps> = {}): ProductionService {
  return new ProductionService(chart, id, { image: IMAGE, ...props });
}

function quotas(quota: NamespaceQuota, build: (chart: Chart) => unknown, platform?: PlatformProps) {
  const manifests = render((chart) => {
    new ProductionNamespace(chart, 'shop', { quota });
    build(chart);
  }, platform);
  return manifests.filter(({ kind }) => kind === 'ResourceQuota');
}

function namespaceWith(quota: NamespaceQuota): ProductionNamespace {
  return new ProductionNamespace(stage().chart, 'shop', { quota });
}

function expectMessage(quota: NamespaceQuota, expected: string): void {
  const message = messageOf(() => namespaceWith(quota));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[shop/shop] ${expected}`);
}
