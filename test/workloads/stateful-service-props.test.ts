import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ClaimAccessMode, ClaimRetention, Config, DiscardedClaimsOptions, DisruptionBudget, Environment, Metrics,
  MetricsFlavor, PlatformProps, Resources, Spread, VolumeClaim, WorkloadProtocol,
} from '../../src';
import { qualityOfService } from '../support/manifests/quality-of-service';
import { IMAGE, only } from '../support/render';
import { MINORS } from '../support/schemas';
import { changedStore, claim, podSpecOf, setSpec, storeManifests, StoreProps } from '../support/stores';

const OPERATOR = { metrics: MetricsFlavor.operator({ namespace: 'observe', monitorLabels: { release: 'prom' } }) };
const WHY = 'there is a reason';

describe('the ports of StatefulService', () => {
  const found = storeManifests({
    ports: [
      { name: 'sql', containerPort: 5432, appProtocol: 'acme.io/sql' },
      { name: 'dns', containerPort: 5353, servicePort: 5353 },
      { name: 'dns-udp', containerPort: 5353, protocol: WorkloadProtocol.UDP },
    ],
  });

  it('are those of the container', () => {
    expect(podSpecOf(found).containers[0].ports).toEqual([
      { name: 'sql', containerPort: 5432, protocol: 'TCP' },
      { name: 'dns', containerPort: 5353, protocol: 'TCP' },
      { name: 'dns-udp', containerPort: 5353, protocol: 'UDP' },
    ]);
  });

  it('have the same numbers in the Service', () => {
    expect(only(found, 'Service').spec.ports).toEqual([
      { name: 'sql', port: 5432, protocol: 'TCP', targetPort: 'sql', appProtocol: 'acme.io/sql' },
      { name: 'dns', port: 5353, protocol: 'TCP', targetPort: 'dns' },
      { name: 'dns-udp', port: 5353, protocol: 'UDP', targetPort: 'dns-udp' },
    ]);
  });

  it('are probed and scraped at the first one', () => {
    expect(podSpecOf(found).containers[0].readinessProbe.httpGet.port).toBe('sql');
    expect(only(found, 'NetworkPolicy').spec.ingress[0].ports).toEqual([{ protocol: 'TCP', port: 5432 }]);
  });
});

describe('the claims of StatefulService', () => {
  it.each<[string, Partial<VolumeClaim>, object]>([
    ['name', { name: 'wal' }, { metadata: { name: 'wal' } }],
    ['size', { size: Size.mebibytes(1536) }, { spec: { resources: { requests: { storage: '1536Mi' } } } }],
    ['size', { size: Size.gibibytes(0.5) }, { spec: { resources: { requests: { storage: '512Mi' } } } }],
    ['storageClassName', { storageClassName: 'fast.ssd' }, { spec: { storageClassName: 'fast.ssd' } }],
    ['accessMode', { accessMode: ClaimAccessMode.READ_WRITE_ONCE }, { spec: { accessModes: ['ReadWriteOnce'] } }],
    ['accessMode', { accessMode: ClaimAccessMode.READ_WRITE_ONCE_POD },
      { spec: { accessModes: ['ReadWriteOncePod'] } }],
    ['accessMode', { accessMode: ClaimAccessMode.READ_WRITE_MANY }, { spec: { accessModes: ['ReadWriteMany'] } }],
  ])('have a %s', (...[, changes, expected]) => {
    const { volumeClaimTemplates } = setSpec(storeManifests({ claims: [claim(changes)] }));

    expect(volumeClaimTemplates).toHaveLength(1);
    expect(volumeClaimTemplates[0]).toMatchObject(expected);
  });

  it.each([
    ['/data', 'data'], ['/var/lib/data', 'var-lib-data'], ['/Data', expect.stringMatching(/^data-[0-9a-f]{8}$/)],
  ])('are named after their folder, %s', (mountPath, name) => {
    const found = storeManifests({ claims: [claim({ mountPath })] });

    expect(setSpec(found).volumeClaimTemplates[0].metadata.name).toEqual(name);
    expect(podSpecOf(found).containers[0].volumeMounts).toContainEqual({ name, mountPath });
  });

  it('are mounted each at its folder, beside everything else', () => {
    const found = storeManifests({
      claims: [claim({}), claim({ mountPath: '/wal', name: 'log' })],
      config: Config.files({ a: 'b' }),
    });
    const { containers: [{ volumeMounts }], volumes } = podSpecOf(found);

    expect(setSpec(found).volumeClaimTemplates.map(({ metadata }: { metadata: { name: string } }) => metadata.name))
      .toEqual(['data', 'log']);
    expect(volumeMounts).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'etc-config', mountPath: '/etc/config', readOnly: true },
      { name: 'data', mountPath: '/data' },
      { name: 'log', mountPath: '/wal' },
    ]);
    expect(volumes.map(({ name }: { name: string }) => name)).toEqual(['tmp', 'etc-config']);
  });

  it('may be none', () => {
    const found = storeManifests({ claims: [] });

    expect(setSpec(found)).not.toHaveProperty('volumeClaimTemplates');
    expect(setSpec(found)).not.toHaveProperty('persistentVolumeClaimRetentionPolicy');
    expect(podSpecOf(found).containers[0].volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
  });

  it.each(MINORS)('may be of one pod alone on %s', (kubernetesVersion) => {
    const claims = [claim({ accessMode: ClaimAccessMode.READ_WRITE_ONCE_POD })];

    expect(setSpec(storeManifests({ claims }, { kubernetesVersion })).volumeClaimTemplates[0].spec.accessModes)
      .toEqual(['ReadWriteOncePod']);
  });
});

