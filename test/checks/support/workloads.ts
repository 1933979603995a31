/** How the objects of a workload select pods, and each other. */
export interface Selectors {
  /** What policies, budgets and monitors select by. */
  readonly selector: (name: string) => object;
  /** What the Service selects by. */
  readonly service?: (name: string) => object;
  /** Whether each workload has a namespace of its own, and policies open all of them. */
  readonly apart?: boolean;
  /** Whether the policies open ports that no other one does. */
  readonly closed?: boolean;
}

const EVERY_POD = { team: 'shop' };
const exists = () => ({ matchExpressions: [{ key: 'app', operator: 'Exists' }] });
const notIn = (name: string) => ({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: [name] }] });

/** The ways to select too much, each by a name. */
export const SHAPES: Record<string, Selectors> = {
  'own labels': { selector: (name) => ({ matchLabels: { app: name } }) },
  'everything': { selector: () => ({}) },
  'everything, by Services too': { selector: () => ({}), service: () => EVERY_POD },
  'by Services alone': { selector: (name) => ({ matchLabels: { app: name } }), service: () => EVERY_POD },
  'Exists in other namespaces': { selector: exists, apart: true },
  'Exists on other ports': { selector: exists, closed: true },
  'NotIn': { selector: notIn },
  'NotIn on other ports': { selector: notIn, closed: true, service: () => EVERY_POD },
  'In': { selector: (name) => ({ matchExpressions: [{ key: 'app', operator: 'In', values: [name] }] }) },
  'DoesNotExist': { selector: () => ({ matchExpressions: [{ key: 'no', operator: 'DoesNotExist' }] }) },
};

/** So many workloads, each with what belongs to it. */
export function workloadsOf(selectors: Selectors, count: number): object[] {
  return Array.from({ length: count }, (_, index) => workload(`app-${index}`, index, selectors)).flat();
}

function workload(name: string, index: number, selectors: Selectors): object[] {
  const { selector, service = () => ({ app: name }), apart } = selectors;
  const metadata = { name, namespace: apart === true ? `ns-${index}` : 'shop', labels: { app: name, ...EVERY_POD } };
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', name };
  const ports = [{ name: 'http', port: 80, targetPort: 'http' }, { name: 'metrics', port: 9090, targetPort: 9090 }];
  const serviceSpec = { selector: service(name), ports };
  const budget = { maxUnavailable: 1, selector: selector(name) };
  const monitoring = 'monitoring.coreos.com/v1';
  return [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: serviceSpec },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: deployment(name) },
    { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata, spec: { scaleTargetRef: target } },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: budget },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: policy(name, index, selectors) },
    { apiVersion: monitoring, kind: 'ServiceMonitor', metadata, spec: monitor('endpoints', name, selectors) },
    { apiVersion: monitoring, kind: 'PodMonitor', metadata, spec: monitor('podMetricsEndpoints', name, selectors) },
  ];
}

function deployment(name: string): object {
  const container = {
    name,
    image: `registry.example.com/${name}:1.4.2`,
    ports: [{ name: 'http', containerPort: 8080 }, { name: 'metrics', containerPort: 9090 }],
  };
  const template = { metadata: { labels: { app: name, ...EVERY_POD } }, spec: { containers: [container] } };
  return { selector: { matchLabels: { app: name } }, replicas: 3, template };
}

function policy(name: string, index: number, { selector, apart, closed }: Selectors): object {
  const peer = { podSelector: selector(name), ...apart === true ? { namespaceSelector: {} } : {} };
  const port = (number: number) => [{ port: closed === true ? number : 8080 }];
  return {
    podSelector: selector(name),
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [peer], ports: port(1000 + index) }],
    egress: [{ to: [peer], ports: port(10_000 + index) }, { ports: [{ port: 53, protocol: 'UDP' }] }],
  };
}

function monitor(list: string, name: string, { selector, apart }: Selectors): object {
  return {
    selector: selector(name),
    ...apart === true ? { namespaceSelector: { any: true } } : {},
    [list]: [{ port: 'metrics' }],
  };
}
