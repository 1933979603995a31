import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { checkField } from '../internal/manifest/kept-fields';
import { Overlay } from '../internal/manifest/overlay';
import { DESCRIPTION_ANNOTATION } from '../internal/naming/labels';
import { JsonObject } from '../internal/values/json';
import { USER_FACING_ROLES } from '../internal/values/rbac/built-in-roles';
import { Platform } from '../platform/platform';

const GROUP = 'rbac.authorization.k8s.io';

/** What a role and its binding have in common. */
export interface RoleName {
  readonly name: string;
  /** None where it holds in the whole cluster. */
  readonly namespace?: string;
  /** What people read of it. */
  readonly description?: string;
}

/** A Role, or a ClusterRole where it holds in the whole cluster. */
export function roleObject(scope: Construct, id: string, role: RoleName & { rules: readonly JsonObject[] }): ApiObject {
  const { name, namespace, rules } = role;
  if (namespace === undefined && USER_FACING_ROLES.has(name)) {
    const must = 'be none of the ClusterRoles that every cluster has, whose rules would be replaced';
    fail(scope, { prop: 'name', must, got: name, remedy: 'give it another name' });
  }
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const object = new ApiObject(scope, id, { apiVersion: `${GROUP}/v1`, kind, metadata: metadata(scope, role), rules });
  return kept(scope, object, { name, namespace, reason: 'its binding names it' });
}

/** A role, and to whom it is given. */
export interface RoleHolders extends RoleName {
  readonly role: ApiObject;
  readonly subjects: readonly JsonObject[];
}

/** What gives a role to somebody. */
export function bindingObject(scope: Construct, id: string, holders: RoleHolders): ApiObject {
  const { name, namespace, role, subjects } = holders;
  const roleRef = { apiGroup: GROUP, kind: role.kind, name: role.name };
  const kind = `${role.kind}Binding`;
  const object = new ApiObject(scope, id, {
    apiVersion: `${GROUP}/v1`, kind, metadata: metadata(scope, holders), roleRef, subjects,
  });
  Overlay.of(object).require((document) => {
    checkField(scope, document, {
      path: ['roleRef'],
      value: roleRef,
      reason: 'its subjects were given that role',
      remedy: 'bind the other role apart',
    });
    checkField(scope, document, {
      path: ['subjects'],
      value: [...subjects],
      reason: 'they were looked at, and others were not',
      remedy: 'name them in the call, or bind the role to them apart',
    });
  }, () => false);
  return kept(scope, object, { name, namespace, reason: 'its role holds there' });
}

/** Refuses other rules than those that a role promises. */
export function keepRules(scope: Construct, role: ApiObject, rules: readonly JsonObject[]): void {
  Overlay.of(role).require((document) => checkField(scope, document, {
    path: ['rules'],
    value: [...rules],
    reason: 'that is what it is said to give',
    remedy: 'write a role of its own with what there is to be more',
  }), () => false);
}

/** A group of people as a subject. */
export function groupSubject(name: string): JsonObject {
  return { apiGroup: GROUP, kind: 'Group', name };
}

function metadata(scope: Construct, { name, namespace, description }: RoleName) {
  const annotations = description === undefined ? {} : { annotations: { [DESCRIPTION_ANNOTATION]: description } };
  return { name, namespace, labels: Platform.of(scope)._objectLabels(), ...annotations };
}

interface KeptName extends RoleName {
  readonly reason: string;
}

function kept(scope: Construct, object: ApiObject, { name, namespace, reason }: KeptName): ApiObject {
  const overlay = Overlay.of(object);
  if (namespace === undefined) overlay.dropNamespace();
  const remedy = 'give the construct another name or scope instead';
  overlay.require((document) => {
    checkField(scope, document, { path: ['metadata', 'name'], value: name, reason, remedy });
    checkField(scope, document, { path: ['metadata', 'namespace'], value: namespace, reason, remedy });
  }, () => false);
  return object;
}
