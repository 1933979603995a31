import { BINDING_IS_NOT_CLUSTER_ADMIN } from './binding-is-not-cluster-admin';
import { BINDING_IS_NOT_FOR_EVERYBODY } from './binding-is-not-for-everybody';
import { NO_SERVICE_ACCOUNT_TOKEN } from './no-service-account-token';
import { OWN_SERVICE_ACCOUNT } from './own-service-account';
import { ROLE_CANNOT_ESCALATE } from './role-cannot-escalate';
import { ROLE_GRANTS_NO_EXEC } from './role-grants-no-exec';
import { ROLE_GRANTS_NO_SECRETS } from './role-grants-no-secrets';
import { ROLE_HAS_NO_WILDCARDS } from './role-has-no-wildcards';
import { ICheck } from '../model/check';

/** The checks about who may do what. */
export const ACCESS_CHECKS: readonly ICheck[] = [
  BINDING_IS_NOT_CLUSTER_ADMIN,
  NO_SERVICE_ACCOUNT_TOKEN,
  OWN_SERVICE_ACCOUNT,
  ROLE_CANNOT_ESCALATE,
  ROLE_GRANTS_NO_EXEC,
  ROLE_GRANTS_NO_SECRETS,
  ROLE_HAS_NO_WILDCARDS,
  BINDING_IS_NOT_FOR_EVERYBODY,
];
