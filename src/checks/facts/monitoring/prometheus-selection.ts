import { INSTANCE_LABEL, MANAGED_BY_LABEL, NAME_LABEL } from '../../../internal/naming/labels';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { SelectorIndex } from '../../model/selectors/selector-index';
import { isMap, mapOf } from '../../model/values/plain-data';
import { namespacesThatMayMatch, remembered } from '../namespaces/namespace-labels';
import type { ConnectionSide } from '../network/policy-openings';
import { oncePerCluster } from '../once-per-cluster';

/** No namespace has this name. */
const ANYWHERE = '*';
const ENOUGH = 10;

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
export function prometheusesFor({ kind }: Pick<Manifest, 'kind'>, cluster: Cluster): Manifest[] {
  return (kind === 'PrometheusRule' ? EVALUATORS : SCRAPERS).flatMap((groupKind) => cluster.ofKind(groupKind));
}

/**
 * The first of those that select an object: without a selector one selects none, without one for namespaces its own.
 * More than a few of them say nothing else.
 */
export function prometheusesSelecting(manifest: Manifest, cluster: Cluster): Manifest[] {
  const { kind, namespace, labels } = manifest;
  const home = cluster.effectiveNamespace(namespace);
  const found: Manifest[] = [];
  for (const place of [home, ANYWHERE]) {
    for (const group of readers(cluster)(kind).groups(place, labels)) {
      for (const { prometheus, mayRead } of group) {
        if (mayRead(namespace)) found.push(prometheus);
        if (found.length === ENOUGH) return found;
      }
    }
  }
  return found;
}

interface Reader {
  readonly prometheus: Manifest;
  readonly mayRead: (namespace: string) => boolean;
}

/** What selects objects of a kind, in the namespace that it is bound to or anywhere. */
const readers = oncePerCluster((cluster) => remembered((kind) => new SelectorIndex<Reader>(
  prometheusesFor({ kind }, cluster).flatMap((prometheus) => {
    const selector = prometheusSelectorFor(prometheus, kind);
    const namespaces = prometheusNamespacesFor(prometheus, kind);
    if (!isMap(selector)) return [];
    return isMap(namespaces)
      ? [{ selector, namespace: ANYWHERE, value: { prometheus, mayRead: namespacesThatMayMatch(cluster, namespaces) } }]
      : [{ selector, namespace: homeOf(prometheus, cluster), value: { prometheus, mayRead: isBound } }];
  }),
)));

function homeOf({ namespace }: Manifest, cluster: Cluster): string {
  return cluster.effectiveNamespace(namespace);
}

function isBound(): boolean {
  return true;
}

/** By which labels a Prometheus selects objects of a kind. */
export function prometheusSelectorFor({ spec }: Manifest, kind: string): unknown {
  return spec[`${SELECTORS[kind]}Selector`];
}

/** In which namespaces a Prometheus selects objects of a kind; undefined where in its own. */
export function prometheusNamespacesFor({ spec }: Manifest, kind: string): unknown {
  return spec[`${SELECTORS[kind]}NamespaceSelector`];
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
