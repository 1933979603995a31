/** A Kubernetes minor, pinned to the patch release its schema is read from. */
export interface KubernetesSource {
  readonly minor: string;
  readonly version: string;
}

/** A file of custom resource definitions inside a Go module, and the kinds wanted from it. */
export interface CrdSource {
  readonly module: string;
  readonly version: string;
  readonly file: string;
  /** Each as `apiVersion/kind`. */
  readonly kinds: readonly string[];
}

export const KUBERNETES_MODULE = 'k8s.io/kubernetes';
export const KUBERNETES_OPENAPI_FILE = 'api/openapi-spec/swagger.json';

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
  {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.93.1',
    file: 'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml',
    kinds: ['monitoring.coreos.com/v1/ServiceMonitor'],
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.93.1',
    file: 'example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml',
    kinds: ['monitoring.coreos.com/v1/PodMonitor'],
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.93.1',
    file: 'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
    kinds: ['monitoring.coreos.com/v1/PrometheusRule'],
  },
  {
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.21.2',
    file: 'deploy/crds/cert-manager.io_certificates.yaml',
    kinds: ['cert-manager.io/v1/Certificate'],
  },
  {
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.3',
    file: 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
    kinds: ['gateway.networking.k8s.io/v1/HTTPRoute'],
  },
  {
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.3',
    file: 'config/crd/standard/gateway.networking.k8s.io_listenersets.yaml',
    kinds: ['gateway.networking.k8s.io/v1/ListenerSet'],
  },
];
