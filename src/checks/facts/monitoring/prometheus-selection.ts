import { INSTANCE_LABEL, MANAGED_BY_LABEL, NAME_LABEL } from '../../../internal/naming/labels';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { SelectorIndex } from '../../model/selectors/selector-index';
import { groupBy } from '../../model/values/group-by';
import { isMap, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { namespacesThatMayMatch, remembered } from '../namespaces/namespace-labels';
import type { ConnectionSide } from '../network/policy-openings';
import { oncePerCluster } from '../once-per-cluster';

/** No namespace has this name. */
const ANYWHERE = '*';
const ENOUGH = 10;

const SCRAPERS = ['monitoring.coreos.com/Prometheus', 'monitoring.coreos.com/PrometheusAgent'];
const EVALUATORS = ['monitoring.coreos.com/Prometheus', 'monitoring.coreos.com/ThanosRuler'];
const ALERTMANAGERS = ['monitoring.coreos.com/Alertmanager'];

/** The field by which objects of a kind are selected; the one for namespaces is called alike. */
const SELECTORS: Record<string, string> = {
  ServiceMonitor: 'serviceMonitor',
  PodMonitor: 'podMonitor',
  Probe: 'probe',
  ScrapeConfig: 'scrapeConfig',
  PrometheusRule: 'rule',
  AlertmanagerConfig: 'alertmanagerConfig',
};

/** Who reads objects of other kinds; all else is for those that scrape. */
const READERS: Record<string, readonly string[]> = { PrometheusRule: EVALUATORS, AlertmanagerConfig: ALERTMANAGERS };

/** All of the input that may read objects of a kind: that scrape, that evaluate rules, or that route alerts. */
export function readersFor({ kind }: Pick<Manifest, 'kind'>, cluster: Cluster): Manifest[] {
  return (READERS[kind] ?? SCRAPERS).flatMap((groupKind) => cluster.ofKind(groupKind));
}

/**
 * The first of those that select an object: without a selector one selects none, without one for namespaces its own.
 * More than a few of them say nothing else.
 */
export function readersSelecting(manifest: Manifest, cluster: Cluster): Manifest[] {
  const { kind, namespace, labels } = manifest;
  const home = cluster.effectiveNamespace(namespace);
  const found = kind === 'AlertmanagerConfig' ? [...namingAlertmanagers(manifest, cluster)] : [];
  for (const place of [home, ANYWHERE]) {
    for (const group of readers(cluster)(kind).groups(place, labels)) {
      for (const { reader, mayRead } of group) {
        if (mayRead(namespace)) found.push(reader);
        if (found.length === ENOUGH) return found;
      }
    }
  }
  return found;
}

interface Reader {
  readonly reader: Manifest;
  readonly mayRead: (namespace: string) => boolean;
}

/** What selects objects of a kind, in the namespace that it is bound to or anywhere. */
const readers = oncePerCluster((cluster) => remembered((kind) => new SelectorIndex<Reader>(
  readersFor({ kind }, cluster).flatMap((reader) => {
    const selector = readerSelectorFor(reader, kind);
    const namespaces = readerNamespacesFor(reader, kind);
    if (!isMap(selector)) return [];
    return isMap(namespaces)
      ? [{ selector, namespace: ANYWHERE, value: { reader, mayRead: namespacesThatMayMatch(cluster, namespaces) } }]
      : [{ selector, namespace: homeOf(reader, cluster), value: { reader, mayRead: isBound } }];
  }),
)));

/** Those whose whole configuration it is. */
function namingAlertmanagers(manifest: Manifest, cluster: Cluster): readonly Manifest[] {
  return configured(cluster).get(`${homeOf(manifest, cluster)}/${manifest.name}`) ?? [];
}

const configured = oncePerCluster((cluster) => groupBy(readersFor({ kind: 'AlertmanagerConfig' }, cluster), (one) => (
  [`${homeOf(one, cluster)}/${textOf(mapOf(one.spec.alertmanagerConfiguration).name)}`]
)));

function homeOf({ namespace }: Manifest, cluster: Cluster): string {
  return cluster.effectiveNamespace(namespace);
}

function isBound(): boolean {
  return true;
}

/** By which labels objects of a kind are selected. */
export function readerSelectorFor({ spec }: Manifest, kind: string): unknown {
  return spec[`${SELECTORS[kind]}Selector`];
}

/** In which namespaces objects of a kind are selected; undefined where in the reader's own. */
export function readerNamespacesFor({ spec }: Manifest, kind: string): unknown {
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
