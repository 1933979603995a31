import { Connection, send } from './api-server';

/** Where objects of a kind are served. */
export interface Resource {
  /** Such as `deployments`. */
  readonly plural: string;
  readonly isNamespaced: boolean;
}

interface ResourceList {
  readonly resources?: { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

/** What an API server serves, asked once for each group and version. */
export class Resources {
  private readonly lists = new Map<string, Promise<Map<string, Resource>>>();

  constructor(private readonly connection: Connection) {}

  /** Where a kind is served; undefined where it is not. */
  public async find(apiVersion: string, kind: string): Promise<Resource | undefined> {
    let list = this.lists.get(apiVersion);
    if (list === undefined) {
      list = this.load(apiVersion);
      this.lists.set(apiVersion, list);
    }
    return (await list).get(kind);
  }

  private async load(apiVersion: string): Promise<Map<string, Resource>> {
    const { status, text } = await send(this.connection, { method: 'GET', path: groupPath(apiVersion) });
    if (status === 404) return new Map();
    if (status !== 200) throw new Error(`asked what ${apiVersion} holds, the API server answers ${status}: ${text}`);
    const { resources = [] } = JSON.parse(text) as ResourceList;
    const whole = resources.filter(({ name }) => !name.includes('/'));
    return new Map(whole.map(({ name, kind, namespaced }) => [kind, { plural: name, isNamespaced: namespaced }]));
  }
}

/** The path below which a group and version are served. */
export function groupPath(apiVersion: string): string {
  const parts = apiVersion.split('/').map(encodeURIComponent).join('/');
  return apiVersion.includes('/') ? `/apis/${parts}` : `/api/${parts}`;
}
