import { coherentMonitoring } from '../../../src/app/rules/coherent-monitoring';

/** The rules themselves have tests of their own. */
describe('coherentMonitoring', () => {
  const groups = [{ name: 'a', rules: [] }, { name: 'a', rules: [] }];

  it('looks at what operators read', () => {
    const manifest = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', spec: { groups } };
    expect(coherentMonitoring([{ path: 'rules', manifest }])).toHaveLength(1);
  });

  it('looks at files with rules', () => {
    const file = 'groups: [{name: a, rules: [{alert: A, expr: up}]}, {name: a}]';
    const manifest = { apiVersion: 'v1', kind: 'ConfigMap', data: { 'web.yaml': file } };
    expect(coherentMonitoring([{ path: 'rules', manifest }])).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['ConfigMaps without rules', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'web.yaml': 'groups: []', 'odd': 7 } }],
    ['a ConfigMap without data', { apiVersion: 'v1', kind: 'ConfigMap' }],
    ['other objects', { apiVersion: 'v1', kind: 'Service', spec: { groups } }],
  ])('passes by %s', (_, manifest) => {
    expect(coherentMonitoring([{ path: 'rules', manifest }])).toEqual([]);
  });
});
