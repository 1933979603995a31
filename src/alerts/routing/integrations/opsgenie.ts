import { checkHttpsUrl } from './address-checks';
import { Integration } from './integration';
import { OPSGENIE_PRIORITY, SUMMARY } from './notification-texts';
import { SecretKey } from '../../../secrets/secret-key';
import { OpsgenieOptions } from '../receiver-options';

/** Alerts of Opsgenie. */
export function opsgenie(key: SecretKey, { url }: OpsgenieOptions): Integration {
  const settings = { message: SUMMARY, priority: OPSGENIE_PRIORITY };
  return {
    list: { file: 'opsgenie_configs', object: 'opsgenieConfigs' },
    credentials: [{ prop: 'apiKey', field: { file: 'api_key_file', object: 'apiKey' }, key }],
    settings: {
      file: { ...settings, ...(url === undefined ? {} : { api_url: url }) },
      object: { ...settings, ...(url === undefined ? {} : { apiURL: url }) },
    },
    check: (scope, prop) => {
      if (url === undefined) return;
      checkHttpsUrl(scope, { prop: `${prop}.url`, value: url }, 'https://api.eu.opsgenie.com/');
    },
  };
}
