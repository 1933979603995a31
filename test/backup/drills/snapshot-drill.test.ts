import { MetricsFlavor, PlatformProps, Provider } from '../../../src';
import { CLUSTER_SCRIPTS } from '../../../src/backup/drills/cluster/embedded-scripts';
import { Images } from '../../../src/internal/images/third-party-images';
import { jobLabels, UNPRIVILEGED } from '../../support/backup-parts';
import { named, podSpec, variables, WEEKLY } from '../../support/backups';
import { addSnapshotDrill, KNOWN_API, snapshotDrill } from '../../support/drills';
import { only, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const LABELS = jobLabels('orders-drill', 'restore-drill', '1.37.1');
const IN_SCRATCH = { name: 'orders-drill', namespace: 'shop-orders-drill' };
const PLATFORMS: PlatformProps[] = [
  {}, { metrics: MetricsFlavor.operator() }, { provider: Provider.OPENSHIFT },
];
const SNAPSHOTS = ['snapshot.storage.k8s.io'];
const UNIQUE = 'shop.orders-drill';
const OWN = { resourceNames: ['orders-drill'] };

describe('a drill of snapshots by default', () => {
  const found = snapshotDrill();

  it('writes what every drill has, the namespace that is restored into, and its rights', () => {
    expect(found.map(({ kind, metadata: { name, namespace } }) => `${kind} ${namespace}/${name}`).sort()).toEqual([
      'ClusterRole undefined/shop.orders-drill', 'ClusterRoleBinding undefined/shop.orders-drill',
      'ConfigMap shop/orders-drill', 'ConfigMap shop/orders-drill-alerts', 'CronJob shop/orders-drill',
      'LimitRange shop-orders-drill/shop-orders-drill', 'Namespace undefined/shop-orders-drill',
      'NetworkPolicy shop-orders-drill/default-deny', 'NetworkPolicy shop-orders-drill/within',
      'NetworkPolicy shop/orders-drill', 'Role shop-orders-drill/orders-drill', 'Role shop/shop.orders-drill',
      'RoleBinding shop-orders-drill/orders-drill', 'RoleBinding shop/shop.orders-drill',
      'ServiceAccount shop/orders-drill',
    ]);
  });

  it('runs its script', () => {
    const [container] = podSpec(found).containers;

    expect(container.command).toEqual(['/bin/sh', '/scripts/rehearse-snapshots.sh']);
    expect(variables(container)).toEqual({
      BUSY_SECONDS: '2700',
      CLEANING_SECONDS: '450',
      CONTENT_NAME: 'shop.orders-drill',
      MAX_AGE_SECONDS: '90000',
      NAME: 'orders-drill',
      PAUSE_SECONDS: '5',
      POD_NAME: undefined,
      SCRATCH: 'shop-orders-drill',
      SELECTOR: 'preflight/volume-snapshots=orders',
      SOURCE_NAMESPACE: 'shop',
    });
  });

  it('holds a snapshot of the copied content, and a pod that can only read the volume', () => {
    expect(created(found, 'snapshot.json')).toEqual({
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshot',
      metadata: { ...IN_SCRATCH, labels: { ...LABELS, 'preflight/restore-drill': 'shop.orders-drill' } },
      spec: { source: { volumeSnapshotContentName: 'shop.orders-drill' } },
    });
    expect(created(found, 'pod.json')).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...IN_SCRATCH, labels: { ...LABELS, 'preflight/restore-drill': 'shop.orders-drill' } },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: UNPRIVILEGED,
        containers: [{
          name: 'look',
          image: Images.KUBECTL,
          command: ['/bin/sh', '-c', CLUSTER_SCRIPTS['look-into-volume.sh']],
          env: [{ name: 'CLAIM', value: 'CLAIM_NAME' }],
          resources: {
            requests: { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '64Mi' },
            limits: { 'cpu': '500m', 'memory': '128Mi', 'ephemeral-storage': '128Mi' },
          },
          securityContext: {
            allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true,
          },
          volumeMounts: [
            { name: 'tmp', mountPath: '/tmp' }, { name: 'volume', mountPath: '/volume', readOnly: true },
          ],
        }],
        volumes: [
          { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
          { name: 'volume', persistentVolumeClaim: { claimName: 'orders-drill' } },
        ],
      },
    });
  });

  it('may change nothing of the source, and delete what is its own alone', () => {
    expect(only(found, 'Role', 'shop.orders-drill').rules).toEqual([
      { apiGroups: SNAPSHOTS, resources: ['volumesnapshots'], verbs: ['list'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['get'] },
    ]);
    expect(only(found, 'Role', 'orders-drill').rules).toEqual([
      { apiGroups: [''], resources: ['persistentvolumeclaims', 'pods'], verbs: ['list', 'create'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims'], ...OWN, verbs: ['delete'] },
      { apiGroups: [''], resources: ['pods'], ...OWN, verbs: ['get', 'delete'] },
      { apiGroups: [''], resources: ['pods/log'], ...OWN, verbs: ['get'] },
      { apiGroups: SNAPSHOTS, resources: ['volumesnapshots'], verbs: ['list', 'create'] },
      { apiGroups: SNAPSHOTS, resources: ['volumesnapshots'], ...OWN, verbs: ['get', 'delete'] },
    ]);
    expect(only(found, 'ClusterRole').rules).toEqual([
      { apiGroups: SNAPSHOTS, resources: ['volumesnapshotcontents'], verbs: ['get', 'create'] },
      { apiGroups: SNAPSHOTS, resources: ['volumesnapshotcontents'], resourceNames: [UNIQUE], verbs: ['delete'] },
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['list'] },
    ]);
  });
});

