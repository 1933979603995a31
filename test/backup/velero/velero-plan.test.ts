import { Duration, Size } from 'cdk8s';
import {
  PodSecurity, ProductionNamespace, SecretKey, VeleroLocation, VeleroPlan, VeleroServer, VolumeBackup, VolumePolicy,
  WorkloadIdentity,
} from '../../../src';
import { Images } from '../../../src/internal/images/third-party-images';
import { rulesOf } from '../../support/backups';
import { messageOf } from '../../support/errors';
import { only, render, stage } from '../../support/render';
import { Manifest, schemaProblems } from '../../support/schemas';
import { addVelero, API, backUp, foreignPlan, LOCATION, PlanProps } from '../../support/velero';

const FILES = { volumes: VolumeBackup.fileSystem() };

/** What a plan of its own writes, with a backup that needs the node agent. */
function withAgent(props: PlanProps = {}): Manifest[] {
  return render((chart) => { backUp(addVelero(chart, props), FILES); });
}

function own(props: PlanProps = {}): Manifest[] {
  return render((chart) => { addVelero(chart, props); });
}

describe('VeleroPlan', () => {
  it('writes a server and what belongs to it, and no node agent', () => {
    const names = own().map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names.sort()).toEqual([
      'BackupStorageLocation default', 'ClusterRoleBinding preflight-velero-velero', 'ConfigMap velero-alerts',
      'ConfigMap velero-maintenance', 'ConfigMap velero-node-agent', 'ConfigMap velero-repositories',
      'Deployment velero', 'LimitRange velero', 'Namespace velero', 'NetworkPolicy default-deny',
      'NetworkPolicy velero', 'PodDisruptionBudget velero', 'ResourceQuota velero', 'ServiceAccount velero',
    ]);
  });

  it('runs one server at a time, hardened, with its plugin', () => {
    const { spec } = only(own(), 'Deployment');
    const { containers: [server], initContainers: [plugin] } = spec.template.spec;
    expect([spec.replicas, spec.strategy]).toEqual([1, { type: 'Recreate' }]);
    expect({ ...server, resources: undefined }).toMatchObject({
      name: 'velero',
      image: Images.VELERO,
      command: ['/velero'],
      args: [
        'server', '--backup-repository-configmap=velero-repositories',
        '--repo-maintenance-job-configmap=velero-maintenance',
      ],
      env: [
        { name: 'VELERO_NAMESPACE', value: 'velero' },
        { name: 'VELERO_SCRATCH_DIR', value: '/scratch' },
        { name: 'HOME', value: '/scratch' },
        { name: 'TMPDIR', value: '/scratch' },
        { name: 'LD_LIBRARY_PATH', value: '/plugins' },
      ],
      securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
    });
    expect([plugin.name, plugin.image, plugin.volumeMounts.at(-1)]).toEqual([
      'velero-plugin-for-aws', Images.VELERO_PLUGIN_AWS, { name: 'plugins', mountPath: '/target' },
    ]);
  });

  it('gives Velero the cluster, and says why', () => {
    expect(only(withAgent(), 'ClusterRoleBinding')).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: {
        name: 'preflight-velero-velero',
        labels: { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' },
        annotations: {
          'preflight/waive.binding-is-not-cluster-admin': 'Velero reads and restores objects of every kind, roles and '
            + 'secrets too, and its project supports no less',
        },
      },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: ['velero', 'node-agent'].map((name) => ({ kind: 'ServiceAccount', name, namespace: 'velero' })),
    });
  });

  it('has a node agent as Velero looks for it, with the first backup that needs it', () => {
    const { spec, metadata } = only(withAgent(), 'DaemonSet');
    const { containers: [agent], volumes } = spec.template.spec;
    expect([metadata.name, spec.template.metadata.labels.role]).toEqual(['node-agent', 'node-agent']);
    expect(agent.env).toContainEqual({ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } });
    expect(agent.securityContext).toMatchObject({ runAsUser: 0, privileged: false, capabilities: { drop: ['ALL'] } });
    const mounts = agent.volumeMounts.filter(({ mountPropagation }: Manifest) => mountPropagation !== undefined);
    expect(mounts.map(({ mountPath, mountPropagation, name }: Manifest) => [
      mountPath, mountPropagation, volumes.find((volume: Manifest) => volume.name === name).hostPath.path,
    ])).toEqual([
      ['/host_pods', 'HostToContainer', '/var/lib/kubelet/pods'],
      ['/var/lib/kubelet/plugins', 'HostToContainer', '/var/lib/kubelet/plugins'],
    ]);
  });

  it.each([
    ['moves data', { volumes: VolumeBackup.csiDataMovement() }],
    ['reads files by a policy', {
      volumes: VolumeBackup.csiSnapshots(), policies: [VolumePolicy.fileSystem({ nfs: true })],
    }],
  ])('has it too where a backup %s, and once', (_, props) => {
    const manifests = render((chart) => {
      const plan = addVelero(chart);
      backUp(plan, props);
      plan.backUp('again', { ...FILES, ...props });
    });
    expect(manifests.filter(({ kind }) => kind === 'DaemonSet')).toHaveLength(1);
  });

  it('lets the pods that Velero makes to the API servers, the bucket and DNS', () => {
    const egress = ['velero-movers', 'velero-maintenance'].map((name) => only(withAgent(), 'NetworkPolicy', name).spec);
    expect(egress[0].podSelector).toEqual({
      matchExpressions: [{ key: 'velero.io/exposer-pod-group', operator: 'Exists' }],
    });
    expect(egress[1].podSelector.matchExpressions[0].key).toBe('velero.io/repo-name');
    const targets = ['dns', '10.0.0.0/28', '0.0.0.0/0', '::/0'];
    expect(egress.map(({ egress: rules }) => rules.flatMap(({ to }: Manifest) => to[0].ipBlock?.cidr ?? 'dns')))
      .toEqual([targets, targets]);
  });

  it('counts the pods that Velero makes in its quota', () => {
    const manifests = withAgent({ server: VeleroServer.own({ maxNodes: 3, moverMemory: Size.gibibytes(1) }) });
    // A server, and on each of three nodes an agent and a mover; one more agent while they are replaced: none.
    const { spec, metadata } = only(manifests, 'ResourceQuota');
    expect(spec.hard).toMatchObject({ 'pods': '27', 'limits.memory': '24832Mi' });
    expect(metadata.annotations['preflight/quota-basis']).toBe('2 workload(s) at maximum scale plus surge, '
      + '23 pod(s) that Velero makes to move data and to tidy up repositories; nothing reserved for pods from '
      + 'elsewhere, which count too');
  });

  it('is known to its cloud by both accounts', () => {
    const server = VeleroServer.own({ identity: WorkloadIdentity.eksPodIdentity() });
    const location = VeleroLocation.s3('acme', { region: 'eu', cidrs: ['10.1.0.0/16'] });
    const policies = withAgent({ server, location }).filter(({ kind, metadata }) => (
      kind === 'NetworkPolicy' && metadata.name !== 'default-deny'
    ));
    expect(policies.map(({ spec }) => spec.egress.slice(-1)[0].to[0].ipBlock.cidr)).toEqual([
      '169.254.170.23/32', '169.254.170.23/32', '169.254.170.23/32', '169.254.170.23/32',
    ]);
  });

  it('knows its alerts', () => {
    expect(rulesOf(own()).map(({ alert }) => alert)).toEqual([
      'VeleroDown', 'VeleroBackupLocationUnavailable', 'VeleroRepositoryMaintenanceFailed',
    ]);
  });

  it('takes images, plugins and sizes', () => {
    const server = VeleroServer.own({
      image: 'acme.io/velero:v1.18.9', plugins: { other: 'acme.io/plugin:v1' }, scratch: Size.gibibytes(1),
    });
    const { containers: [{ image }], initContainers, volumes } = only(own({ server }), 'Deployment').spec.template.spec;
    expect([image, initContainers.map(({ name }: Manifest) => name)]).toEqual(['acme.io/velero:v1.18.9', ['other']]);
    expect(volumes.find(({ name }: Manifest) => name === 'scratch').emptyDir.sizeLimit).toBe('1Gi');
  });

  it('installs nothing where Velero is there already', () => {
    const manifests = render((chart) => {
      const server = VeleroServer.installed('backup-system');
      backUp(new VeleroPlan(chart, 'velero', { location: LOCATION, server }), FILES);
    });
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'Schedule backup-system/shop', 'ConfigMap backup-system/shop-alerts',
      'BackupStorageLocation backup-system/default', 'ConfigMap backup-system/velero-alerts',
    ]);
  });

  it('writes locations as each provider has them', () => {
    const credentials = SecretKey.of('bucket', 'cloud');
    const { locations } = foreignPlan({
      location: VeleroLocation.s3('acme', {
        region: 'us-east-1',
        endpoint: 'https://s3.example.com:9000',
        kmsKeyId: 'alias/backups',
        prefix: 'cluster-1',
        certificateAuthority: SecretKey.of('bucket', 'ca.crt'),
      }),
      locations: {
        gcs: VeleroLocation.gcs('acme', { credentials, kmsKeyName: 'projects/acme/key' }),
        azure: VeleroLocation.azureBlob('acme', { account: 'acme', resourceGroup: 'rg' }),
      },
    });
    expect(locations.map((location) => location.toJson().spec)).toEqual([
      {
        provider: 'aws',
        default: true,
        objectStorage: { bucket: 'acme', prefix: 'cluster-1', caCertRef: { name: 'bucket', key: 'ca.crt' } },
        config: {
          region: 'us-east-1',
          s3Url: 'https://s3.example.com:9000',
          s3ForcePathStyle: 'true',
          checksumAlgorithm: '',
          kmsKeyId: 'alias/backups',
        },
      },
      {
        provider: 'gcp',
        objectStorage: { bucket: 'acme' },
        config: { kmsKeyName: 'projects/acme/key' },
        credential: { name: 'bucket', key: 'cloud' },
      },
      {
        provider: 'azure',
        objectStorage: { bucket: 'acme' },
        config: { resourceGroup: 'rg', storageAccount: 'acme' },
      },
    ]);
  });

  it('writes what the schemas of Velero take, and would be refused misspelt', () => {
    const manifests = withAgent().filter(({ apiVersion }) => apiVersion === 'velero.io/v1');
    expect(manifests.flatMap((manifest) => schemaProblems('1.37', manifest))).toEqual([]);
    const misspelt = { ...only(manifests, 'Schedule'), spec: { ...only(manifests, 'Schedule').spec, schedul: '' } };
    expect(schemaProblems('1.37', misspelt)).not.toEqual([]);
  });
});