describe('the claimRetention of StatefulService', () => {
  it('retains without a waiver', () => {
    const found = storeManifests({ claimRetention: ClaimRetention.retained() });

    expect(found).toEqual(storeManifests());
    expect(waiversOf(found)).toEqual({});
  });

  it.each<[DiscardedClaimsOptions, string, string]>([
    [{}, 'Delete', 'Delete'],
    [{ whenDeleted: false }, 'Retain', 'Delete'],
    [{ whenScaled: false }, 'Delete', 'Retain'],
  ])('discards with a waiver: %j', (options, whenDeleted, whenScaled) => {
    const found = storeManifests({ claimRetention: ClaimRetention.discarded('a cache', options) });

    expect(setSpec(found).persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted, whenScaled });
    expect(waiversOf(found)).toEqual({ 'preflight/waive.retains-claims': 'a cache' });
  });
});

describe('the replicas of StatefulService', () => {
  it.each<[string, StoreProps, PlatformProps, number, string | undefined]>([
    ['five', { replicas: 5 }, {}, 5, undefined],
    ['three', { replicas: 3 }, { environment: Environment.DEVELOPMENT }, 3, undefined],
    ['two', { replicas: 2 }, {}, 2, 'the number of 2 was chosen for this workload'],
    ['one', { replicas: 1 }, {}, 1, 'the number of 1 was chosen for this workload'],
    ['what staging keeps', {}, { environment: Environment.STAGING }, 2, 'the environment staging keeps 2 at least'],
    ['what development keeps', {}, { environment: Environment.DEVELOPMENT }, 1,
      'the environment development keeps 1 at least'],
    ['what an environment of your own keeps', {}, { environment: Environment.of('qa', { minReplicas: 4 }) }, 4,
      undefined],
  ])('are %s', (...[, props, platform, replicas, waiver]) => {
    const found = storeManifests(props, platform);

    expect(setSpec(found).replicas).toBe(replicas);
    expect(waiversOf(found)).toEqual(waiver === undefined ? {} : { 'preflight/waive.has-enough-replicas': waiver });
  });
});

describe('the resources of StatefulService', () => {
  it.each<[string, StoreProps, string]>([
    ['by default', {}, 'Guaranteed'],
    ['of guaranteed()', { resources: Resources.guaranteed(kplus.Cpu.units(2), Size.gibibytes(8)) }, 'Guaranteed'],
    ['of small()', { resources: Resources.small() }, 'Burstable'],
  ])('%s make pods of a class', (...[, props, expected]) => {
    expect(qualityOfService(podSpecOf(storeManifests(props)))).toBe(expected);
  });

  it.each(['1.28', '1.37'])('keep their class beside other containers on %s', (kubernetesVersion) => {
    const pod = podSpecOf(changedStore((store) => {
      store.addInitContainer('prepare', { image: IMAGE });
      store.addSidecar('agent', { image: IMAGE, port: 8125 });
    }, { kubernetesVersion }));

    expect([...pod.initContainers, ...pod.containers].map(({ name }) => name).sort())
      .toEqual(['agent', 'prepare', 'store']);
    expect(qualityOfService(pod)).toBe('Guaranteed');
  });

  it('lose their class beside a container that may burst', () => {
    expect(qualityOfService(podSpecOf(changedStore((store) => {
      store.addSidecar('agent', { image: IMAGE, port: 8125, resources: Resources.small() });
    })))).toBe('Burstable');
  });

  it('are those that were given', () => {
    const resources = Resources.guaranteed(kplus.Cpu.units(2), Size.gibibytes(8));

    expect(podSpecOf(storeManifests({ resources })).containers[0].resources).toEqual({
      requests: { 'cpu': '2', 'memory': '8Gi', 'ephemeral-storage': '64Mi' },
      limits: { 'cpu': '2', 'memory': '8Gi', 'ephemeral-storage': '128Mi' },
    });
  });
});

