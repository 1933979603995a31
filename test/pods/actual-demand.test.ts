import { ApiObject, App, Chart, JsonPatch, Size } from 'cdk8s';
import { ContainerRestartPolicy, Cpu } from 'cdk8s-plus-28';
import {
  Autoscaling, PodSecurity, PostgresBackup, ProductionApp, ProductionNamespace, ProductionService, Rollout,
  StatefulService,
} from '../../src';
import { failuresOf } from '../../src/checks/judging/readiness';
import { Manifest as JudgedManifest } from '../../src/checks/model/manifest';
import { Severity } from '../../src/checks/model/severity';
import { messageOf } from '../support/errors';
import { IMAGE, only, readYaml } from '../support/render';
import { Manifest } from '../support/schemas';
import { SMALLEST_CALLS } from '../support/smallest-calls';

type Change = (api: ProductionService) => unknown;

const MAIN = '/spec/template/spec/containers/0';
/** What cdk8s-plus is given by hand. */
const FOREIGN = { image: IMAGE, resources: { cpu: { request: Cpu.units(2), limit: Cpu.units(5) } } };
/** One pod of the default size, less what the quota of eleven is a multiple of. */
const POD = { cpu: 250, memory: 256, storage: 64, cpuLimit: 1000, storageLimit: 128 };

