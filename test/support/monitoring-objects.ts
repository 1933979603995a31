import { ApiObject, Chart } from 'cdk8s';

interface Operated {
  readonly kind: string;
  readonly id: string;
  readonly namespace?: string;
}

/** A monitor, a rule or a Prometheus of the operator, under its id. */
export function operated(chart: Chart, { kind, id, namespace }: Operated, spec: object): ApiObject {
  const apiVersion = `monitoring.coreos.com/${kind === 'AlertmanagerConfig' ? 'v1alpha1' : 'v1'}`;
  return new ApiObject(chart, id, { apiVersion, kind, metadata: { name: id, namespace }, spec });
}

/** A rule as it is written. */
export interface WrittenRule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Record<string, string>;
}

/** A PrometheusRule whose groups have these rules, each under a name. */
export function rulesObject(chart: Chart, id: string, groups: Record<string, WrittenRule[]>): ApiObject {
  const written = Object.entries(groups).map(([name, rules]) => ({ name, rules }));
  return operated(chart, { kind: 'PrometheusRule', id }, { groups: written });
}

/** A Prometheus without an operator. */
export function nativePrometheus(chart: Chart, volumes: object[] = []): ApiObject {
  const containers = [{ name: 'prometheus', image: 'quay.io/prometheus/prometheus:v3.5.0' }];
  const labels = { app: 'prometheus' };
  return new ApiObject(chart, 'prometheus', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'prometheus', namespace: 'observability' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers, volumes } } },
  });
}
