import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';

/** All objects of a kind that a tree has now, whoever made them; `kind` is that of one API group. */
export function objectsOfKind(scope: Construct, { apiGroup, kind }: ObjectKind): ApiObject[] {
  const isOfKind = (one: IConstruct): one is ApiObject => (
    ApiObject.isApiObject(one) && one.kind === kind && one.apiGroup === apiGroup
  );
  return scope.node.root.node.findAll().filter(isOfKind);
}

/** A kind, and its group; `core` is the one without a name. */
export interface ObjectKind {
  readonly apiGroup: string;
  readonly kind: string;
}
