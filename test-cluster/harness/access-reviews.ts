import { Cluster } from './cluster';
import { Manifest } from '../../test/support/schemas';

const AT_ONCE = 40;

/** Who asks: a person of one group, or an account. */
export interface Asker {
  readonly user: string;
  readonly groups?: readonly string[];
}

/** One right in a namespace, as `get apps/deployments/scale`; the core group has no name. */
export type Right = string;

/** A resource as the API server serves it. */
export interface ServedResource {
  readonly group: string;
  readonly name: string;
  readonly verbs: readonly string[];
  readonly namespaced: boolean;
}

/** A right in one line. */
export function rightOf(verb: string, group: string, resource: string): Right {
  return `${verb} ${group}/${resource}`;
}

/** All that the API server serves, of each resource what any of its versions knows. */
export async function servedResources(cluster: Cluster): Promise<ServedResource[]> {
  const { groups } = await read(cluster, '/apis');
  const versions: { group: string; path: string }[] = [
    { group: '', path: '/api/v1' },
    ...groups.flatMap(({ name, versions: all }: Manifest) => (
      all.map(({ groupVersion }: Manifest) => ({ group: name, path: `/apis/${groupVersion}` }))
    )),
  ];
  const lists = await Promise.all(versions.map(async ({ group, path }) => (
    (await read(cluster, path)).resources.map((resource: Manifest) => ({ ...resource, group }))
  )));
  const found = new Map<string, ServedResource>();
  for (const resource of lists.flat() as ServedResource[]) {
    const key = `${resource.group}/${resource.name}`;
    const verbs = new Set([...found.get(key)?.verbs ?? [], ...resource.verbs]);
    found.set(key, { ...resource, verbs: [...verbs].sort() });
  }
  return [...found.values()];
}

/** Those of the rights that the asker has in a namespace, by the answer to a review of each. */
export async function rightsOf(
  cluster: Cluster, asker: Asker, { namespace, rights }: { namespace: string; rights: readonly Right[] },
): Promise<Right[]> {
  const allowed: Right[] = [];
  for (let start = 0; start < rights.length; start += AT_ONCE) {
    const some = rights.slice(start, start + AT_ONCE);
    const answers = await Promise.all(some.map((right) => isAllowed(cluster, asker, { namespace, right })));
    allowed.push(...some.filter((_, index) => answers[index]));
  }
  return allowed;
}

/** Whether the API server would let the asker do it. */
export async function isAllowed(
  cluster: Cluster, asker: Asker, { namespace, right, name }: { namespace: string; right: Right; name?: string },
): Promise<boolean> {
  const [verb, address] = right.split(' ');
  const [group, resource, subresource] = address.split('/');
  const spec = { ...asker, resourceAttributes: { namespace, verb, group, resource, subresource, name } };
  const { status, text } = await cluster.send({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    text: JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec }),
  });
  if (status !== 201) throw new Error(`the review of ${right} fails: ${text}`);
  return JSON.parse(text).status.allowed;
}

async function read(cluster: Cluster, path: string): Promise<Manifest> {
  return JSON.parse((await cluster.send({ method: 'GET', path })).text);
}
