import { Chart } from 'cdk8s';
import {
  Config, ForeignService, Metrics, NodeAccess, NodeAgent, Platform, PodSecurity, Probes, ProductionApp,
  ProductionNamespace, Resources, Tolerations,
} from 'cdk8s-preflight';

const LOGS = '/var/log/pods';

const app = new ProductionApp();
Platform.configure(app, { ownership: { team: 'platform' } });
const chart = new Chart(app, 'logging');

// Folders of a node are more than Pod Security lets in below privileged, so that nothing else belongs here.
new ProductionNamespace(chart, 'logging', {
  podSecurity: PodSecurity.privileged('the log shipper reads folders of its node'),
});

const shipper = new NodeAgent(chart, 'fluent-bit', {
  image: 'docker.io/fluent/fluent-bit:4.0.3',
  args: ['--config=/etc/shipper/fluent-bit.yaml'],
  port: 2020,
  probes: Probes.http({ readiness: '/api/v1/health', liveness: '/' }),
  metrics: Metrics.at({ path: '/api/v2/metrics/prometheus' }),
  resources: Resources.small(),
  nodeAccess: NodeAccess.of('it reads the logs of containers, which are files of root', {
    folders: { [LOGS]: LOGS },
    root: true,
  }),
  // Nodes that are kept for somebody else have no pod.
  tolerations: Tolerations.of([{ key: 'node-role.kubernetes.io/control-plane' }]),
  config: Config.files({
    'fluent-bit.yaml': `service:
  http_server: on
  http_listen: 0.0.0.0
  http_port: 2020
  health_check: on
pipeline:
  inputs:
    - name: tail
      path: ${LOGS}/*/*/*.log
      multiline.parser: cri
      db: /tmp/positions.db
      mem_buf_limit: 16MB
  outputs:
    - name: forward
      match: '*'
      host: collector.observability.svc.cluster.local
      port: 24224
`,
  }, { mountPath: '/etc/shipper' }),
});

shipper.dependsOn(ForeignService.at({
  name: 'collector',
  namespace: 'observability',
  podLabels: { 'app.kubernetes.io/name': 'collector' },
  containerPort: 24224,
}));
shipper.waive('image-has-digest', 'its release tags are never moved');
app.synth();
