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
  /** The first minor whose API server takes the definitions, where it is none of the oldest. */
  readonly since?: number;
}

export const KUBERNETES_MODULE = 'k8s.io/kubernetes';
export const KUBERNETES_OPENAPI_FILE = 'api/openapi-spec/swagger.json';
export const KUBERNETES_ENUMERATIONS_FILE = 'pkg/generated/openapi/zz_generated.openapi.go';

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

/** Of what we write. */
export const WRITTEN_CRD_SOURCES: readonly CrdSource[] = [
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
];

/** Of what others write, and we judge. */
const FOREIGN_CRD_SOURCES: readonly CrdSource[] = [
  ...filesOf({
    module: 'github.com/argoproj/argo-rollouts', version: 'v1.9.1', file: 'manifests/crds/{}-crd.yaml',
  }, ['analysis-run', 'analysis-template', 'cluster-analysis-template', 'experiment', 'rollout']),
  ...filesOf({
    module: 'github.com/argoproj/argo-cd/v3', version: 'v3.5.1', file: 'manifests/crds/{}-crd.yaml',
  }, ['application', 'applicationset', 'appproject']),
  ...filesOf({
    module: 'github.com/kedacore/keda/v2', version: 'v2.20.2', file: 'config/crd/bases/keda.sh_{}.yaml',
  }, ['clustertriggerauthentications', 'scaledjobs', 'scaledobjects', 'triggerauthentications']),
  ...filesOf({
    module: 'github.com/vmware-tanzu/velero', version: 'v1.18.1', file: 'config/crd/v1/bases/velero.io_{}.yaml',
  }, ['backups', 'backupstoragelocations', 'restores', 'schedules', 'volumesnapshotlocations']),
  ...filesOf({
    module: 'github.com/kubernetes-csi/external-snapshotter/client/v8',
    version: 'v8.6.0',
    file: 'config/crd/snapshot.storage.k8s.io_{}.yaml',
  }, ['volumesnapshotclasses', 'volumesnapshotcontents', 'volumesnapshots']),
  ...filesOf({
    module: 'sigs.k8s.io/karpenter', version: 'v1.14.1', file: 'pkg/apis/crds/karpenter.sh_{}.yaml',
  }, ['nodeclaims', 'nodepools']),
  {
    module: 'istio.io/api', version: 'v1.30.8', file: 'kubernetes/customresourcedefinitions.gen.yaml',
  },
  {
    module: 'github.com/fluxcd/flagger', version: 'v1.44.0', file: 'artifacts/flagger/crd.yaml',
  },
  {
    module: 'github.com/fluxcd/kustomize-controller',
    version: 'v1.9.4',
    file: 'config/crd/bases/kustomize.toolkit.fluxcd.io_kustomizations.yaml',
  },
];

/** In the order of the index. */
export const CRD_SOURCES: readonly CrdSource[] = [...WRITTEN_CRD_SOURCES, ...FOREIGN_CRD_SOURCES];

/** The same source for each name, which takes the place of `{}`. */
function filesOf(source: CrdSource, names: readonly string[]): CrdSource[] {
  return names.map((name) => ({ ...source, file: source.file.replace('{}', name) }));
}
