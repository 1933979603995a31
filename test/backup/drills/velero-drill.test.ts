import { ApiObject, Chart, Duration } from 'cdk8s';
import { MetricsFlavor, NamespaceQuota, PlatformProps, PodSecurity, Provider, RecoveryObjective } from '../../../src';
import { CLUSTER_SCRIPTS } from '../../../src/backup/drills/cluster/embedded-scripts';
import { Images } from '../../../src/internal/images/third-party-images';
import { HARDENED, jobLabels, POD_NAME, SCRIPTS, TMP, UNPRIVILEGED } from '../../support/backup-parts';
import { named, podSpec, rulesOf, variables, WEEKLY } from '../../support/backups';
import { addVeleroDrill, KNOWN_API, veleroDrill } from '../../support/drills';
import { only, readYaml, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const LABELS = jobLabels('orders-drill', 'restore-drill', '1.37.1');
const OURS = { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' };
const UNIQUE = 'shop.orders-drill';
const IN_VELERO = { name: UNIQUE, namespace: 'velero' };
const IN_SCRATCH = { name: 'orders-drill', namespace: 'shop-orders-drill' };
const UNREAD = ['configmaps', 'secrets', 'serviceaccounts', 'services'];
const PLATFORMS: PlatformProps[] = [
  {}, { metrics: MetricsFlavor.operator() }, { provider: Provider.OPENSHIFT },
];
const SUBJECTS = [{ kind: 'ServiceAccount', name: 'orders-drill', namespace: 'shop' }];
const FILES = [
  'backups.gotmpl', 'claimed.gotmpl', 'claims.gotmpl', 'drill.sh', 'filled.gotmpl', 'rehearse-velero.sh',
  'restore-status.gotmpl', 'restore.json', 'strangers.gotmpl', 'volumes.gotmpl', 'workloads.gotmpl',
];
const CLOSED = {
  metadata: { annotations: null },
  spec: {
    type: 'ClusterIP',
    allocateLoadBalancerNodePorts: null,
    externalIPs: null,
    externalTrafficPolicy: null,
    healthCheckNodePort: null,
    loadBalancerClass: null,
    loadBalancerIP: null,
    loadBalancerSourceRanges: null,
  },
};

describe('a drill of Velero by default', () => {
  const found = veleroDrill();

  it('writes what every drill has, the namespace that is restored into, and its rights', () => {
    expect(found.map(({ kind, metadata: { name, namespace } }) => `${kind} ${namespace}/${name}`).sort()).toEqual([
      'ClusterRole undefined/shop.orders-drill', 'ClusterRoleBinding undefined/shop.orders-drill',
      'ConfigMap shop/orders-drill', 'ConfigMap shop/orders-drill-alerts', 'ConfigMap velero/shop.orders-drill',
      'CronJob shop/orders-drill', 'LimitRange shop-orders-drill/shop-orders-drill',
      'Namespace undefined/shop-orders-drill',
      'NetworkPolicy shop-orders-drill/default-deny', 'NetworkPolicy shop-orders-drill/within',
      'NetworkPolicy shop/orders-drill', 'Role shop-orders-drill/orders-drill', 'Role velero/shop.orders-drill',
      'RoleBinding shop-orders-drill/orders-drill', 'RoleBinding velero/shop.orders-drill',
      'ServiceAccount shop/orders-drill',
    ]);
  });

  it('runs its script with a token of its own', () => {
    const { volumes, containers, ...pod } = podSpec(found);

    expect(pod).toEqual({
      serviceAccountName: 'orders-drill',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 510,
      securityContext: UNPRIVILEGED,
    });
    expect(containers).toEqual([{
      name: 'restore',
      image: Images.KUBECTL,
      imagePullPolicy: 'Always',
      command: ['/bin/sh', '/scripts/rehearse-velero.sh'],
      env: [
        { name: 'BUSY_SECONDS', value: '2700' }, { name: 'CLEANING_SECONDS', value: '450' },
        { name: 'MAX_AGE_SECONDS', value: '90000' }, { name: 'PAUSE_SECONDS', value: '5' },
        { name: 'SCRATCH', value: 'shop-orders-drill' }, { name: 'DELETES_RETAINED_VOLUMES', value: 'false' },
        { name: 'RESTORE', value: 'shop.orders-drill' }, { name: 'SCHEDULE', value: 'shop-orders' },
        { name: 'VELERO_NAMESPACE', value: 'velero' }, POD_NAME,
      ],
      resources: {
        requests: { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '128Mi' },
        limits: { 'cpu': '500m', 'memory': '128Mi', 'ephemeral-storage': '128Mi' },
      },
      securityContext: HARDENED,
      volumeMounts: [
        TMP, SCRIPTS,
        { name: 'kube-api-access', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
      ],
    }]);
    expect(volumes.map(({ name }: Manifest) => name)).toEqual(['tmp', 'scripts', 'kube-api-access']);
    expect(volumes[1].configMap.items.map(({ key }: Manifest) => key)).toEqual(FILES);
  });

  it('holds its scripts, and the restore that it asks for', () => {
    const { 'restore.json': restore, ...scripts } = named(found, 'ConfigMap', 'orders-drill').data;

    expect(JSON.parse(restore)).toEqual({
      apiVersion: 'velero.io/v1',
      kind: 'Restore',
      metadata: IN_VELERO,
      spec: {
        backupName: 'BACKUP_NAME',
        includedNamespaces: ['shop'],
        includedResources: [
          'configmaps', 'persistentvolumeclaims', 'persistentvolumes', 'pods', 'secrets', 'serviceaccounts',
          'services', 'deployments.apps', 'replicasets.apps', 'statefulsets.apps',
          'volumesnapshotclasses.snapshot.storage.k8s.io', 'volumesnapshotcontents.snapshot.storage.k8s.io',
          'volumesnapshots.snapshot.storage.k8s.io',
        ],
        namespaceMapping: { shop: 'shop-orders-drill' },
        restorePVs: true,
        existingResourcePolicy: 'none',
        resourceModifier: { kind: 'ConfigMap', name: 'shop.orders-drill' },
      },
    });
    expect(scripts).toEqual(Object.fromEntries(FILES.filter((file) => file in CLUSTER_SCRIPTS).map((file) => (
      [file, CLUSTER_SCRIPTS[file as keyof typeof CLUSTER_SCRIPTS]]
    ))));
  });

  it('has Velero close Services, start one of each Deployment, and delete the volumes of copies', () => {
    expect(named(found, 'ConfigMap', 'shop.orders-drill').metadata).toEqual({ ...IN_VELERO, labels: LABELS });
    expect(modifiers(found)).toEqual({
      version: 'v1',
      resourceModifierRules: [
        merge({ groupResource: 'services', namespaces: ['shop'] }, CLOSED),
        merge(service('ExternalName'), { spec: { type: 'ExternalName' } }),
        ...['NodePort', 'LoadBalancer'].map((type) => ({
          conditions: service(type), patches: [{ operation: 'add', path: '/spec/ports/0/nodePort', value: '0' }],
        })),
        merge({ groupResource: 'deployments.apps', namespaces: ['shop'] }, { spec: { replicas: 1 } }),
        merge({
          groupResource: 'deployments.apps', namespaces: ['shop'], matches: [{ path: '/spec/replicas', value: '0' }],
        }, { spec: { replicas: 0 } }),
        merge({ groupResource: 'statefulsets.apps', namespaces: ['shop'] }, {
          spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } },
        }),
        merge(
          { groupResource: 'persistentvolumes', resourceNameRegex: '^velero-clone-' },
          { spec: { persistentVolumeReclaimPolicy: 'Delete' } },
        ),
      ],
    });
  });

  it('writes a namespace whose pods reach one another and DNS', () => {
    expect(only(found, 'Namespace').metadata.annotations).toEqual({
      'preflight/waive.namespace-has-quota': 'only a rehearsal makes pods here, and nobody can tell before what the '
        + 'backup holds',
    });
    expect(only(found, 'Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted', 'environment': 'production',
    });
    expect(Object.keys(only(found, 'LimitRange').spec.limits[0]).sort()).toEqual(['default', 'defaultRequest', 'type']);
    expect(named(found, 'NetworkPolicy', 'default-deny').spec.egress).toHaveLength(1);
    expect(named(found, 'NetworkPolicy', 'within')).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'within', namespace: 'shop-orders-drill', labels: OURS },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ podSelector: {} }] }],
        egress: [{ to: [{ podSelector: {} }] }],
      },
    });
  });

  it('reads no copy of a Secret itself, and deletes no backup', () => {
    const rules = (kind: string, name: string) => only(found, kind, name).rules;

    expect(rules('Role', 'shop.orders-drill')).toEqual([
      { apiGroups: ['velero.io'], resources: ['backups', 'podvolumerestores', 'datadownloads'], verbs: ['list'] },
      { apiGroups: ['velero.io'], resources: ['restores'], verbs: ['create'] },
      { apiGroups: ['velero.io'], resources: ['restores'], resourceNames: [UNIQUE], verbs: ['get', 'delete'] },
    ]);
    expect(rules('Role', 'orders-drill')).toEqual([
      {
        apiGroups: ['apps'],
        resources: ['deployments', 'replicasets', 'statefulsets'],
        verbs: ['list', 'deletecollection'],
      },
      { apiGroups: [''], resources: ['persistentvolumeclaims', 'pods'], verbs: ['list', 'deletecollection'] },
      { apiGroups: [''], resources: UNREAD, verbs: ['deletecollection'] },
      { apiGroups: ['snapshot.storage.k8s.io'], resources: ['volumesnapshots'], verbs: ['deletecollection'] },
    ]);
    expect(rules('ClusterRole', 'shop.orders-drill')).toEqual([
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['list'] },
    ]);
  });

  it('says why checks of roles do not hold of what it may do', () => {
    expect(only(found, 'Role', 'orders-drill').metadata.annotations).toEqual({
      'kubernetes.io/description': 'Sees whether what was restored is ready, and removes all of it, unread.',
      'preflight/waive.role-changes-no-network': 'it deletes Services that were restored, where nothing else is',
      'preflight/waive.role-grants-no-secrets': 'it deletes copies without reading them, where nothing else is',
    });
  });

  it('binds each role to its own ServiceAccount alone', () => {
    const bindings = found.filter(({ kind }) => kind.endsWith('Binding'));

    expect(bindings.map(({ metadata: { name, namespace }, roleRef, subjects }) => (
      { name, namespace, role: `${roleRef.kind} ${roleRef.name}`, subjects }
    ))).toEqual([
      { ...IN_VELERO, role: 'Role shop.orders-drill', subjects: SUBJECTS },
      { ...IN_SCRATCH, role: 'Role orders-drill', subjects: SUBJECTS },
      { name: 'shop.orders-drill', namespace: undefined, role: 'ClusterRole shop.orders-drill', subjects: SUBJECTS },
    ]);
  });

  it('has the alerts of every drill', () => {
    expect(rulesOf(found).map(({ alert, record }) => alert ?? record)).toEqual([
      'preflight:restore_drill_duration:seconds', 'RestoreDrillFailed', 'RestoreDrillOverdue', 'RestoreDrillTooSlow',
      'RestoreDrillSuspended', 'RestoreDrillMissing',
    ]);
  });

  it('has each object as a field', () => {
    const { scratchNamespace, scratchPolicy, modifiers: changes, roles } = addVeleroDrill(stage(KNOWN_API).chart);

    expect([scratchNamespace?.name, scratchPolicy?.kind, changes?.kind])
      .toEqual(['shop-orders-drill', 'NetworkPolicy', 'ConfigMap']);
    expect(roles.map(({ kind }) => kind)).toEqual([
      'Role', 'RoleBinding', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding',
    ]);
  });
});

