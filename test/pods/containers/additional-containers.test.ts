import { Size } from 'cdk8s';
import { Cpu, EnvValue, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  Autoscaling, Config, Probes, ProductionService, ProductionWorker, Resources, SidecarOptions, StatefulService,
} from '../../../src';
import {
  changedApi, changedPod, containerNamed, makeApi, OTHER_IMAGE, SMALL_AND_HARDENED,
} from '../../support/containers';
import { NAMED_ERROR } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';
import { SMALLEST_CALLS } from '../../support/smallest-calls';

type AnyWorkload = ProductionService | ProductionWorker | StatefulService;

const OLD = { platform: { kubernetesVersion: '1.28' } };
const WITH_NATIVE_SIDECARS = MINORS.slice(1);
const WHY = 'there is a reason';
const IDLE: SidecarOptions = { image: OTHER_IMAGE, probes: Probes.exec({ liveness: ['/up'], readiness: ['/ready'] }) };

const INIT_CONTAINER = {
  name: 'migrate',
  image: OTHER_IMAGE,
  ...SMALL_AND_HARDENED,
  volumeMounts: [{ name: 'tmp--migrate', mountPath: '/tmp' }],
};

const SIDECAR = {
  name: 'exporter',
  image: OTHER_IMAGE,
  ...SMALL_AND_HARDENED,
  ports: [{ name: 'probes-9121', containerPort: 9121, protocol: 'TCP' }],
  startupProbe: probe('/livez', { periodSeconds: 5, failureThreshold: 30 }),
  readinessProbe: probe('/readyz', { periodSeconds: 5, failureThreshold: 3 }),
  livenessProbe: probe('/livez', { periodSeconds: 10, failureThreshold: 6 }),
  volumeMounts: [{ name: 'tmp--exporter', mountPath: '/tmp' }],
};

describe('the smallest init container', () => {
  it.each(MINORS)('runs to its end, hardened and small, on %s', (kubernetesVersion) => {
    const pod = changedPod(migrate, { platform: { kubernetesVersion } });

    expect(pod.initContainers).toEqual([INIT_CONTAINER]);
    expect(pod.containers.map(nameOf)).toEqual(['api']);
  });

  it('adds its own volume to the pod, and nothing else', () => {
    const { initContainers, volumes, ...others } = changedPod(migrate);
    const { volumes: before, ...unchanged } = changedPod(() => undefined);

    expect(volumes).toEqual([...before, { name: 'tmp--migrate', emptyDir: { sizeLimit: '64Mi' } }]);
    expect(others).toEqual(unchanged);
    expect(initContainers).toHaveLength(1);
  });
});

describe('the smallest sidecar', () => {
  it('is an ordinary container beside the main one on 1.28', () => {
    const pod = changedPod(exporter, OLD);

    expect(pod.containers.slice(1)).toEqual([SIDECAR]);
    expect(pod.containers[0]).toEqual(changedPod(() => undefined, OLD).containers[0]);
    expect(pod.initContainers).toBeUndefined();
  });

  it.each(WITH_NATIVE_SIDECARS)('is a native sidecar on %s', (kubernetesVersion) => {
    const given = { platform: { kubernetesVersion } };
    const pod = changedPod(exporter, given);

    expect(pod.initContainers).toEqual([{ ...SIDECAR, restartPolicy: 'Always' }]);
    expect(pod.containers).toEqual(changedPod(() => undefined, given).containers);
  });
});