describe('the quota of a namespace', () => {
  it.each<[string, Change, Record<string, string>]>([
    ['the resources of a container', (api) => api.patch(api.deployment, JsonPatch.replace(`${MAIN}/resources`, {
      requests: { 'cpu': '1', 'memory': '1Gi', 'ephemeral-storage': '1Gi' },
      limits: { 'cpu': 2, 'memory': '2Gi', 'ephemeral-storage': '1Gi' },
    })), {
      'pods': '11',
      'requests.cpu': '11',
      'requests.memory': '11Gi',
      'requests.ephemeral-storage': '11Gi',
      'limits.cpu': '22',
      'limits.memory': '22Gi',
      'limits.ephemeral-storage': '11Gi',
    }],
    ['one amount', (api) => api.patch(api.deployment, JsonPatch.replace(`${MAIN}/resources/limits/memory`, '1Gi')),
      { 'requests.memory': `${11 * POD.memory}Mi`, 'limits.memory': '11Gi' }],
    ['a request that is taken away, for which the limit stands', (api) => (
      api.patch(api.deployment, JsonPatch.remove(`${MAIN}/resources/requests/cpu`))
    ), { 'requests.cpu': '11', 'limits.cpu': '11' }],
    ['a limit of CPU that is taken away', (api) => (
      api.patch(api.deployment, JsonPatch.remove(`${MAIN}/resources/limits/cpu`))
    ), { 'requests.cpu': `${11 * POD.cpu}m`, 'limits.cpu': '' }],
    ['resources that are taken away, for which the LimitRange stands', (api) => (
      api.patch(api.deployment, JsonPatch.remove(`${MAIN}/resources`))
    ), { 'requests.cpu': '1100m', 'limits.memory': `${11 * 128}Mi`, 'limits.ephemeral-storage': `${11 * 128}Mi` }],
    ['a container of cdk8s-plus', ({ deployment }) => deployment.addContainer(FOREIGN), {
      'requests.cpu': `${11 * (POD.cpu + 2000)}m`,
      'requests.memory': `${11 * (POD.memory + 128)}Mi`,
      'limits.memory': `${11 * (POD.memory + 128)}Mi`,
      'requests.ephemeral-storage': `${11 * (POD.storage + 64)}Mi`,
      'limits.cpu': '66',
    }],
    ['an init container of cdk8s-plus', ({ deployment }) => deployment.addInitContainer(FOREIGN),
      { 'requests.cpu': '22', 'limits.cpu': '55' }],
    ['a native sidecar of cdk8s-plus', ({ deployment }) => (
      deployment.addInitContainer({ ...FOREIGN, restartPolicy: ContainerRestartPolicy.ALWAYS })
    ), { 'requests.cpu': `${11 * (POD.cpu + 2000)}m` }],
    ['a container that a patch adds', (api) => api.patch(api.deployment, JsonPatch.add(`${MAIN.slice(0, -1)}-`, {
      name: 'more', image: IMAGE, resources: { requests: { cpu: '1' }, limits: { cpu: '1' } },
    })), { 'requests.cpu': `${11 * (POD.cpu + 1000)}m` }],
    ['the most replicas', (api) => api.patch(api.autoscaler!, JsonPatch.replace('/spec/maxReplicas', 20)),
      { 'pods': '21', 'requests.cpu': `${21 * POD.cpu}m` }],
    ['the surge', (api) => (
      api.patch(api.deployment, JsonPatch.replace('/spec/strategy/rollingUpdate/maxSurge', '25%'))
    ), { pods: '13' }],
    ['a surge that is taken away', (api) => api.patch(api.deployment, JsonPatch.remove('/spec/strategy/rollingUpdate')),
      { pods: '13' }],
    ['the strategy', (api) => api.mergePatch(api.deployment, {
      spec: { strategy: { type: 'Recreate', rollingUpdate: null } },
    }), { pods: '10' }],
    ['the resources of the pod as a whole', (api) => api.mergePatch(api.deployment, {
      spec: { template: { spec: { resources: { requests: { cpu: '1' }, limits: { cpu: '3', memory: '3Gi' } } } } },
    }), { 'requests.cpu': '11', 'requests.memory': '33Gi', 'limits.cpu': '33', 'limits.memory': '33Gi' }],
    ['nothing that it counts', (api) => api.mergePatch(api.deployment, { metadata: { annotations: { a: 'b' } } }), {
      'pods': '11',
      'requests.cpu': `${11 * POD.cpu}m`,
      'limits.cpu': '11',
      'limits.ephemeral-storage': `${11 * POD.storageLimit}Mi`,
    }],
  ])('follows %s', (_, change, hard) => {
    const { found, quota } = namespaceWith(change);
    expect({ ...quota, ...Object.fromEntries(Object.keys(hard).map((key) => [key, quota[key] ?? ''])) })
      .toMatchObject(hard);
    expect(checkFailures(found)).toEqual([]);
  });

  it('follows a fixed number of replicas', () => {
    const { quota } = namespaceOf((scope) => {
      const api = new ProductionService(scope, 'api', { image: IMAGE, scaling: Autoscaling.none('a test', 3) });
      api.patch(api.deployment, JsonPatch.replace('/spec/replicas', 7));
    });
    expect(quota.pods).toBe('8');
  });

  it('follows the replicas of a StatefulSet', () => {
    const { quota } = namespaceOf((scope) => {
      const store = SMALLEST_CALLS.StatefulService(scope) as StatefulService;
      store.patch(store.statefulSet, JsonPatch.replace('/spec/replicas', 9));
    });
    expect(quota).toMatchObject({ 'pods': '9', 'requests.cpu': '4500m' });
  });

  it('follows the pods of a CronJob', () => {
    const { quota } = namespaceOf((scope) => {
      const { cronJob } = SMALLEST_CALLS.PostgresBackup(scope) as PostgresBackup;
      ApiObject.of(cronJob).addJsonPatch(JsonPatch.add('/spec/jobTemplate/spec/parallelism', 2));
      cronJob.addContainer({ ...FOREIGN, name: 'more' });
    });
    expect(quota).toMatchObject({ 'pods': '2', 'requests.cpu': '4200m' });
  });

  it.each(['ProductionService', 'ProductionWorker', 'StatefulService', 'PostgresBackup', 'EtcdBackup', 'RestoreDrill'])(
    'is the same for %s where it is read from what is written', (name) => {
      const [plain, touched] = [false, true].map((isTouched) => namespaceOf((scope) => {
        const { root } = SMALLEST_CALLS[name](scope).node;
        const objects = root.node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
        if (!isTouched) return;
        objects.filter(({ kind }) => !/Quota|Range|Namespace/.test(kind))
          .forEach((object) => object.addJsonPatch(JsonPatch.add('/metadata/labels/touched', 'yes')));
      }));
      expect(touched.quota).toEqual(plain.quota);
      expect(touched.limits).toEqual(plain.limits);
    });
});

describe('the LimitRange of a namespace', () => {
  it('lets the largest container in, whoever added it', () => {
    const resources = { ...FOREIGN.resources, memory: { limit: Size.gibibytes(16) } };
    const { limits, found } = namespaceWith(({ deployment }) => deployment.addContainer({ ...FOREIGN, resources }));
    expect(limits.max).toEqual({ 'cpu': '5', 'memory': '16Gi', 'ephemeral-storage': '10Gi' });
    expect(checkFailures(found)).toEqual([]);
  });

  it('gives no limit of CPU where a container has none', () => {
    const { limits } = namespaceWith((api) => (
      api.patch(api.deployment, JsonPatch.remove(`${MAIN}/resources/limits/cpu`))
    ));
    expect([limits.default.cpu, limits.max.cpu]).toEqual([undefined, undefined]);
  });
});

