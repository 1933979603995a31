import { ANYWHERE, monitoredNamespaces, ScrapeEndpoint, scrapeEndpoints } from './scrape-targets';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { SelectorIndex } from '../../model/selectors/selector-index';
import { groupBy } from '../../model/values/group-by';
import { mapOf } from '../../model/values/plain-data';

/** A port that a monitor asks. */
export interface Asking {
  readonly monitor: Manifest;
  readonly endpoint: ScrapeEndpoint;
}

/** Who asks what it selects for a port. */
export class AskingMonitors {
  private readonly byKey: ReadonlyMap<string, SelectorIndex<Asking>>;

  /**
   * @param all what monitors ask
   * @param keysOf what they ask for, in the words of `first`
   */
  constructor(cluster: Cluster, all: readonly Asking[], keysOf: (asking: Asking) => readonly string[]) {
    this.byKey = new Map([...groupBy(all, keysOf)].map(([key, some]) => [key, new SelectorIndex(
      some.flatMap((value) => monitoredNamespaces(value.monitor).map((namespace) => ({
        value,
        namespace: namespace === ANYWHERE ? ANYWHERE : cluster.effectiveNamespace(namespace),
        selector: mapOf(value.monitor.spec.selector),
      }))),
    )]));
  }

  /** What is asked for, by anybody. */
  public get keys(): Iterable<string> {
    return this.byKey.keys();
  }

  /** The first of those who ask what stands in a namespace with these labels. */
  public first(key: string, { namespace, labels }: Pick<Manifest, 'namespace' | 'labels'>, count: number): Asking[] {
    const index = this.byKey.get(key);
    if (index === undefined) return [];
    return [namespace, ANYWHERE].flatMap((one) => index.first(one, labels, count)).slice(0, count);
  }
}

/** The ports that all monitors of a kind ask. */
export function askingsOf(cluster: Cluster, kind: string): Asking[] {
  return cluster.ofKind(`monitoring.coreos.com/${kind}`).flatMap((monitor) => (
    scrapeEndpoints(monitor).map((endpoint) => ({ monitor, endpoint }))
  ));
}

/** A port by its name or by its number. */
export function referenceKey(port: string | number): string {
  return `${typeof port}\0${port}`;
}
