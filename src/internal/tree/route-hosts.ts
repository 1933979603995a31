import { IConstruct } from 'constructs';
import { perTree } from './per-tree';

/** A public host of one namespace. */
export interface HostEntry {
  readonly host: string;
  /** The route that exposed it first. */
  readonly route: IConstruct;
  /** Where its certificate comes from; the same text where it is the same. */
  readonly tls: string;
}

/** The listener of a Gateway that serves a host of one namespace. */
export interface ListenerEntry {
  readonly route: IConstruct;
  /** Name of the ListenerSet, if the listener is in one. */
  readonly listenerSet: string;
}

/** What routes know of one another, once per tree: they share the certificate and the listener of a host. */
export class RouteHosts {
  public static readonly of = perTree('route-hosts', () => new RouteHosts());

  private readonly hosts = new Map<string, HostEntry>();
  private readonly listeners = new Map<string, ListenerEntry>();

  /** The host whose objects have the name that `host` would have. */
  public hostLike(namespace: string, host: string): HostEntry | undefined {
    return this.hosts.get(keyOf([namespace, hostName(host)]));
  }

  public addHost(namespace: string, entry: HostEntry): void {
    this.hosts.set(keyOf([namespace, hostName(entry.host)]), entry);
  }

  /** By namespace, host and Gateway. */
  public listenerAt(address: readonly string[]): ListenerEntry | undefined {
    return this.listeners.get(keyOf(address));
  }

  public addListener(address: readonly string[], entry: ListenerEntry): void {
    this.listeners.set(keyOf(address), entry);
  }
}

/** A host as a part of names, which hold no asterisk. */
export function hostName(host: string): string {
  return host.replace(/^\*\./, 'wildcard.');
}

function keyOf(parts: readonly string[]): string {
  return JSON.stringify(parts);
}
