import { IConstruct } from 'constructs';
import { perTree } from './per-tree';

/** Who routes the alerts of a namespace's Alertmanager, once per tree: it reads one configuration. */
export class AlertRoutings {
  public static readonly of = perTree('alert-routings', () => new AlertRoutings());

  private readonly byNamespace = new Map<string, IConstruct>();

  /** The one that was there before; undefined where this is the first. */
  public claim(namespace: string, routing: IConstruct): IConstruct | undefined {
    const other = this.byNamespace.get(namespace);
    if (other === undefined) this.byNamespace.set(namespace, routing);
    return other;
  }
}
