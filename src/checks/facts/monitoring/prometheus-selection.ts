import { INSTANCE_LABEL, MANAGED_BY_LABEL, NAME_LABEL } from '../../../internal/naming/labels';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { selectorMatches } from '../../model/selectors/label-selector';
import { isMap, mapOf } from '../../model/values/plain-data';
import { namespaceMayMatch } from '../namespaces/namespace-labels';
import type { ConnectionSide } from '../network/policy-openings';

const SCRAPERS = ['monitoring.coreos.com/Prometheus', 'monitoring.coreos.com/PrometheusAgent'];
const EVALUATORS = ['monitoring.coreos.com/Prometheus', 'monitoring.coreos.com/ThanosRuler'];

/** The field by which a Prometheus selects objects of a kind; the one for namespaces is called alike. */
const SELECTORS: Record<string, string> = {
  ServiceMonitor: 'serviceMonitor',
  PodMonitor: 'podMonitor',
  Probe: 'probe',
  ScrapeConfig: 'scrapeConfig',
  PrometheusRule: 'rule',
};

/** All of the input that scrape, or that evaluate rules. */
export function prometheusesFor({ kind }: Manifest, cluster: Cluster): Manifest[] {
  return (kind === 'PrometheusRule' ? EVALUATORS : SCRAPERS).flatMap((groupKind) => cluster.ofKind(groupKind));
}

/** Whether a Prometheus selects an object: without a selector it selects none, without one for namespaces its own. */
export function prometheusSelects(prometheus: Manifest, manifest: Manifest, cluster: Cluster): boolean {
  const { kind, namespace, labels } = manifest;
  const selector = prometheusSelectorFor(prometheus, kind);
  const namespaces = prometheus.spec[`${SELECTORS[kind]}NamespaceSelector`];
  const isThere = isMap(namespaces)
    ? namespaceMayMatch(cluster, namespaces, namespace)
    : cluster.effectiveNamespace(namespace) === cluster.effectiveNamespace(prometheus.namespace);
  return isThere && selectorMatches(selector, labels);
}

/** By which labels a Prometheus selects objects of a kind. */
export function prometheusSelectorFor({ spec }: Manifest, kind: string): unknown {
  return spec[`${SELECTORS[kind]}Selector`];
}

/** The pods that the operator makes of a Prometheus; it sets more labels than these. */
export function podsOfPrometheus({ kind, name, namespace, spec }: Manifest): ConnectionSide {
  const labels = {
    [NAME_LABEL]: kind === 'PrometheusAgent' ? 'prometheus-agent' : 'prometheus',
    [INSTANCE_LABEL]: name,
    [MANAGED_BY_LABEL]: 'prometheus-operator',
    'operator.prometheus.io/name': name,
    ...(kind === 'PrometheusAgent' ? {} : { prometheus: name }),
    ...mapOf(mapOf(spec.podMetadata).labels),
  };
  return { namespace, labels, ports: [], isKnown: false };
}
