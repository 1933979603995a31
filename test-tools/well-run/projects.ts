import { APPLICATION_PROJECTS } from './application-projects';
import { KUBERNETES_PROJECTS } from './kubernetes-projects';
import { ProjectModule, WellRunProject } from './well-run-project';

const PROMETHEUS_OPERATOR: ProjectModule = {
  name: 'github.com/prometheus-operator/prometheus-operator',
  version: 'v0.93.1',
};
const CERT_MANAGER: ProjectModule = { name: 'github.com/cert-manager/cert-manager', version: 'v1.21.2' };
const GATEWAY_API: ProjectModule = { name: 'sigs.k8s.io/gateway-api', version: 'v1.6.3' };
const POD_SECURITY_ADMISSION: ProjectModule = { name: 'k8s.io/pod-security-admission', version: 'v0.37.2' };
const VERSITYGW: ProjectModule = { name: 'github.com/versity/versitygw', version: 'v1.8.0' };

/** Controllers, agents of nodes, databases and sample applications, by many hands. */
export const WELL_RUN_PROJECTS: readonly WellRunProject[] = [
  {
    name: 'Prometheus Operator',
    module: PROMETHEUS_OPERATOR,
    paths: ['bundle.yaml', 'example/admission-webhook'],
  },
  {
    name: 'Prometheus with Thanos',
    module: PROMETHEUS_OPERATOR,
    paths: ['example/thanos'],
  },
  {
    name: 'Prometheus in shards',
    module: PROMETHEUS_OPERATOR,
    paths: ['example/shards'],
  },
  {
    name: 'Alertmanager',
    module: PROMETHEUS_OPERATOR,
    paths: [
      ...['alertmanager-config-example', 'alertmanager-example-service', 'alertmanager-example'],
      ...['prometheus-example-rules', 'prometheus-example'],
    ].map((file) => `example/user-guides/alerting/${file}.yaml`),
  },
  {
    name: 'cert-manager',
    module: CERT_MANAGER,
    paths: ['deploy/charts/cert-manager'],
    release: { name: 'cert-manager', values: [] },
    placeholders: { 'v0.0.0': CERT_MANAGER.version },
  },
  {
    name: 'Gateway API',
    module: GATEWAY_API,
    // Those that do not give one name to different objects.
    paths: [
      'config/crd/standard',
      ...[
        '0-namespaces.yaml',
        'backend-tls.yaml',
        'basic-http.yaml',
        'cross-namespace-routing',
        'default-match-http.yaml',
        'frontend-cert-validation.yaml',
        'gateway-addresses.yaml',
        'http-cors/httproute-all-fields-set.yaml',
        'http-redirect-rewrite/gateway-redirect-http-https.yaml',
        'http-redirect-rewrite/httproute-redirect-307.yaml',
        'http-redirect-rewrite/httproute-redirect-https.yaml',
        'http-request-mirroring',
        'http-route-attachment/gateway-namespaces.yaml',
        'http-route-attachment/httproute.yaml',
        'http-routing',
        'listenerset',
        'reference-grant.yaml',
        'tcp-routing',
        'tls-basic.yaml',
        'udp-routing',
        'wildcard-tls-gateway.yaml',
      ].map((file) => `examples/standard/${file}`),
    ],
  },
  {
    name: 'Pod Security webhook',
    module: POD_SECURITY_ADMISSION,
    paths: ['webhook/manifests'],
  },
  {
    name: 'Versity S3 Gateway',
    module: VERSITYGW,
    paths: ['chart'],
    release: { name: 'versitygw', values: ['auth.existingSecret=root-credentials'] },
  },
  ...KUBERNETES_PROJECTS,
  ...APPLICATION_PROJECTS,
];
