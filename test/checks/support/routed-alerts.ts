/** So many alerts that always fire, each of its own team, and as many routes and inhibitions by their own matchers. */
export function routedAlerts(matcherOf: (index: number) => string, count: number): object[] {
  const each = <T>(make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
  const rules = each((index) => (
    { alert: `Alert${index}`, expr: 'vector(1)', labels: { severity: 'warning', team: `team-${index}` } }
  ));
  const configuration = {
    route: {
      receiver: 'nobody',
      routes: each((index) => ({ receiver: 'somebody', matchers: [matcherOf(index), 'severity="warning"'] })),
    },
    inhibit_rules: each((index) => ({ source_matchers: [matcherOf(index)], target_matchers: [matcherOf(index)] })),
    receivers: [{ name: 'nobody' }, { name: 'somebody', webhook_configs: [{ url: 'http://127.0.0.1' }] }],
  };
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'rules', namespace: 'monitoring' },
      spec: { groups: [{ name: 'alerts', rules }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'alertmanager-main', namespace: 'monitoring' },
      stringData: { 'alertmanager.yaml': JSON.stringify(configuration) },
    },
  ];
}
