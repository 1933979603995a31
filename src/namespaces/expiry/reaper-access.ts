import { ApiObject } from 'cdk8s';
import { clusterAccess } from '../../access/cluster-access';
import { bindingObject, roleObject } from '../../access/role-objects';
import { fail } from '../../internal/fail';
import { checkField, KeptField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';

/** Where Events about namespaces are written: they are in none themselves. */
export const DEFAULT_NAMESPACE = 'default';
/** By it Flux leaves fields that are not in the manifest as they are, whoever wrote them. */
const KEPT_BY_FLUX = { 'kustomize.toolkit.fluxcd.io/ssa': 'Merge' };
const WRITTEN_BY_RUNS = ['data', 'binaryData', 'immutable'];
const REAPING = [{ apiGroups: [''], resources: ['namespaces'], verbs: ['list', 'delete'] }];
const TELLING = [{ apiGroups: [''], resources: ['events'], verbs: ['create'] }];

/** What a reaper may do, and to whom it is given. */
export interface ReaperAccess {
  readonly clusterRole: ApiObject;
  readonly clusterRoleBinding: ApiObject;
  readonly role: ApiObject;
  readonly roleBinding: ApiObject;
  readonly warningsRole: ApiObject;
  readonly warningsRoleBinding: ApiObject;
}

/** Where a reaper writes which namespaces it told of: what is not in the manifest stays when that is applied again. */
export function warningsObject(context: WorkloadContext): ApiObject {
  const { scope } = context;
  const name = `${context.name}-warnings`;
  const object = new ApiObject(scope, 'Warnings', {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...objectMetadata(context), name, annotations: KEPT_BY_FLUX },
  });
  const kept = keptFields(name);
  Overlay.of(object).require((document) => {
    for (const field of kept) checkField(scope, document, field);
    for (const prop of WRITTEN_BY_RUNS) {
      if (document[prop] === undefined) continue;
      const must = 'be left out, for only runs of the reaper write what it told of, and must be able to';
      fail(scope, { prop, must, got: document[prop], remedy: 'remove it from the patch' });
    }
  }, () => false);
  return object;
}

function keptFields(name: string): KeptField[] {
  const [[annotation, value]] = Object.entries(KEPT_BY_FLUX);
  return [{
    path: ['metadata', 'name'],
    value: name,
    reason: 'its script and its role name it',
    remedy: 'give the construct another name instead',
  }, {
    path: ['metadata', 'annotations', annotation],
    value,
    reason: 'Flux takes back what others write without it',
    remedy: 'remove it from the patch',
  }];
}

/** The rights of a reaper's ServiceAccount: to namespaces, to Events about them, and to its own ConfigMap. */
export function reaperAccess(context: WorkloadContext, account: string, warnings: string): ReaperAccess {
  const { scope, namespace, name } = context;
  const subjects = [{ kind: 'ServiceAccount', name: account, namespace }];
  const events = { name, namespace: DEFAULT_NAMESPACE };
  const role = roleObject(scope, 'Role', { ...events, rules: TELLING });
  const memory = { name: warnings, namespace };
  const rules = [{ apiGroups: [''], resources: ['configmaps'], resourceNames: [warnings], verbs: ['get', 'patch'] }];
  const warningsRole = roleObject(scope, 'WarningsRole', { ...memory, rules });
  return {
    ...clusterAccess(scope, { name, account, namespace, rules: REAPING }),
    role,
    roleBinding: bindingObject(scope, 'RoleBinding', { ...events, role, subjects }),
    warningsRole,
    warningsRoleBinding: bindingObject(scope, 'WarningsRoleBinding', { ...memory, role: warningsRole, subjects }),
  };
}
