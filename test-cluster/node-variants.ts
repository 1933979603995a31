import { PercentOrAbsolute, TaintEffect } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ServiceVariant } from './service-variants';
import { Config, KubernetesApi, Metrics, MetricsFlavor, NodeAccess, NodeAgent, Tolerations } from '../src';
import { IMAGE } from '../test/support/render';
import { openNamespace } from '../test/support/smallest-calls';

const LOGS = NodeAccess.of('it reads the logs of containers', {
  network: true, processes: true, folders: { '/host/logs': '/var/log/pods' }, root: true,
});

/** Together they use every option that NodeAgent alone has. */
export const NODE_VARIANTS: readonly ServiceVariant[] = [
  {
    name: 'NodeAgent that reaches all that it may of some nodes, and is measured by their names',
    platform: { metrics: MetricsFlavor.operator(), kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) },
    make: asCollector,
  },
];

function asCollector(scope: Construct): void {
  const collector = new NodeAgent(openNamespace(scope, 'logs'), 'collector', {
    image: IMAGE,
    port: 2020,
    nodeAccess: LOGS,
    nodeSelector: { 'kubernetes.io/arch': 'amd64' },
    tolerations: Tolerations.of([
      { key: 'node-role.kubernetes.io/control-plane', effect: TaintEffect.NO_SCHEDULE },
      { key: 'acme.io/dedicated', value: 'batch' },
    ]),
    maxUnavailable: PercentOrAbsolute.absolute(2),
    priorityClassName: 'agents',
    maxNodes: 30,
    metrics: Metrics.at({ perNode: true }),
    config: Config.files({ 'collector.yaml': 'pipeline: {}\n' }),
  });
  collector.callKubernetesApi();
  collector.addInitContainer('prepare', { image: IMAGE, command: ['/bin/prepare'] });
  collector.addSidecar('reloader', { image: IMAGE, port: 9533 });
}
