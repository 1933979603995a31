import { CLAIM_EXISTS } from './claim-exists';
import { CONFIG_MAP_EXISTS } from './config-map-exists';
import { GATEWAY_CLASS_EXISTS } from './gateway-class-exists';
import { INGRESS_CLASS_EXISTS } from './ingress-class-exists';
import { PRIORITY_CLASS_EXISTS } from './priority-class-exists';
import { ROLE_EXISTS } from './role-exists';
import { SECRET_EXISTS } from './secret-exists';
import { SECRET_STORE_EXISTS } from './secret-store-exists';
import { SERVICE_ACCOUNT_EXISTS } from './service-account-exists';
import { STORAGE_CLASS_EXISTS } from './storage-class-exists';
import { ICheck } from '../model/check';

/** The checks that what objects name is there. */
export const REFERENCE_CHECKS: readonly ICheck[] = [
  CLAIM_EXISTS,
  CONFIG_MAP_EXISTS,
  GATEWAY_CLASS_EXISTS,
  INGRESS_CLASS_EXISTS,
  PRIORITY_CLASS_EXISTS,
  ROLE_EXISTS,
  SECRET_EXISTS,
  SECRET_STORE_EXISTS,
  SERVICE_ACCOUNT_EXISTS,
  STORAGE_CLASS_EXISTS,
];
