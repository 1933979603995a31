import { ApiObject, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { NodeExporterProps } from './node-exporter-props';
import { NodeAccess } from '../../access/node-access';
import { Probes } from '../../availability/probes';
import { Resources } from '../../availability/resources';
import { fail } from '../../internal/fail';
import { Images } from '../../internal/images/third-party-images';
import { INSTANCE_LABEL } from '../../internal/naming/labels';
import { checked } from '../../internal/signatures/checked';
import { JsonObject } from '../../internal/values/json';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { Provider } from '../../platform/provider';
import { Metrics } from '../../workloads/metrics';
import { NodeAgent } from '../../workloads/nodes/node-agent';
import { scrapeFile } from '../scrape-file';

const PORT = 9100;
/** Where the container has the file system of its node. */
const ROOT = '/host/root';
/** What the kernel makes up, and what the runtime mounts for each pod: Prometheus would count every container. */
const PASSED_BY = [
  'dev', 'proc', 'sys', 'run/(containerd|credentials|crio|k3s|netns|user)',
  'var/lib/(containerd|containers/storage|docker|kubelet)/.+',
];
/** One for each pod, under the names that networks give their ends on the node. */
const INTERFACES_OF_PODS = '^(veth|cali|lxc|eni|gke|azv)[0-9a-z]+$';
const WHY = 'it measures the node: its processors, memory, disks and interfaces, read only and as nobody';
const BY_FILE = 'scraped by a job of its own, which names the nodes';

/**
 * Says as metrics how each node is: its CPUs, memory, disks and interfaces.
 *
 * Alerts about nodes and their disks live by it. Writes what a NodeAgent does. Series have the name of the node as
 * `instance` and `node`, and the job is called like the DaemonSet, `node-exporter` by its usual id: by a PodMonitor
 * where the platform's metrics are the operator's, else by a ConfigMap with a scrape configuration and the label
 * `preflight/scrape-configs`, for which Prometheus must be allowed to list the pods of the namespace.
 *
 * It reads the whole file system of the node, writes nothing, and has no rights there. It is on the network of the
 * node, where no network policy holds: keep its port closed to the outside of the cluster, and open to Prometheus. Its
 * namespace must enforce Pod Security `privileged`, so give it one of its own, or `kube-system`.
 *
 * Fails on OpenShift, which runs one at the same port.
 *
 * @example
 *
 * const nodes = new ProductionNamespace(chart, 'node-metrics', {
 *   podSecurity: PodSecurity.privileged('node-exporter reads the node'),
 * });
 * new NodeExporter(nodes, 'node-exporter');
 *
 * @see https://github.com/prometheus/node_exporter
 */
@checked
export class NodeExporter extends OwnConstruct {
  /** Everything that runs. */
  public readonly agent: NodeAgent;
  /** Where it answers on each node, for the policy of who scrapes it. */
  public readonly port: number;
  /** The ConfigMap with the scrape configuration, none under the operator. */
  public readonly scrapeConfig?: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: NodeExporterProps = {}) {
    super(scope, id);
    const { name = id, image = Images.NODE_EXPORTER, port = PORT, maxNodes } = props;
    const platform = Platform.of(this);
    const { usesOperator } = platform.metrics;
    checkProvider(this);
    this.port = port;
    this.agent = new NodeAgent(this, 'Agent', {
      name,
      image,
      port,
      maxNodes,
      args: argumentsFor(port),
      nodeAccess: NodeAccess.of(WHY, { network: true, processes: true, folders: { [ROOT]: '/' } }),
      metrics: usesOperator ? Metrics.at({ perNode: true }) : Metrics.none(BY_FILE),
      // Its only page beside the metrics, which take the whole node to gather.
      probes: Probes.http({ liveness: '/', readiness: '/' }),
      resources: props.resources ?? defaultResources(),
    });
    if (!usesOperator) {
      const { namespace } = this.agent._workload.context;
      const metadata = { name, namespace, labels: platform._objectLabels() };
      this.scrapeConfig = scrapeFile(this, metadata, scrapeOf(name, namespace, port));
    }
  }
}

function argumentsFor(port: number): string[] {
  return [
    `--web.listen-address=:${port}`,
    `--path.rootfs=${ROOT}`,
    `--path.procfs=${ROOT}/proc`,
    `--path.sysfs=${ROOT}/sys`,
    `--path.udev.data=${ROOT}/run/udev/data`,
    `--collector.filesystem.mount-points-exclude=^/(${PASSED_BY.join('|')})($|/)`,
    `--collector.netclass.ignored-devices=${INTERFACES_OF_PODS}`,
    `--collector.netdev.device-exclude=${INTERFACES_OF_PODS}`,
  ];
}

function defaultResources(): Resources {
  return Resources.of({ cpuRequest: Cpu.millis(50), cpuLimit: Cpu.millis(250), memory: Size.mebibytes(128) });
}

function scrapeOf(name: string, namespace: string, port: number): JsonObject {
  return {
    kubernetes_sd_configs: [{
      role: 'pod',
      namespaces: { names: [namespace] },
      selectors: [{ role: 'pod', label: `${INSTANCE_LABEL}=${name}` }],
    }],
    relabel_configs: [
      { source_labels: ['__meta_kubernetes_pod_container_port_number'], regex: String(port), action: 'keep' },
      ...['instance', 'node'].map((label) => (
        { source_labels: ['__meta_kubernetes_pod_node_name'], target_label: label }
      )),
    ],
  };
}

function checkProvider(scope: Construct): void {
  const { provider } = Platform.of(scope);
  if (provider !== Provider.OPENSHIFT) return;
  fail(scope, {
    prop: 'provider',
    must: 'leave its nodes to be measured; the cluster monitoring of OpenShift does that, at the same port',
    got: provider,
    remedy: 'remove the construct, and read the series of openshift-monitoring',
  });
}