describe('other props of StatefulService', () => {
  it('name is the name of every object, of the Service that names the pods, and selects the pods', () => {
    const name = 's'.repeat(52);
    const found = storeManifests({ name }, OPERATOR);

    expect(new Set(found.map(({ metadata }) => metadata.name))).toEqual(new Set([name]));
    expect(setSpec(found).serviceName).toBe(name);
    expect(setSpec(found).selector).toEqual({ matchLabels: { 'app.kubernetes.io/instance': name } });
  });

  it.each([
    [kplus.PodManagementPolicy.ORDERED_READY, 'OrderedReady'], [kplus.PodManagementPolicy.PARALLEL, 'Parallel'],
  ])('podManagementPolicy is %s', (given, expected) => {
    expect(setSpec(storeManifests({ podManagementPolicy: given })).podManagementPolicy).toBe(expected);
  });

  it.each([[Duration.minutes(2), 120], [Duration.seconds(0), undefined]])('minReady is %s', (minReady, seconds) => {
    expect(setSpec(storeManifests({ minReady })).minReadySeconds).toBe(seconds);
  });

  it.each([[true, true], [false, undefined]])('publishNotReadyAddresses is %s', (given, written) => {
    expect(only(storeManifests({ publishNotReadyAddresses: given }), 'Service').spec.publishNotReadyAddresses)
      .toBe(written);
  });

  it('spread may be strict, and counts the pods of all revisions, for no rollout surges', () => {
    const [zones, hosts] = podSpecOf(storeManifests({ spread: Spread.strictlyOverZones() })).topologySpreadConstraints;

    expect(zones).toEqual({
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      nodeTaintsPolicy: 'Honor',
      labelSelector: { matchLabels: { 'app.kubernetes.io/instance': 'store' } },
    });
    expect(hosts).not.toHaveProperty('matchLabelKeys');
  });

  it('opt-outs leave objects out and say why', () => {
    const found = storeManifests({
      disruptionBudget: DisruptionBudget.none(WHY), spread: Spread.none(WHY), metrics: Metrics.none(WHY),
    });

    expect(found.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Service', 'StatefulSet', 'NetworkPolicy']);
    expect(waiversOf(found)).toEqual({
      'preflight/waive.has-disruption-budget': WHY,
      'preflight/waive.spreads-over-zones': WHY,
      'preflight/waive.spreads-over-hosts': WHY,
      'preflight/waive.has-metrics': WHY,
    });
    expect(only(found, 'NetworkPolicy').spec.ingress).toEqual([]);
  });

  it('config is mounted or read, and rolls the pods', () => {
    const found = storeManifests({ config: Config.environment({ MODE: 'fast' }) });
    const other = storeManifests({ config: Config.environment({ MODE: 'safe' }) });
    const hash = 'preflight/config-hash';

    expect(only(found, 'ConfigMap').data).toEqual({ MODE: 'fast' });
    expect(podSpecOf(found).containers[0].envFrom).toEqual([{ configMapRef: { name: 'store' } }]);
    expect(setSpec(found).template.metadata.annotations[hash])
      .not.toEqual(setSpec(other).template.metadata.annotations[hash]);
  });
});

describe('the metrics of StatefulService', () => {
  const metrics = Metrics.at({ port: 9121, path: '/m', interval: Duration.minutes(1) });
  const added = { name: 'metrics', containerPort: 9121, protocol: 'TCP' };

  it('are scraped at a port of their own', () => {
    const found = storeManifests({ metrics });

    expect(podSpecOf(found).containers[0].ports).toContainEqual(added);
    expect(only(found, 'Service').spec.ports).toHaveLength(2);
    expect(setSpec(found).template.metadata.annotations)
      .toEqual({ 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9121', 'prometheus.io/path': '/m' });
    expect(only(found, 'NetworkPolicy').spec.ingress[0].ports).toEqual([{ protocol: 'TCP', port: 9121 }]);
  });

  it('are found by a ServiceMonitor that selects the headless Service, where Prometheus has an operator', () => {
    const found = storeManifests({ metrics }, OPERATOR);
    const { metadata, spec } = only(found, 'ServiceMonitor');
    const service = only(found, 'Service');

    expect(spec).toEqual({
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'store' } },
      endpoints: [{ port: 'metrics', path: '/m', interval: '60s' }],
    });
    expect(metadata.labels.release).toBe('prom');
    expect([metadata.namespace, metadata.name]).toEqual([service.metadata.namespace, 'store']);
    expect(service.metadata.labels).toMatchObject(spec.selector.matchLabels);
    expect(service.spec.ports).toContainEqual({ name: 'metrics', port: 9121, protocol: 'TCP', targetPort: 'metrics' });
    expect(setSpec(found).template.metadata.annotations).toBeUndefined();
    expect(only(found, 'NetworkPolicy').spec.ingress[0].from)
      .toEqual([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observe' } } }]);
  });
});

function waiversOf(found: ReturnType<typeof storeManifests>): object {
  return only(found, 'StatefulSet').metadata.annotations ?? {};
}
