/** A Kubernetes minor, pinned to the patch release its schema is read from. */
export interface KubernetesSource {
  readonly minor: string;
  readonly version: string;
}

/** A file of custom resource definitions inside a Go module: all versions that it serves are wanted. */
export interface CrdSource {
  readonly module: string;
  readonly version: string;
  readonly file: string;
  /** Whether it is read from a copy in `kept`, as the release is no Go module: served versions, no descriptions. */
  readonly isKept?: boolean;
  /** The first minor whose API server takes the definitions, where it is none of the oldest. */
  readonly since?: number;
}

export const KUBERNETES_MODULE = 'k8s.io/kubernetes';
export const KUBERNETES_OPENAPI_FILE = 'api/openapi-spec/swagger.json';
export const KUBERNETES_ENUMERATIONS_FILE = 'pkg/generated/openapi/zz_generated.openapi.go';

/** Some releases have a second file of gates. */
export const KUBERNETES_GATES_FILES = ['pkg/features/kube_features.go', 'pkg/features/versioned_kube_features.go'];

/** Oldest first: custom resources take the `metadata` of the last one. */
export const KUBERNETES_SOURCES: readonly KubernetesSource[] = [
  { minor: '1.28', version: 'v1.28.15' },
  { minor: '1.29', version: 'v1.29.15' },
  { minor: '1.30', version: 'v1.30.14' },
  { minor: '1.31', version: 'v1.31.14' },
  { minor: '1.32', version: 'v1.32.13' },
  { minor: '1.33', version: 'v1.33.13' },
  { minor: '1.34', version: 'v1.34.10' },
  { minor: '1.35', version: 'v1.35.8' },
  { minor: '1.36', version: 'v1.36.4' },
  { minor: '1.37', version: 'v1.37.1' },
];

export const CRD_SOURCES: readonly CrdSource[] = [
  ...filesOf(
    {
      module: 'github.com/prometheus-operator/prometheus-operator',
      version: 'v0.93.1',
      file: 'example/prometheus-operator-crd/monitoring.coreos.com_{}.yaml',
    },
    [
      'alertmanagerconfigs',
      'alertmanagers',
      'podmonitors',
      'probes',
      'prometheuses',
      'prometheusagents',
      'prometheusrules',
      'scrapeconfigs',
      'servicemonitors',
      'thanosrulers',
    ],
  ),
  ...filesOf(
    {
      module: 'github.com/cert-manager/cert-manager',
      version: 'v1.21.2',
      file: 'deploy/crds/{}.yaml',
    },
    [
      'acme.cert-manager.io_challenges',
      'acme.cert-manager.io_orders',
      'cert-manager.io_certificaterequests',
      'cert-manager.io_certificates',
      'cert-manager.io_clusterissuers',
      'cert-manager.io_issuers',
    ],
  ),
  ...filesOf(
    {
      module: 'sigs.k8s.io/gateway-api',
      version: 'v1.6.3',
      file: 'config/crd/standard/gateway.networking.k8s.io_{}.yaml',
    },
    [
      'backendtlspolicies',
      'gatewayclasses',
      'gateways',
      'grpcroutes',
      'httproutes',
      'listenersets',
      'referencegrants',
    ],
  ),
  {
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.3',
    file: 'config/crd/standard/gateway.networking.k8s.io_tlsroutes.yaml',
    // Its rules ask isIP.
    since: 31,
  },
  ...filesOf(
    {
      module: 'github.com/external-secrets/external-secrets',
      version: 'v2.9.0',
      file: 'config/crds/bases/external-secrets.io_{}.yaml',
      isKept: true,
    },
    ['clusterexternalsecrets', 'clustersecretstores', 'externalsecrets', 'secretstores'],
  ),
  ...filesOf(
    {
      module: 'github.com/argoproj/argo-rollouts',
      version: 'v1.10.1',
      file: 'manifests/crds/{}-crd.yaml',
    },
    ['analysis-run', 'analysis-template', 'cluster-analysis-template', 'experiment', 'rollout'],
  ),
  {
    module: 'github.com/fluxcd/flagger',
    version: 'v1.44.0',
    file: 'artifacts/flagger/crd.yaml',
    isKept: true,
  },
  {
    module: 'istio.io/api',
    version: 'v1.30.3',
    file: 'kubernetes/customresourcedefinitions.gen.yaml',
  },
  {
    module: 'github.com/bitnami-labs/sealed-secrets',
    version: 'v0.27.1',
    file: 'helm/sealed-secrets/crds/bitnami.com_sealedsecrets.yaml',
  },
  ...filesOf(
    {
      module: 'github.com/kubernetes-csi/external-snapshotter/client/v8',
      version: 'v8.6.0',
      file: 'config/crd/snapshot.storage.k8s.io_{}.yaml',
    },
    ['volumesnapshotclasses', 'volumesnapshotcontents', 'volumesnapshots'],
  ),
  ...filesOf(
    {
      module: 'github.com/vmware-tanzu/velero',
      version: 'v1.18.3',
      file: 'config/crd/v1/bases/velero.io_{}.yaml',
    },
    [
      'backuprepositories',
      'backups',
      'backupstoragelocations',
      'deletebackuprequests',
      'downloadrequests',
      'podvolumebackups',
      'podvolumerestores',
      'restores',
      'schedules',
      'serverstatusrequests',
      'volumesnapshotlocations',
    ],
  ),
  {
    module: 'sigs.k8s.io/secrets-store-csi-driver',
    version: 'v1.6.0',
    file: 'config/crd/bases/secrets-store.csi.x-k8s.io_secretproviderclasses.yaml',
  },
];

/** The same source for each name, which takes the place of `{}`. */
function filesOf(source: CrdSource, names: readonly string[]): CrdSource[] {
  return names.map((name) => ({ ...source, file: source.file.replace('{}', name) }));
}
