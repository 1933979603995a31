import { alertmanagerFilesOf } from './alert-receivers';
import { isPlaceholder } from '../../../internal/secrets/placeholders';
import { Manifest } from '../../model/manifest';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** The fields of each integration whose values are secret, nearly each of which can be read from a file. */
const OF_INTEGRATIONS: Readonly<Record<string, readonly string[]>> = {
  discord_configs: ['webhook_url'],
  email_configs: ['auth_password', 'auth_secret'],
  incidentio_configs: ['alert_source_token'],
  mattermost_configs: ['webhook_url'],
  msteams_configs: ['webhook_url'],
  msteamsv2_configs: ['webhook_url'],
  opsgenie_configs: ['api_key'],
  pagerduty_configs: ['routing_key', 'service_key'],
  pushover_configs: ['user_key', 'token'],
  rocketchat_configs: ['token', 'token_id'],
  slack_configs: ['api_url', 'app_token'],
  telegram_configs: ['bot_token'],
  victorops_configs: ['api_key'],
  wechat_configs: ['api_secret'],
};
const OF_ALL = [
  'smtp_auth_password', 'smtp_auth_secret', 'slack_api_url', 'slack_app_token', 'victorops_api_key', 'opsgenie_api_key',
  'rocketchat_token', 'rocketchat_token_id', 'wechat_api_secret', 'telegram_bot_token', 'mattermost_webhook_url',
];
/** By the maps that hold them, in whichever integration. */
const OF_MAPS: readonly (readonly [readonly string[], string])[] = [
  [['http_config'], 'bearer_token'],
  [['http_config', 'authorization'], 'credentials'],
  [['http_config', 'basic_auth'], 'password'],
  [['http_config', 'oauth2'], 'client_secret'],
  [['http_config', 'tls_config'], 'key'],
  [['sigv4'], 'secret_key'],
  [['tls_config'], 'key'],
  [['smtp_tls_config'], 'key'],
];

/** What a configuration of Alertmanager gives as text or as a file. */
export interface AlertCredentials {
  /** Where secret values stand themselves; nobody is shown them. */
  readonly texts: readonly string[];
  /** Whether there is anything secret at all. */
  readonly isAny: boolean;
}

/** The credentials in the files of Alertmanager that an object holds. */
export function alertCredentialsOf(manifest: Manifest): AlertCredentials[] {
  return alertmanagerFilesOf(manifest).map(({ file, content }) => {
    const fields = secretFields(content);
    return {
      texts: fields.filter(({ holder, field }) => isSecret(holder[field])).map(({ path }) => `${file}:${path}`),
      isAny: fields.some(({ holder, field }) => isSecret(holder[field]) || textOf(holder[`${field}_file`]) !== ''),
    };
  });
}

interface SecretField {
  readonly holder: PlainMap;
  readonly field: string;
  readonly path: string;
}

function secretFields({ global, receivers }: PlainMap): SecretField[] {
  return [
    ...fieldsOf(mapOf(global), OF_ALL, 'global'),
    ...mapsIn(receivers).flatMap(({ item, index }) => Object.entries(item).flatMap(([list, integrations]) => (
      mapsIn(integrations).flatMap((integration) => (
        fieldsOf(integration.item, OF_INTEGRATIONS[list] ?? [], `receivers[${index}].${list}[${integration.index}]`)
      ))
    ))),
  ];
}

function fieldsOf(holder: PlainMap, fields: readonly string[], path: string): SecretField[] {
  return [
    ...fields.map((field) => ({ holder, field, path: `${path}.${field}` })),
    ...OF_MAPS.map(([maps, field]) => ({
      holder: maps.reduce((map, name) => mapOf(map[name]), holder), field, path: [path, ...maps, field].join('.'),
    })),
  ];
}

function isSecret(value: unknown): boolean {
  const text = textOf(value);
  return text !== '' && !isPlaceholder(text);
}