describe('an amount', () => {
  it.each<[string, Change, string]>([
    ['is none', (api) => api.patch(api.deployment, JsonPatch.replace(`${MAIN}/resources/limits/cpu`, 'much')),
      "'patch' must let 'containers.api.resources.limits.cpu' be a quantity, 0 or more, got"],
    ['is below 0', (api) => api.patch(api.deployment, JsonPatch.replace(`${MAIN}/resources/requests/cpu`, -1)),
      "'patch' must let 'containers.api.resources.requests.cpu' be a quantity, 0 or more, got"],
    ['is no map', (api) => api.patch(api.deployment, JsonPatch.replace(`${MAIN}/resources/limits`, 5)),
      "'patch' must let 'containers.api.resources.limits' be a map, got"],
    ['is a request above its limit', (api) => (
      api.patch(api.deployment, JsonPatch.replace(`${MAIN}/resources/requests/memory`, '2Gi'))
    ), "'patch' must let 'containers.api.resources.requests.memory' be at most its limit, 256Mi, got"],
    ['is a request above the limit that it gets', (api) => (
      api.patch(api.deployment, JsonPatch.remove(`${MAIN}/resources/limits/memory`))
    ), "'patch' must let 'containers.api.resources.requests.memory' be at most its limit, 128Mi of the LimitRange where"
      + ' it has none, got'],
    ['is one of a container of cdk8s-plus', ({ deployment }) => deployment.addContainer({
      ...FOREIGN, name: 'more', resources: { ephemeralStorage: { request: Size.gibibytes(1) } },
    }), "'containers.more.resources.requests.ephemeral-storage' must be at most its limit, 128Mi of the LimitRange"
      + ' where it has none, got'],
    ['is no number of replicas', (api) => api.patch(api.deployment, JsonPatch.add('/spec/replicas', 'many')),
      "'patch' must let 'spec.replicas' be a whole number of pods, 0 or more, got"],
    ['is no number of most replicas', (api) => api.patch(api.autoscaler!, JsonPatch.remove('/spec/maxReplicas')),
      "'patch' must let 'spec.maxReplicas' be there, got"],
    ['is no surge', (api) => (
      api.patch(api.deployment, JsonPatch.replace('/spec/strategy/rollingUpdate/maxSurge', 'all'))
    ), "'patch' must let 'spec.strategy.rollingUpdate.maxSurge' be a number of pods, or a percentage, got"],
  ])('that %s is refused', (_, change, complaint) => {
    for (const app of [new ProductionApp(), new App()]) {
      const namespace = new ProductionNamespace(new Chart(app, 'all'), 'shop');
      change(new ProductionService(namespace, 'api', { image: IMAGE, rollout: Rollout.safe() }));
      const message = messageOf(() => app.synthYaml());
      expect(message).toContain(complaint);
      expect(message.match(/\n {2}\[|^\[/g) ?? []).toHaveLength(1);
    }
  });
});

interface Outcome {
  readonly found: Manifest[];
  readonly quota: Record<string, string>;
  readonly limits: Manifest;
}

/** What a namespace says of a service that was changed. */
function namespaceWith(change: Change): Outcome {
  return namespaceOf((scope) => change(new ProductionService(scope, 'api', { image: IMAGE })));
}

/** What a namespace says of what is in it; the same in both apps, and twice. */
function namespaceOf(fill: (scope: ProductionNamespace) => unknown): Outcome {
  const [ours, plain] = [new ProductionApp(), new App()].map((app) => {
    const podSecurity = PodSecurity.privileged('a test');
    fill(new ProductionNamespace(new Chart(app, 'all'), 'shop', { podSecurity }));
    expect(app.synthYaml()).toBe(app.synthYaml());
    return app.synthYaml() as string;
  });
  expect(plain).toBe(ours);
  const found = readYaml(ours);
  const { spec: { hard } } = only(found, 'ResourceQuota');
  const [limits] = found.filter(({ kind }) => kind === 'LimitRange').map(({ spec }) => spec.limits[0]);
  return { found, quota: hard, limits };
}

/** What the checklist, which counts for itself, says of quota and LimitRange. */
function checkFailures(found: Manifest[]): string[] {
  const manifests = found.map((content) => new JudgedManifest(content));
  return failuresOf(manifests, { kubernetesVersion: '1.34', failOn: Severity.ADVICE })
    .filter(({ check }) => ['quota-holds-maximum-scale', 'fits-limit-range'].includes(check.id))
    .map(({ check, message }) => `${check.id}: ${message}`);
}
