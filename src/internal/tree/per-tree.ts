import { IConstruct } from 'constructs';

/**
 * What the constructs of one tree share, made when it is first asked for.
 *
 * It is kept at the root by a name that all copies of this library know, so that constructs of packages with a copy of
 * their own meet the others.
 */
export function perTree<T>(name: string, make: () => T): (construct: IConstruct) => T {
  const key = Symbol.for(`cdk8s-preflight.${name}`);
  return (construct) => {
    const root = rootOf(construct) as IConstruct & { [key: symbol]: T | undefined };
    return root[key] ??= make();
  };
}

/** As `node.root` gives it, which makes a list of everything between for that. */
function rootOf(construct: IConstruct): IConstruct {
  let root = construct;
  while (root.node.scope !== undefined) root = root.node.scope;
  return root;
}
