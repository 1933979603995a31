import { CONFIG_MAP_HOLDS_NO_SECRET } from './config-map-holds-no-secret';
import { NO_LITERAL_SECRETS_IN_ENV } from './no-literal-secrets-in-env';
import { NO_SECRETS_IN_ENV_VARS } from './no-secrets-in-env-vars';
import { ICheck } from '../model/check';

/** The checks about what must not be read by everybody. */
export const SECRET_CHECKS: readonly ICheck[] = [
  CONFIG_MAP_HOLDS_NO_SECRET,
  NO_LITERAL_SECRETS_IN_ENV,
  NO_SECRETS_IN_ENV_VARS,
];