describe('VeleroPlan refuses', () => {
  it('pods that would be whoever their node is', () => {
    const location = VeleroLocation.s3('acme', { region: 'eu' });
    expect(messageOf(() => own({ location })).replace(/^\[[^\]]*\] /, '')).toBe("'server.identity' must be given where "
      + 'a location has no credentials, or its pods would be whoever their node is, got nothing; give '
      + 'WorkloadIdentity.eksPodIdentity() or another, or credentials of the location');
  });

  it('a namespace that does not admit the node agent', () => {
    const { chart } = stage({ kubernetesApi: API });
    const namespace = new ProductionNamespace(chart, 'velero', { podSecurity: PodSecurity.restricted() });
    const plan = new VeleroPlan(namespace, 'velero', { location: LOCATION });
    expect(messageOf(() => backUp(plan, FILES))).toContain("'namespace' must admit pods that reach into their node");
  });

  it.each([
    ['scratch', { scratch: Size.mebibytes(512) }, 'be whole MiB, at least 1024, and at most 1 PiB, got "512Mi"'],
    ['moverMemory', { moverMemory: Size.mebibytes(1) }, 'be whole MiB, at least 256, and at most 1 PiB, got "1Mi"'],
  ])('too little %s', (prop, options, must) => {
    expect(messageOf(() => own({ server: VeleroServer.own(options) })).replace(/^\[[^\]]*\] /, ''))
      .toBe(`'server.${prop}' must ${must}; write Size.gibibytes(4)`);
  });

  it('a location called like the first', () => {
    expect(messageOf(() => foreignPlan({ locations: { default: LOCATION } }))).toBe("[shop/velero] 'locations' must "
      + 'name others than that of the prop location, which is called default, got "default"; give it another name');
  });

  it('to run without the addresses of the API servers', () => {
    const { chart } = stage();
    expect(messageOf(() => new VeleroPlan(chart, 'velero', { location: LOCATION }))).toContain("'kubernetesApi' must");
  });

  it('an objective that no backup could keep', () => {
    const recoveryPointObjective = Duration.minutes(1);
    expect(messageOf(() => backUp(foreignPlan(), { recoveryPointObjective }))).toContain('every and deadline together');
  });
});
