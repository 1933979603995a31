import {
  MetricsFlavor, NodeExporter, NodeExporterProps, PlatformProps, PodSecurity, ProductionNamespace, Provider, Resources,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const OPERATOR = { metrics: MetricsFlavor.operator({ monitorLabels: { release: 'main' } }) };

describe('NodeExporter', () => {
  it('reads the file system of the node, its processes and its network, and writes nothing', () => {
    const spec = podOf(exporter());
    expect(spec).toMatchObject({
      hostNetwork: true,
      hostPID: true,
      tolerations: [{ operator: 'Exists' }],
      securityContext: { runAsNonRoot: true, runAsUser: 65534 },
    });
    expect(spec.volumes).toContainEqual({ name: 'host-root', hostPath: { path: '/', type: 'Directory' } });
    expect(spec.containers[0].volumeMounts).toContainEqual(
      { name: 'host-root', mountPath: '/host/root', readOnly: true, mountPropagation: 'HostToContainer' },
    );
    expect(spec.containers[0].securityContext)
      .toMatchObject({ readOnlyRootFilesystem: true, privileged: false, capabilities: { drop: ['ALL'] } });
  });

  it('is told where the node is, and what to pass by', () => {
    const [{ args, ports, readinessProbe }] = podOf(exporter()).containers;
    expect(args.slice(0, 5)).toEqual([
      '--web.listen-address=:9100', '--path.rootfs=/host/root', '--path.procfs=/host/root/proc',
      '--path.sysfs=/host/root/sys', '--path.udev.data=/host/root/run/udev/data',
    ]);
    expect(ports).toEqual([{ name: 'http', containerPort: 9100, hostPort: 9100, protocol: 'TCP' }]);
    expect(readinessProbe.httpGet).toEqual({ path: '/', port: 'http' });
  });

  it.each([
    ['/', true], ['/var/lib/kubelet', true], ['/var/lib/docker', true], ['/data', true], ['/devices', true],
    ['/dev', false], ['/proc/sys/fs/binfmt_misc', false], ['/var/lib/kubelet/pods/1/volumes/a', false],
    ['/run/netns', false], ['/run/containerd/io.containerd.grpc.v1.cri/sandboxes/1/shm', false],
    ['/var/lib/docker/overlay2/1/merged', false],
  ])('measures the disk at %s: %s', (place, isMeasured) => {
    expect(argument('--collector.filesystem.mount-points-exclude').test(place)).toBe(!isMeasured);
  });

  it.each([
    ['eth0', true], ['ens5', true], ['bond0', true], ['cni0', true], ['cilium_host', true],
    ['veth1a2b3c4d', false], ['cali0123456789a', false], ['lxc0123456789ab', false], ['eni0123456789a', false],
  ])('measures the interface %s: %s', (name, isMeasured) => {
    expect(argument('--collector.netdev.device-exclude').test(name)).toBe(!isMeasured);
  });

  it('says at which port of the nodes Prometheus finds it', () => {
    render((chart) => {
      expect(new NodeExporter(chart, 'node-exporter').port).toBe(9100);
    });
  });

  it('has no network policy, which would hold nobody off the network of a node', () => {
    expect(exporter().filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'node-exporter'))
      .toEqual([]);
  });

  it('records why it comes so near to the node', () => {
    const { annotations } = only(exporter(), 'DaemonSet').metadata;
    expect(Object.keys(annotations).sort()).toEqual([
      'has-metrics', 'pod-security-host-namespaces', 'pod-security-host-path-volumes', 'pod-security-host-ports',
      'pod-security-volume-types',
    ].map((id) => `preflight/waive.${id}`));
  });

  it('is scraped by a job that names the nodes', () => {
    const { metadata, data } = only(exporter(), 'ConfigMap');
    expect(metadata).toMatchObject({ name: 'node-exporter-scrape', labels: { 'preflight/scrape-configs': 'true' } });
    expect(data['node-exporter.scrape.yaml']).not.toMatch(/[&*]a1/);
    expect(readYaml(data['node-exporter.scrape.yaml'])).toEqual([{
      scrape_configs: [{
        job_name: 'node-exporter',
        kubernetes_sd_configs: [{
          role: 'pod',
          namespaces: { names: ['node-metrics'] },
          selectors: [{ role: 'pod', label: 'app.kubernetes.io/instance=node-exporter' }],
        }],
        relabel_configs: [
          { source_labels: ['__meta_kubernetes_pod_container_port_number'], regex: '9100', action: 'keep' },
          { source_labels: ['__meta_kubernetes_pod_node_name'], target_label: 'instance' },
          { source_labels: ['__meta_kubernetes_pod_node_name'], target_label: 'node' },
        ],
      }],
    }]);
  });

  it('is scraped so by a PodMonitor under the operator, whose labels it has', () => {
    const { metadata, spec } = only(exporter({}, OPERATOR), 'PodMonitor');
    expect(metadata.labels.release).toBe('main');
    expect(spec.jobLabel).toBe('app.kubernetes.io/instance');
    expect(spec.podMetricsEndpoints).toHaveLength(1);
    expect(spec.podMetricsEndpoints[0].relabelings.map(({ targetLabel }: Manifest) => targetLabel))
      .toEqual(['instance', 'node']);
    expect(exporter({}, OPERATOR).filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
  });

  it('takes a name, an image, a port, resources and a number of nodes', () => {
    const manifests = exporter({
      name: 'nodes', image: IMAGE, port: 9101, resources: Resources.small(), maxNodes: 20,
    });
    expect(only(manifests, 'DaemonSet').metadata.name).toBe('nodes');
    expect(podOf(manifests).containers[0]).toMatchObject({
      image: IMAGE, ports: [{ hostPort: 9101 }], resources: { requests: { cpu: '100m' } },
    });
    expect(podOf(manifests).containers[0].args[0]).toBe('--web.listen-address=:9101');
    expect(only(manifests, 'ConfigMap').data['nodes.scrape.yaml']).toContain('regex: "9101"');
    expect(only(manifests, 'ResourceQuota').spec.hard.pods).toBe('20');
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = [{}, OPERATOR].flatMap((platform) => exporter({}, { ...platform, kubernetesVersion }));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('what it refuses', () => {
  it('a namespace of ours that admits no such pods', () => {
    expect(messageOf(() => render((chart) => {
      new NodeExporter(new ProductionNamespace(chart, 'node-metrics'), 'node-exporter');
    }))).toBe("[shop/node-metrics/node-exporter/Agent] 'namespace' must admit pods that reach into their node, which "
      + 'Pod Security allows at the level privileged alone, got "node-metrics, which enforces restricted"; put it into '
      + "kube-system, or a namespace of its own with PodSecurity.privileged('node-exporter does')");
  });

  it('OpenShift, which measures its nodes itself', () => {
    expect(messageOf(() => exporter({}, { provider: Provider.OPENSHIFT }))).toContain("'provider' must leave its nodes "
      + 'to be measured; the cluster monitoring of OpenShift does that, at the same port, got "openshift"');
  });

  it('a port that a user without rights cannot bind', () => {
    expect(messageOf(() => exporter({ port: 100 }))).toContain("'port");
  });
});

function exporter(props: NodeExporterProps = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => {
    const podSecurity = PodSecurity.privileged('node-exporter reads the node');
    new NodeExporter(new ProductionNamespace(chart, 'node-metrics', { podSecurity }), 'node-exporter', props);
  }, platform);
}

function podOf(manifests: Manifest[]): Manifest {
  return only(manifests, 'DaemonSet').spec.template.spec;
}

/** An expression that it is told. */
function argument(name: string): RegExp {
  const given: string = podOf(exporter()).containers[0].args.find((one: string) => one.startsWith(`${name}=`));
  return new RegExp(given.slice(name.length + 1));
}
