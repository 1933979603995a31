import { ProjectModule, WellRunProject } from './well-run-project';
import { KUBERNETES_MODULE } from '../../scripts/schemas/sources';

const KUBERNETES: ProjectModule = { name: KUBERNETES_MODULE, version: 'v1.37.1' };

const ADDONS = 'cluster/addons';
const SAMPLES = 'test/e2e/testing-manifests';

/** What other projects run on, as Kubernetes publishes it: its addons, and the applications that it is tested by. */
export const KUBERNETES_PROJECTS: readonly WellRunProject[] = [
  {
    name: 'CoreDNS',
    module: KUBERNETES,
    paths: [`${ADDONS}/dns/coredns/coredns.yaml.base`, `${ADDONS}/dns-horizontal-autoscaler`],
    placeholders: {
      '__DNS__DOMAIN__': 'cluster.local',
      '__DNS__SERVER__': '10.96.0.10',
      '__DNS__MEMORY__LIMIT__': '170Mi',
      '{{.Target}}': 'Deployment/coredns',
    },
  },
  {
    name: 'kube-dns',
    module: KUBERNETES,
    paths: [`${ADDONS}/dns/kube-dns/kube-dns.yaml.base`],
    placeholders: {
      __DNS__DOMAIN__: 'cluster.local',
      __DNS__SERVER__: '10.96.0.10',
      __DNS__MEMORY__LIMIT__: '170Mi',
    },
  },
  {
    name: 'NodeLocal DNSCache',
    module: KUBERNETES,
    paths: [`${ADDONS}/dns/nodelocaldns`],
    placeholders: {
      __PILLAR__DNS__DOMAIN__: 'cluster.local',
      __PILLAR__DNS__SERVER__: '10.96.0.10',
      __PILLAR__LOCAL__DNS__: '169.254.20.10',
      __PILLAR__CLUSTER__DNS__: '10.96.0.11',
      __PILLAR__UPSTREAM__SERVERS__: '/etc/resolv.conf',
    },
  },
  {
    name: 'metrics-server',
    module: KUBERNETES,
    paths: [`${ADDONS}/metrics-server`],
    placeholders: {
      '{{ base_metrics_server_cpu }}': '40m',
      '{{ base_metrics_server_memory }}': '40Mi',
      '{{ metrics_server_memory_per_node }}': '4',
      '{{ metrics_server_min_cluster_size }}': '16',
    },
  },
  {
    name: 'Calico',
    module: KUBERNETES,
    paths: [`${ADDONS}/calico-policy-controller`],
    placeholders: { __CLUSTER_CIDR__: '10.0.0.0/14', __CALICO_CNI_DIR__: '/opt/cni/bin' },
  },
  {
    name: 'kube-network-policies',
    module: KUBERNETES,
    paths: [`${ADDONS}/kube-network-policies`],
  },
  {
    name: 'snapshot controller',
    module: KUBERNETES,
    paths: [`${ADDONS}/volumesnapshots`],
  },
  {
    name: 'konnectivity agent',
    module: KUBERNETES,
    paths: ['cluster/gce/addons/konnectivity-agent'],
    placeholders: {
      __APISERVER_IP__: '10.0.0.2',
      __EXTRA_PARAMS__: '',
      __EXTRA_VOL_MNTS__: '',
      __EXTRA_VOLS__: '',
    },
  },
  {
    name: 'ip-masq-agent',
    module: KUBERNETES,
    paths: [`${ADDONS}/ip-masq-agent`],
  },
  {
    name: 'Fluentd for Google Cloud',
    module: KUBERNETES,
    paths: [`${ADDONS}/fluentd-gcp`, `${ADDONS}/metadata-agent`, `${ADDONS}/metadata-proxy`],
    placeholders: {
      '{{ exporter_sd_resource_model }}': 'new',
      '{{ exporter_sd_endpoint }}': 'https://logging.googleapis.com',
      '{{ prometheus_to_sd_prefix }}': 'container.googleapis.com',
      '{{ prometheus_to_sd_endpoint }}': 'https://monitoring.googleapis.com/',
      '{{ fluentd_container_runtime_service }}': 'containerd',
      '{{ fluentd_gcp_configmap_name }}': 'fluentd-gcp-config',
      '{{ fluentd_gcp_version }}': '1.6.17',
      '{{ fluentd_gcp_yaml_version }}': 'v3.2.0',
      '{{ metadata_agent_cpu_request }}': '40m',
      '{{ metadata_agent_memory_request }}': '50Mi',
      '{{ metadata_agent_cluster_level_cpu_request }}': '40m',
      '{{ metadata_agent_cluster_level_memory_request }}': '50Mi',
    },
  },
  {
    name: 'Compute Engine persistent disk driver',
    module: KUBERNETES,
    paths: [`${SAMPLES}/storage-csi/gce-pd`],
  },
  {
    name: 'CSI hostpath driver',
    module: KUBERNETES,
    paths: [
      `${SAMPLES}/storage-csi/hostpath`,
      ...['attacher', 'health-monitor', 'provisioner', 'resizer', 'snapshot-metadata', 'snapshotter/csi-snapshotter']
        .map((sidecar) => `${SAMPLES}/storage-csi/external-${sidecar}`),
    ],
  },
  {
    name: 'Cluster Autoscaler',
    module: KUBERNETES,
    paths: [`${ADDONS}/rbac/cluster-autoscaler`],
  },
  {
    name: 'Google Cloud load balancers',
    module: KUBERNETES,
    paths: [`${ADDONS}/cluster-loadbalancing`, `${ADDONS}/rbac/cluster-loadbalancing`],
  },
  {
    name: 'NVIDIA device plugin',
    module: KUBERNETES,
    paths: [`${SAMPLES}/gpu`],
  },
  {
    name: 'Cassandra',
    module: KUBERNETES,
    // Without the ReplicationController that does the same.
    paths: ['service', 'statefulset', 'pdb', 'tester'].map((file) => `${SAMPLES}/statefulset/cassandra/${file}.yaml`),
  },
  { name: 'CockroachDB', module: KUBERNETES, paths: [`${SAMPLES}/statefulset/cockroachdb`] },
  { name: 'etcd', module: KUBERNETES, paths: [`${SAMPLES}/statefulset/etcd`] },
  { name: 'MySQL', module: KUBERNETES, paths: [`${SAMPLES}/statefulset/mysql-upgrade`] },
  { name: 'ZooKeeper', module: KUBERNETES, paths: [`${SAMPLES}/statefulset/zookeeper`] },
  {
    name: 'guestbook',
    module: KUBERNETES,
    // Without the older one of the same names.
    paths: [
      ...['frontend', 'agnhost-primary', 'agnhost-replica'].flatMap((part) => [
        `${SAMPLES}/guestbook/${part}-deployment.yaml.in`, `${SAMPLES}/guestbook/${part}-service.yaml`,
      ]),
    ],
    placeholders: { '{{.AgnhostImage}}': 'registry.k8s.io/e2e-test-images/agnhost:2.63.0' },
  },
];