describe('containers beside the main one', () => {
  it('start in the order of the calls', () => {
    const pod = changedPod(addFour);

    expect(pod.initContainers.map(nameOf)).toEqual(['first', 'proxy', 'second', 'agent']);
    expect(pod.initContainers.map(({ restartPolicy }: Manifest) => restartPolicy))
      .toEqual([undefined, 'Always', undefined, 'Always']);
  });

  it('start in the order of the calls on 1.28, sidecars with the main container', () => {
    const pod = changedPod(addFour, OLD);

    expect(pod.initContainers.map(nameOf)).toEqual(['first', 'second']);
    expect(pod.containers.map(nameOf)).toEqual(['api', 'proxy', 'agent']);
  });

  it.each(['migrate', 'exporter'])('are as hardened as the main container: %s', (name) => {
    const pod = changedPod((api) => [migrate, exporter].forEach((add) => add(api)));

    expect(containerNamed(pod, name).securityContext).toEqual(pod.containers[0].securityContext);
  });

  it('leave what cdk8s-plus counts as the main container in its place', () => {
    const api = makeApi(OLD);
    [migrate, exporter].forEach((add) => add(api));

    expect(api.deployment.containers[0].name).toBe('api');
  });

  it('are those of cdk8s-plus, and stay usable', () => {
    const { env } = containerNamed(changedPod((api) => {
      migrate(api).env.addVariable('A', EnvValue.fromValue('1'));
    }), 'migrate');

    expect(env).toEqual([{ name: 'A', value: '1' }]);
  });

  it('are the same wherever in the tree the workload is', () => {
    const build = (scope: Construct) => addFour(new ProductionService(scope, 'api', { image: IMAGE }));

    expect(render((chart) => build(new Construct(chart, 'team')))).toEqual(render((chart) => build(chart)));
  });

  it('change no name and no selector', () => {
    const identities = (found: Manifest[]) => found.map(({ kind, metadata: { name, labels }, spec }) => (
      [kind, name, labels, spec?.selector, spec?.podSelector]
    ));

    expect(identities(changedApi(addFour))).toEqual(identities(changedApi(() => undefined)));
  });

  it.each(MINORS)('are valid in every workload on %s', (kubernetesVersion) => {
    const found = ['ProductionService', 'ProductionWorker', 'StatefulService'].flatMap((kind) => render((chart) => {
      addFour(SMALLEST_CALLS[kind](chart) as AnyWorkload);
    }, { kubernetesVersion }));

    expect(found.filter(({ spec }) => spec?.template?.spec.initContainers)).toHaveLength(3);
    expect(found.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('containers beside the main one of other workloads', () => {
  it('are in a ProductionWorker what they are in a ProductionService', () => {
    const found = render((chart) => addAll(new ProductionWorker(chart, 'mailer', { image: IMAGE })));

    expect(only(found, 'Deployment').spec.template.spec.initContainers)
      .toEqual([INIT_CONTAINER, { ...SIDECAR, restartPolicy: 'Always' }]);
  });

  it('keep the pods of a StatefulService in the class Guaranteed', () => {
    const found = render((chart) => addAll(SMALLEST_CALLS.StatefulService(chart) as StatefulService));
    const { containers, initContainers } = only(found, 'StatefulSet').spec.template.spec;
    const resources = {
      requests: { 'cpu': '50m', 'memory': '64Mi', 'ephemeral-storage': '64Mi' },
      limits: { 'cpu': '50m', 'memory': '64Mi', 'ephemeral-storage': '128Mi' },
    };

    expect(initContainers)
      .toEqual([{ ...INIT_CONTAINER, resources }, { ...SIDECAR, resources, restartPolicy: 'Always' }]);
    for (const { resources: { requests, limits } } of [...containers, ...initContainers]) {
      expect([requests.cpu, requests.memory]).toEqual([limits.cpu, limits.memory]);
    }
  });

  it('see the claims of a StatefulService', () => {
    const found = render((chart) => {
      (SMALLEST_CALLS.StatefulService(chart) as StatefulService)
        .addInitContainer('migrate', { image: OTHER_IMAGE, folders: ['/data'] });
    });
    const { initContainers, volumes } = only(found, 'StatefulSet').spec.template.spec;

    expect(initContainers[0].volumeMounts).toEqual([
      { name: 'tmp--migrate', mountPath: '/tmp' }, { name: 'data', mountPath: '/data' },
    ]);
    expect(volumes.map(nameOf)).toEqual(['tmp', 'tmp--migrate']);
  });
});

describe('the options of containers beside the main one', () => {
  it.each<[string, object, object]>([
    ['command', { command: ['/bin/migrate', '--up'] }, { command: ['/bin/migrate', '--up'] }],
    ['args', { args: ['', 'yes'] }, { args: ['', 'yes'] }],
    ['env', { env: { MODE: 'fast', EMPTY: '' } },
      { env: [{ name: 'MODE', value: 'fast' }, { name: 'EMPTY', value: '' }] }],
    ['resources', { resources: Resources.small() }, {
      resources: {
        requests: { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '64Mi' },
        limits: { 'cpu': '500m', 'memory': '128Mi', 'ephemeral-storage': '128Mi' },
      },
    }],
    ['folders', { folders: ['/tmp'] }, { volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] }],
  ])('%s', (...[, options, written]) => {
    const pod = changedPod((api) => {
      api.addInitContainer('migrate', { image: OTHER_IMAGE, ...options });
      api.addSidecar('exporter', { image: OTHER_IMAGE, port: 9121, ...options });
    });

    expect(pod.initContainers)
      .toEqual([{ ...INIT_CONTAINER, ...written }, { ...SIDECAR, restartPolicy: 'Always', ...written }]);
  });

  it('image is pulled from where the platform says', () => {
    const platform = { registries: { 'ghcr.io': 'mirror.acme.io' } };
    const pod = changedPod((api) => [migrate, exporter].forEach((add) => add(api)), { platform });

    expect(pod.initContainers.map(({ image }: Manifest) => image))
      .toEqual(['mirror.acme.io/acme/helper:2.0.0', 'mirror.acme.io/acme/helper:2.0.0']);
  });

  it('probes replace those over HTTP', () => {
    const probes = Probes.tcp({ livenessCommand: ['/up'] });
    const { livenessProbe, readinessProbe } = containerNamed(changedPod((api) => {
      api.addSidecar('exporter', { image: OTHER_IMAGE, port: 9121, probes });
    }), 'exporter');

    expect([livenessProbe.exec, readinessProbe.tcpSocket]).toEqual([{ command: ['/up'] }, { port: 'probes-9121' }]);
  });

  it('port may be left out where the probes ask none', () => {
    const { ports, readinessProbe } = containerNamed(changedPod((api) => api.addSidecar('agent', IDLE)), 'agent');

    expect(ports).toBeUndefined();
    expect(readinessProbe.exec).toEqual({ command: ['/ready'] });
  });

  it('folders are those of the main container, as it sees them', () => {
    const folders = ['/var/cache', '/etc/tls', '/etc/config', '/opt/shared'];
    const pod = changedPod((api) => {
      api.addWritableFolder('/var/cache');
      api.mountSecret('web-tls', '/etc/tls');
      const shared = Volume.fromEmptyDir(api, 'Shared', 'shared');
      api.deployment.containers[0].mount('/opt/shared', shared, { subPath: 'inner' });
      api.addSidecar('agent', { ...IDLE, folders });
    }, { props: { config: Config.files({ 'a.yaml': 'a' }) } });

    expect(containerNamed(pod, 'agent').volumeMounts).toEqual([
      { name: 'tmp--agent', mountPath: '/tmp' },
      { name: 'var-cache', mountPath: '/var/cache' },
      { name: 'etc-tls', mountPath: '/etc/tls', readOnly: true },
      { name: 'etc-config', mountPath: '/etc/config', readOnly: true },
      { name: 'shared', mountPath: '/opt/shared', subPath: 'inner' },
    ]);
    expect(pod.volumes.map(nameOf)).toEqual(['tmp', 'etc-config', 'var-cache', 'etc-tls', 'shared', 'tmp--agent']);
  });

  it('may be two containers that share no /tmp', () => {
    const { initContainers, volumes } = changedPod((api) => [migrate, exporter].forEach((add) => add(api)));

    expect(initContainers.map(({ volumeMounts }: Manifest) => volumeMounts[0].name))
      .toEqual(['tmp--migrate', 'tmp--exporter']);
    expect(volumes.map(nameOf)).toEqual(['tmp', 'tmp--migrate', 'tmp--exporter']);
  });

  it('may have the longest names, which differ at their ends alone', () => {
    const names = ['a', 'b'].map((last) => `${'x'.repeat(62)}${last}`);
    const { volumes } = changedPod((api) => names.forEach((name) => (
      api.addInitContainer(name, { image: OTHER_IMAGE })
    )));
    const written: string[] = volumes.map(nameOf);

    expect(new Set(written).size).toBe(3);
    expect(written.filter((name) => name.length > 63)).toEqual([]);
  });
});

describe('decisions about one container', () => {
  const unlimited = Resources.withoutCpuLimit(WHY, { cpuRequest: Cpu.millis(50), memory: Size.mebibytes(32) });

  it('are recorded under its name, beside those about the workload', () => {
    const found = changedApi((api) => {
      const probes = Probes.none('it answers nothing');
      api.addSidecar('exporter', { image: OTHER_IMAGE, probes, resources: unlimited });
      api.addInitContainer('migrate', { image: OTHER_IMAGE, resources: unlimited });
    }, { props: { probes: Probes.none(WHY), resources: unlimited, scaling: Autoscaling.none(WHY, 3) } });

    expect(only(found, 'Deployment').metadata.annotations).toEqual({
      'preflight/waive.has-autoscaler': WHY,
      'preflight/waive.has-cpu-limit': WHY,
      'preflight/waive.has-readiness-probe': WHY,
      'preflight/waive.has-liveness-probe': WHY,
      'preflight/waive.has-cpu-limit.exporter': WHY,
      'preflight/waive.has-readiness-probe.exporter': 'it answers nothing',
      'preflight/waive.has-liveness-probe.exporter': 'it answers nothing',
      'preflight/waive.has-cpu-limit.migrate': WHY,
    });
    const { initContainers } = only(found, 'Deployment').spec.template.spec;
    expect(initContainers[0].livenessProbe).toBeUndefined();
    expect(initContainers[1].resources.limits).toEqual({ 'memory': '32Mi', 'ephemeral-storage': '128Mi' });
  });

  it('are waived by the name of the container', () => {
    const found = changedApi((api) => {
      migrate(api);
      api.waive('image-has-digest', WHY, { container: 'migrate', ticket: 'SEC-7' });
      api.waive('image-has-digest', 'another reason');
    });
    const { annotations } = only(found, 'Deployment').metadata;

    expect(JSON.parse(annotations['preflight/waive.image-has-digest.migrate']))
      .toEqual({ reason: WHY, ticket: 'SEC-7' });
    expect(annotations['preflight/waive.image-has-digest']).toBe('another reason');
  });

  it.each<[string, (api: ProductionService) => void, string]>([
    ['a container where there is none', (api) => api.waive('image-has-digest', WHY, { container: 'migrate' }),
      "[shop/api] 'waive.container' must be a container beside the main one, of which there is none, got \"migrate\";"
      + ' add it first, or leave the container out'],
    ['the main container', (api) => {
      addFour(api);
      api.waive('image-has-digest', WHY, { container: 'api' });
    }, "[shop/api] 'waive.container' must be a container beside the main one, first, proxy, second, agent, got \"api\";"
      + ' add it first, or leave the container out'],
    ['what was waived', (api) => {
      api.addSidecar('agent', { ...IDLE, probes: Probes.none(WHY) });
      api.waive('has-liveness-probe', WHY, { container: 'agent' });
    }, "[shop/api/agent] 'waive.checkId' must be waived once, got \"has-liveness-probe.agent\"; remove this call:"
      + ' an opt-out, the environment or another call gave a reason already'],
    ['with names that no annotation can hold', (api) => {
      api.addSidecar('x'.repeat(38), { ...IDLE, probes: Probes.none(WHY) });
    }, `[shop/api/${'x'.repeat(38)}] 'waive.checkId' must fit into the name of an annotation with the name of the`
      + ` container, 57 in all, got "has-readiness-probe.${'x'.repeat(38)}"; give the container a shorter name`],
  ])('refuse %s', (...[, act, message]) => {
    expect(() => act(makeApi())).toThrow(new Error(message));
    expect(message).toMatch(NAMED_ERROR);
  });

  it('may have names that an annotation can just hold', () => {
    const name = 'x'.repeat(37);
    const found = changedApi((api) => api.addSidecar(name, { ...IDLE, probes: Probes.none(WHY) }));

    expect(only(found, 'Deployment').metadata.annotations)
      .toMatchObject({ [`preflight/waive.has-readiness-probe.${name}`]: WHY });
  });
});

function migrate(workload: AnyWorkload) {
  return workload.addInitContainer('migrate', { image: OTHER_IMAGE });
}

function exporter(workload: AnyWorkload) {
  return workload.addSidecar('exporter', { image: OTHER_IMAGE, port: 9121 });
}

function addAll(workload: AnyWorkload): void {
  [migrate, exporter].forEach((add) => add(workload));
}

function addFour(workload: AnyWorkload): void {
  workload.addInitContainer('first', { image: OTHER_IMAGE });
  workload.addSidecar('proxy', { image: OTHER_IMAGE, port: 9121 });
  workload.addInitContainer('second', { image: OTHER_IMAGE });
  workload.addSidecar('agent', IDLE);
}

function nameOf({ name }: Manifest): string {
  return name;
}

function probe(path: string, times: object): object {
  const common = { initialDelaySeconds: 0, successThreshold: 1, timeoutSeconds: 3 };
  return { httpGet: { path, port: 'probes-9121' }, ...common, ...times };
}
