import { PercentOrAbsolute } from 'cdk8s-plus-28';
import {
  Config, KubernetesApi, Metrics, MetricsFlavor, NodeAccess, NodeAgent, NodeAgentProps, PlatformProps, PodSecurity,
  Probes, ProductionNamespace, ProductionService, Provider, Resources,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const SELECTOR = { matchLabels: { 'app.kubernetes.io/instance': 'clock' } };
const ON_NETWORK = NodeAccess.of('it speaks for the node', { network: true });
const OPERATOR = { metrics: MetricsFlavor.operator() };
const WHY = 'there is a reason';

describe('NodeAgent by default', () => {
  const found = agent();

  it('writes three objects, and no budget, for none could count its pods', () => {
    expect(found.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'DaemonSet', 'NetworkPolicy']);
  });

  it('replaces its pods on a tenth of the nodes at a time', () => {
    expect(only(found, 'DaemonSet').spec).toMatchObject({
      selector: SELECTOR,
      minReadySeconds: 5,
      revisionHistoryLimit: 5,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
    });
  });

  it('runs on every node with Linux, whatever its taints, before what is less than the node itself', () => {
    const { nodeSelector, tolerations, priorityClassName, affinity } = podOf(found);
    expect(nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
    expect(tolerations).toEqual([{ operator: 'Exists' }]);
    expect(priorityClassName).toBe('system-node-critical');
    expect(affinity).not.toHaveProperty('podAntiAffinity');
    expect(podOf(found)).not.toHaveProperty('topologySpreadConstraints');
  });

  it('runs on nothing that only looks like a node', () => {
    const [term] = podOf(found).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
    expect(term.matchExpressions.map(({ key, operator, values }: Manifest) => [key, operator, values])).toEqual([
      ['eks.amazonaws.com/compute-type', 'NotIn', ['fargate']], ['type', 'NotIn', ['virtual-kubelet']],
    ]);
  });

  it('is hardened and measured as every workload', () => {
    expect(podOf(found)).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '250m', memory: '64Mi' } },
        securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        readinessProbe: { httpGet: { path: '/readyz' } },
      }],
    });
    expect(only(found, 'DaemonSet').spec.template.metadata.annotations).toMatchObject({ 'prometheus.io/port': '8080' });
  });

  it('lets Prometheus in, and nobody else', () => {
    const { ingress, podSelector } = only(found, 'NetworkPolicy').spec;
    expect(podSelector).toEqual(SELECTOR);
    expect(ingress).toEqual([{
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      ports: [{ port: 8080, protocol: 'TCP' }],
    }]);
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = [{}, OPERATOR].flatMap((platform) => agent({}, { ...platform, kubernetesVersion }));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('its props', () => {
  it('change nodes, numbers and sizes', () => {
    const { updateStrategy, template: { spec } } = only(agent({
      nodeSelector: { 'kubernetes.io/arch': 'arm64' },
      maxUnavailable: PercentOrAbsolute.absolute(2),
      resources: Resources.small(),
      priorityClassName: 'agents',
    }), 'DaemonSet').spec;
    expect(updateStrategy.rollingUpdate).toEqual({ maxUnavailable: 2 });
    expect(spec.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'arm64' });
    expect(spec.containers[0].resources.requests.cpu).toBe('100m');
    expect(spec.priorityClassName).toBe('agents');
  });

  it('roll the pods where a configuration changes', () => {
    const hashOf = (level: string) => only(agent({ config: Config.environment({ LEVEL: level }) }), 'DaemonSet')
      .spec.template.metadata.annotations['preflight/config-hash'];
    expect(hashOf('info')).not.toBe(hashOf('debug'));
  });

  it('leave the port out where nobody asks it', () => {
    const [{ ports }] = podOf(agent({ probes: Probes.none(WHY), metrics: Metrics.none(WHY) })).containers;
    expect(ports).toBeUndefined();
  });

  it.each<[string, NodeAgentProps['maxNodes'], string]>([
    ['as many nodes as Kubernetes has at most', undefined, '5k'], ['as many as there may be', 30, '30'],
  ])('let the quota of the namespace hold %s', (_, maxNodes, pods) => {
    const manifests = render((chart) => {
      new NodeAgent(new ProductionNamespace(chart, 'agents'), 'clock', { image: IMAGE, maxNodes });
    });
    expect(only(manifests, 'ResourceQuota').spec.hard.pods).toBe(pods);
  });

  it('let the quota follow a patch of its pods', () => {
    const manifests = render((chart) => {
      const clock = new NodeAgent(new ProductionNamespace(chart, 'agents'), 'clock', { image: IMAGE, maxNodes: 10 });
      const resources = { requests: { cpu: '100m' } };
      clock.mergePatch(clock.daemonSet, { spec: { template: { spec: { containers: [{ ...MAIN, resources }] } } } });
    });
    expect(only(manifests, 'ResourceQuota').spec.hard).toMatchObject({ 'pods': '10', 'requests.cpu': '1' });
  });

  it.each<[string, Partial<NodeAgentProps>, string]>([
    ['no progress', { maxUnavailable: PercentOrAbsolute.percent(0) },
      "'maxUnavailable' must let a pod be replaced, got \"0%\"; use PercentOrAbsolute.absolute(1) or more"],
    ['half a node', { maxUnavailable: PercentOrAbsolute.absolute(0.5) }, "'maxUnavailable' must be a whole number"],
    ['no nodes', { maxNodes: 0 }, "'maxNodes' must be a whole number from 1"],
    ['no name of a class', { priorityClassName: 'High' }, "'priorityClassName' must be"],
    ['another system', { nodeSelector: { 'kubernetes.io/os': 'windows' } },
      "'nodeSelector.kubernetes.io/os' must be linux, whose security context pods have, got \"windows\"; leave it out"],
    ['another system by its older label', { nodeSelector: { 'beta.kubernetes.io/os': 'windows' } },
      "'nodeSelector.beta.kubernetes.io/os' must be linux"],
    ['no label of nodes', { nodeSelector: { 'a b': 'c' } }, "'nodeSelector' must"],
  ])('refuse %s', (_, props, message) => {
    expect(messageOf(() => agent(props))).toContain(`[shop/clock] ${message}`);
  });
});

describe('its priority', () => {
  it('is the one of the platform on GKE, which admits the other in kube-system alone', () => {
    const gke = { provider: Provider.GKE, priorityClassName: 'agents' };
    expect(podOf(agent({}, gke)).priorityClassName).toBe('agents');
    expect(podOf(agent({}, { provider: Provider.GKE }))).not.toHaveProperty('priorityClassName');
    const system = render((chart) => {
      const namespace = new ProductionNamespace(chart, 'kube-system');
      new NodeAgent(namespace, 'clock', { image: IMAGE });
    }, gke);
    expect(podOf(system).priorityClassName).toBe('system-node-critical');
  });

  it('says of a class of your own, and of none that every cluster has, that somebody else makes it', () => {
    const externalOf = (priorityClassName?: string) => {
      const manifests = agent({ priorityClassName }, { priorityClassName: 'usual' });
      const { annotations = {} } = only(manifests, 'DaemonSet').metadata;
      return annotations['preflight/external'];
    };
    expect(externalOf('agents')).toBe('PriorityClass/agents');
    expect(externalOf()).toBeUndefined();
  });
});

describe('its metrics', () => {
  it('are found by a PodMonitor under the operator', () => {
    expect(only(agent({}, OPERATOR), 'PodMonitor').spec).toEqual({
      selector: SELECTOR, podMetricsEndpoints: [{ port: 'http', path: '/metrics', interval: '30s' }],
    });
  });

  it('are known by the node where they speak of it', () => {
    const { jobLabel, podMetricsEndpoints: [{ relabelings }] } = only(
      agent({ metrics: Metrics.at({ perNode: true }) }, OPERATOR), 'PodMonitor',
    ).spec;
    expect(jobLabel).toBe('app.kubernetes.io/instance');
    expect(relabelings).toEqual(['instance', 'node'].map((targetLabel) => (
      { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel }
    )));
  });

  it('cannot be known so by annotations', () => {
    expect(messageOf(() => agent({ metrics: Metrics.at({ perNode: true }) }))).toBe("[shop/clock] 'metrics.perNode' "
      + 'must be left out where annotations say what is scraped, for none says this, got true; have it scraped by a '
      + 'job of your own with relabel_configs, or use MetricsFlavor.operator()');
  });
});

describe('on the network of the node', () => {
  it('has no policy, for none sees its pods', () => {
    const manifests = open((clock) => expect(clock.networkPolicy).toBeUndefined());
    expect(manifests.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'clock')).toEqual([]);
  });

  it('reaches what is outside as the node does', () => {
    const manifests = open((clock) => {
      clock.dependsOnHost('203.0.113.10/32', 443);
      clock.callKubernetesApi();
    });
    expect(podOf(manifests).volumes.map(({ name }: Manifest) => name)).toEqual(['tmp', 'kube-api-access']);
  });

  it('is known to no policy of what it would depend on', () => {
    const message = messageOf(() => open((clock, ledger) => clock.dependsOn(ledger)));
    expect(message).toContain("[shop/agents/clock] 'dependsOn' must be about pods that "
      + 'policies see, and not those on the network of their node, got ');
  });
});

/** What an entry of a list needs to stay the same in a merge patch. */
const MAIN = { name: 'clock', image: IMAGE, ports: [{ name: 'http', containerPort: 8080 }] };

function agent(props: Partial<NodeAgentProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => new NodeAgent(chart, 'clock', { image: IMAGE, ...props }), platform);
}

/** One on the network of its node, and a service. */
function open(use: (clock: NodeAgent, ledger: ProductionService) => void): Manifest[] {
  return render((chart) => {
    const namespace = new ProductionNamespace(chart, 'agents', { podSecurity: PodSecurity.privileged(WHY) });
    const ledger = new ProductionService(chart, 'ledger', { image: IMAGE });
    use(new NodeAgent(namespace, 'clock', { image: IMAGE, nodeAccess: ON_NETWORK }), ledger);
  }, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
}

function podOf(manifests: Manifest[]): Manifest {
  return only(manifests, 'DaemonSet').spec.template.spec;
}
