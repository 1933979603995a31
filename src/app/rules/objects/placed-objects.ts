import { Include } from 'cdk8s';
import { IConstruct } from 'constructs';
import { messageAt } from '../../../internal/fail';
import { NamespaceRegistry } from '../../../internal/tree/namespace-registry';
import { JsonObject } from '../../../internal/values/json';
import { isNamespaced } from '../../namespaced-kinds';
import { isWaived, namespaceOfManifest, RenderedObject } from '../../rendered-object';

/** Says the same of anybody's manifests. */
const CHECK = 'not-in-default-namespace';

/**
 * Objects beside or below a ProductionNamespace say which namespace they belong to: without it they land in `default`.
 *
 * What files of others hold, as those of Helm, is theirs to say.
 */
export function placedObjects(objects: readonly RenderedObject[], root: IConstruct): string[] {
  return objects.filter(({ manifest }) => isNowhere(manifest)).flatMap(({ path, manifest: { kind } }) => {
    const construct = constructAt(root, path);
    const names = construct === undefined || isIncluded(construct) ? [] : namespacesNear(construct);
    if (names.length === 0) return [];
    const must = `say the namespace of the ${kind}, such as ${names.join(' or ')}, or it lands in default`;
    const remedy = 'write metadata.namespace, or give the chart the namespace';
    return [messageAt(path, { prop: 'metadata.namespace', must, got: undefined, remedy })];
  });
}

function isNowhere(manifest: JsonObject): boolean {
  return namespaceOfManifest(manifest) === '' && isNamespaced(manifest) && !isWaived(manifest, CHECK);
}

function constructAt(root: IConstruct, path: string): IConstruct | undefined {
  return path.split('/').reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id), root);
}

function isIncluded(construct: IConstruct): boolean {
  return construct.node.scopes.some((scope) => scope instanceof Include);
}

/** The names of those that are declared nearest: around it, or beside it. */
function namespacesNear(construct: IConstruct): string[] {
  const registry = NamespaceRegistry.of(construct);
  const scope = construct.node.scopes.reverse().find((one) => registry.namespacesIn(one).length > 0);
  return scope === undefined ? [] : registry.namespacesIn(scope).map(({ name }) => name);
}