describe('a drill of Velero', () => {
  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const platform = PLATFORMS[MINORS.indexOf(kubernetesVersion) % PLATFORMS.length];
    const found = veleroDrill({ storageClassName: 'fast' }, { ...platform, kubernetesVersion });
    const restore = JSON.parse(named(found, 'ConfigMap', 'orders-drill').data['restore.json']);
    const misspelt = { ...restore, spec: { ...restore.spec, includedNamespace: [] } };

    expect([...found, restore].flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
    expect(schemaProblems(kubernetesVersion, misspelt)).not.toEqual([]);
  });

  it('is rehearsed as the objective of the backup says, and runs no longer than it can clean up after', () => {
    const objective = RecoveryObjective.of({
      pointObjective: Duration.days(2), timeObjective: Duration.minutes(10), rehearseEvery: Duration.days(7),
    });
    const plan = { ...subjectPlan(), objective };
    const found = veleroDrill({ every: undefined, within: undefined }, {}, { plan });

    expect(only(found, 'CronJob').spec.schedule).toBe('0 3 * * 0');
    expect(variables(podSpec(found).containers[0])).toMatchObject({ BUSY_SECONDS: '900', CLEANING_SECONDS: '150' });
  });

  it('restores into the namespace, with the class, the pods and the quota that it is told', () => {
    const found = veleroDrill({
      scratchNamespace: 'rehearsals',
      storageClassName: 'cheap',
      podSecurity: PodSecurity.baseline('the operator needs it'),
      quota: NamespaceQuota.given({ pods: '20' }),
    });
    const rules = modifiers(found).resourceModifierRules;

    expect(only(found, 'Namespace').metadata).toMatchObject({
      name: 'rehearsals', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' },
    });
    expect(only(found, 'ResourceQuota').spec).toEqual({ hard: { pods: '20' } });
    expect(rules).toContainEqual(merge(
      { groupResource: 'persistentvolumeclaims', namespaces: ['shop'] }, { spec: { storageClassName: 'cheap' } },
    ));
    expect(variables(podSpec(found).containers[0])).toMatchObject({ SCRATCH: 'rehearsals' });
  });

  it('demands workloads, takes another image, and lets volumes go where it is told to', () => {
    const found = veleroDrill({
      workloads: ['web', 'db'], image: 'registry.example.com/kubectl:1.37.0', deletesRetainedVolumes: true,
    });
    const [container] = podSpec(found).containers;

    expect(container.image).toBe('registry.example.com/kubectl:1.37.0');
    expect(variables(container)).toMatchObject({ WORKLOADS: 'web db', DELETES_RETAINED_VOLUMES: 'true' });
    expect(only(found, 'ClusterRole').rules).toEqual([
      { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['list', 'get', 'patch'] },
    ]);
  });

  it('has names that Velero can take as labels, however long they are', () => {
    const found = veleroDrill({}, {}, { name: 'a'.repeat(46) });
    const { RESTORE } = variables(podSpec(found).containers[0]);

    expect(RESTORE.length).toBeLessThanOrEqual(63);
    expect(named(found, 'ConfigMap', RESTORE).metadata.namespace).toBe('velero');
  });

  it.each([
    [{ scratchNamespace: 'shop' }, "[shop/Drill] 'rehearse.scratchNamespace' must be a namespace that is there for "
      + 'nothing else, got "shop"; choose a name that no namespace has'],
    [{ scratchNamespace: 'velero' }, 'got "velero"; choose a name that no namespace has'],
    [{ scratchNamespace: 'stock' }, 'got "stock"; choose a name that no namespace has'],
    [{ scratchNamespace: 'kube-system' }, 'got "kube-system"; choose a name that no namespace has'],
    [{ scratchNamespace: 'A b' }, "'rehearse.scratchNamespace' must be a DNS-1123 label (lower-case letters, digits "
      + 'and -, at most 63), got "A b"; choose such a name'],
    [{ storageClassName: '$(x)' }, "'rehearse.storageClassName' must be "],
    [{ workloads: ['web', 'a b'] }, "'rehearse.workloads[1]' must be the name of a Deployment or StatefulSet, got "
      + '"a b"; write the name alone'],
    [{ image: 'kubectl' }, "'rehearse.image' must "],
  ])('refuses %j', (options, message) => {
    const { chart } = stage(KNOWN_API);

    expect(() => addVeleroDrill(chart, { ...WEEKLY, ...options }, { included: ['shop', 'stock'] })).toThrow(message);
  });

  it('refuses a namespace that something else of the tree is in', () => {
    const { app, chart } = stage(KNOWN_API);
    addVeleroDrill(chart, { ...WEEKLY, scratchNamespace: 'stock' });
    const other = new Chart(app, 'stock', { namespace: 'stock' });
    new ApiObject(other, 'Deny', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' });
    expect(() => app.synthYaml()).not.toThrow();
    new ApiObject(other, 'Data', { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });

    expect(() => app.synthYaml()).toThrow("[shop/Drill] 'rehearse.scratchNamespace' must be a namespace that is "
      + 'there for nothing else, and PersistentVolumeClaim stock/Data is in it, got "stock"; choose a name that no '
      + 'namespace has');
  });

  it('restores into another namespace for each namespace of backups, however long their names are', () => {
    const placed = (namespace: string, name = 'orders') => {
      const { app } = stage(KNOWN_API);
      return addVeleroDrill(new Chart(app, 'in', { namespace }), WEEKLY, { name }).scratchNamespace?.name;
    };

    expect([placed('shop'), placed('stock')]).toEqual(['shop-orders-drill', 'stock-orders-drill']);
    expect(placed('n'.repeat(63), 'a'.repeat(46))).toMatch(/^n{54}-[0-9a-f]{8}$/);
  });

  it('ends with its first failure, and has time to clean up', () => {
    const { jobTemplate: { spec } } = only(veleroDrill({ within: Duration.hours(8) }), 'CronJob').spec;

    expect([spec.backoffLimit, spec.template.spec.terminationGracePeriodSeconds]).toEqual([0, 600]);
    // A node that is drained is no failure, and no second pod restores while the first one cleans up.
    expect([spec.podFailurePolicy, spec.podReplacementPolicy]).toEqual([
      { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] }, 'Failed',
    ]);
  });

  it('refuses a second call, a long name, and API servers that nobody knows', () => {
    const { chart } = stage(KNOWN_API);
    addVeleroDrill(chart);

    expect(() => addVeleroDrill(chart)).toThrow("[shop] 'rehearse' must be called once, got \"a second call for "
      + 'orders"; remove this call, or ask everything in one');
    expect(() => addVeleroDrill(stage(KNOWN_API).chart, WEEKLY, { name: 'a'.repeat(47) }))
      .toThrow("'name' must have at most 46");
    expect(() => addVeleroDrill(stage().chart)).toThrow("'kubernetesApi' must be known");
  });

  it('keeps the names by which Velero finds its modifiers', () => {
    const { app, chart } = stage(KNOWN_API);
    const drill = addVeleroDrill(chart);
    drill.mergePatch(drill.modifiers!, { metadata: { name: 'mine' } });

    expect(() => app.synthYaml()).toThrow("'metadata.name' stay \"shop.orders-drill\", for the restore names it");
  });
});

function subjectPlan() {
  return {
    schedule: { cron: {}, shortestSeconds: 86_400, longestSeconds: 86_400 },
    deadlineSeconds: 3_600,
    objectiveSeconds: 90_000,
    retentionDays: 30,
    runbook: 'https://wiki.example.com/backups',
  };
}

function modifiers(found: Manifest[]): Manifest {
  return readYaml(named(found, 'ConfigMap', 'shop.orders-drill').data['modifiers.yaml'])[0];
}

function service(type: string): object {
  return { groupResource: 'services', namespaces: ['shop'], matches: [{ path: '/spec/type', value: type }] };
}

function merge(conditions: object, patch: object): object {
  return { conditions, mergePatches: [{ patchData: JSON.stringify(patch) }] };
}
