import { Cluster } from './cluster';
import { Manifest } from '../../test/support/schemas';

const SERVICE_LABEL = 'kubernetes.io/service-name';

/** The pods behind a Service, as they were after each change of its EndpointSlices. */
export class EndpointHistory {
  /** Looks on for some seconds while something is done; yields the ready pods, in their order, after each event. */
  public static async during(watched: WatchedService, action: () => Promise<void>): Promise<string[][]> {
    const history = new EndpointHistory(watched);
    const { items, metadata } = await history.list('');
    items.forEach((slice) => history.see(slice));
    const query = `&watch=true&resourceVersion=${metadata.resourceVersion}&timeoutSeconds=${watched.seconds}`;
    const events = history.textOf(query);
    await action();
    const states = [history.ready()];
    for (const line of (await events).split('\n').filter((text) => text !== '')) {
      const { type, object } = JSON.parse(line) as { type: string; object: Manifest };
      if (type === 'ERROR') throw new Error(`the watch of ${watched.service} ended: ${line}`);
      if (type === 'DELETED') history.slices.delete(object.metadata.name);
      else history.see(object);
      states.push(history.ready());
    }
    return states;
  }

  private readonly slices = new Map<string, string[]>();

  private constructor(private readonly watched: WatchedService) {}

  private see({ metadata, endpoints }: Manifest): void {
    const ready = (endpoints ?? []).filter(({ conditions }: Manifest) => conditions.ready !== false);
    this.slices.set(metadata.name, ready.map(({ targetRef }: Manifest) => targetRef.name));
  }

  private ready(): string[] {
    return [...this.slices.values()].flat().sort();
  }

  private async list(query: string): Promise<{ items: Manifest[]; metadata: Manifest }> {
    return JSON.parse(await this.textOf(query)) as { items: Manifest[]; metadata: Manifest };
  }

  private async textOf(query: string): Promise<string> {
    const { cluster, namespace, service } = this.watched;
    const slices = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
    return (await cluster.send({
      method: 'GET', path: `${slices}?labelSelector=${encodeURIComponent(`${SERVICE_LABEL}=${service}`)}${query}`,
    })).text;
  }
}

/** Whose endpoints are looked at, and for how long. */
export interface WatchedService {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly service: string;
  readonly seconds: number;
}
