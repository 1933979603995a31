import { Chart, Size } from 'cdk8s';
import {
  ClusterSecretStore, KubeStateMetrics, MetricsFlavor, NodeAgent, OperatorPrometheus, ProductionService, ReleaseJob,
  ScheduledJob, SecretProvider, SecretStore,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, render } from '../../support/render';

const PROVIDER = SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' });
const METRICS = MetricsFlavor.operator({ namespace: 'shop' });

describe('the ServiceAccount of every pod that names none', () => {
  it.each<[string, (chart: Chart) => unknown]>([
    ['SecretStore', (chart) => new SecretStore(chart, 'default', { provider: PROVIDER })],
    ['ClusterSecretStore', (chart) => new ClusterSecretStore(chart, 'default', { provider: PROVIDER })],
    ['ProductionService', (chart) => new ProductionService(chart, 'default', { image: IMAGE })],
    ['ScheduledJob', (chart) => new ScheduledJob(chart, 'default', { image: IMAGE, schedule: '30 2 * * *' })],
    ['ReleaseJob', (chart) => new ReleaseJob(chart, 'default', { image: IMAGE })],
    ['NodeAgent', (chart) => new NodeAgent(chart, 'default', { image: IMAGE })],
    ['KubeStateMetrics', (chart) => new KubeStateMetrics(chart, 'default')],
    ['OperatorPrometheus', (chart) => new OperatorPrometheus(chart, 'default', { storage: Size.gibibytes(50) })],
  ])('is not taken over by a %s', (_, make) => {
    expect(messageOf(() => render(make, { metrics: METRICS })).replace('/Service]', ']')).toBe(
      "[shop/default] 'name' must not be that of the ServiceAccount which every pod of the namespace has that names "
        + 'none, got "default"; choose another name, or else another id',
    );
  });
});