describe('a drill of snapshots', () => {
  it.each(MINORS)('is valid on %s, with what it creates', (kubernetesVersion) => {
    const platform = PLATFORMS[MINORS.indexOf(kubernetesVersion) % PLATFORMS.length];
    const found = snapshotDrill({}, { ...platform, kubernetesVersion });
    const files = ['pod.json', 'snapshot.json'].map((file) => created(found, file));

    expect([...found, ...files].flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('asks the claims that are named, with the class that is given', () => {
    const found = snapshotDrill({ storageClassName: 'cheap' }, {}, { claims: ['data-0', 'data-1'] });

    expect(variables(podSpec(found).containers[0])).toMatchObject({ CLAIMS: 'data-0 data-1', STORAGE_CLASS: 'cheap' });
  });

  it('takes the command and the image of a team, and leaves user ids to OpenShift', () => {
    const command = ['sh', '-c', 'test "$(cat /volume/x)" = "CLAIM_NAME"'];
    const found = snapshotDrill(
      { checkCommand: command, checkImage: 'docker.io/library/busybox:1.37.0' }, { provider: Provider.OPENSHIFT },
    );
    const { containers: [container], securityContext } = created(found, 'pod.json').spec;

    expect(container).toMatchObject({ command, image: 'docker.io/library/busybox:1.37.0' });
    expect(securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  });

  it.each([
    [{ checkCommand: [] }, "'rehearse.checkCommand' must be a program with its arguments, got []; leave it out, or "
      + 'write a command'],
    [{ checkImage: 'docker.io/library/busybox:1.37.0' }, "'rehearse.checkCommand' must be given with checkImage, got "
      + 'nothing; give both, or neither'],
    [{ checkImage: 'busybox', checkCommand: ['true'] }, "'rehearse.checkImage' must "],
    [{ scratchNamespace: 'shop' }, "'rehearse.scratchNamespace' must be a namespace that is there for nothing else"],
  ])('refuses %j', (options, message) => {
    const { chart } = stage(KNOWN_API);

    expect(() => addSnapshotDrill(chart, { ...WEEKLY, ...options })).toThrow(message);
  });
});

function created(found: Manifest[], file: string): Manifest {
  return JSON.parse(named(found, 'ConfigMap', 'orders-drill').data[file]);
}
