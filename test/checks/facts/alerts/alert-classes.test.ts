import { alertClasses } from '../../../../src/checks/facts/alerts/alert-classes';
import { Cluster } from '../../../../src/checks/model/cluster';
import { Manifest } from '../../../../src/checks/model/manifest';

const MINOR = 34;
const METADATA = { name: 'monitoring', namespace: 'monitoring' };

it.each([
  ['each label that is asked for', 200, 200],
  ['none of more than anybody asks for', 201, 0],
])('knows of an alert on a sum that it lacks %s', (_, asked, lacking) => {
  const routes = Array.from({ length: asked }, (_one, index) => ({ matchers: [`zone${index}="a"`] }));
  const configuration = { route: { receiver: 'pager', routes }, receivers: [{ name: 'pager' }] };
  const groups = [{ name: 'web', rules: [{ alert: 'Down', expr: 'sum(up) < 1' }] }];
  const cluster = new Cluster([
    { kind: 'Secret', apiVersion: 'v1', stringData: { 'alertmanager.yaml': JSON.stringify(configuration) } },
    { kind: 'Prometheus', apiVersion: 'monitoring.coreos.com/v1', spec: { ruleSelector: {} } },
    { kind: 'PrometheusRule', apiVersion: 'monitoring.coreos.com/v1', spec: { groups } },
  ].map((content) => new Manifest({ ...content, metadata: METADATA })), MINOR);
  const [{ labels }] = alertClasses(cluster);
  expect([...labels.values()].filter((value) => value === '')).toHaveLength(lacking);
});
