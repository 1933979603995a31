import { Integration } from './integration';
import { SecretKey } from '../../../secrets/secret-key';

/** Cards in a channel of Microsoft Teams, by the address of a workflow. */
export function microsoftTeams(key: SecretKey): Integration {
  return {
    list: { file: 'msteamsv2_configs', object: 'msteamsv2Configs' },
    credentials: [{ prop: 'url', field: { file: 'webhook_url_file', object: 'webhookURL' }, key }],
    settings: { file: {}, object: {} },
    check: () => undefined,
  };
}

/** Alertmanager's own JSON, to anything that takes it. */
export function webhook(key: SecretKey): Integration {
  return {
    list: { file: 'webhook_configs', object: 'webhookConfigs' },
    credentials: [{ prop: 'url', field: { file: 'url_file', object: 'urlSecret' }, key }],
    settings: { file: {}, object: {} },
    check: () => undefined,
  };
}
