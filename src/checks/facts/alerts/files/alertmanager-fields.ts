/** What a configuration of Alertmanager may hold, at each of its places. */
const GLOBAL = [
  'resolve_timeout', 'http_config', 'jira_api_url', 'smtp_from', 'smtp_hello', 'smtp_smarthost', 'smtp_auth_username',
  'smtp_auth_password', 'smtp_auth_password_file', 'smtp_auth_secret', 'smtp_auth_secret_file', 'smtp_auth_identity',
  'smtp_require_tls', 'smtp_tls_config', 'smtp_force_implicit_tls', 'slack_api_url', 'slack_api_url_file',
  'slack_app_token', 'slack_app_token_file', 'slack_app_url', 'pagerduty_url', 'opsgenie_api_url', 'opsgenie_api_key',
  'opsgenie_api_key_file', 'wechat_api_url', 'wechat_api_secret', 'wechat_api_secret_file', 'wechat_api_corp_id',
  'victorops_api_url', 'victorops_api_key', 'victorops_api_key_file', 'telegram_api_url', 'telegram_bot_token',
  'telegram_bot_token_file', 'webex_api_url', 'rocketchat_api_url', 'rocketchat_token', 'rocketchat_token_file',
  'rocketchat_token_id', 'rocketchat_token_id_file', 'mattermost_webhook_url', 'mattermost_webhook_url_file',
];
const INTEGRATIONS = [
  'discord_configs', 'email_configs', 'incidentio_configs', 'pagerduty_configs', 'slack_configs', 'webhook_configs',
  'opsgenie_configs', 'wechat_configs', 'pushover_configs', 'victorops_configs', 'sns_configs', 'telegram_configs',
  'webex_configs', 'msteams_configs', 'msteamsv2_configs', 'jira_configs', 'rocketchat_configs', 'mattermost_configs',
];

/** @see https://prometheus.io/docs/alerting/latest/configuration/ */
export const FIELDS = {
  file: [
    'global', 'route', 'inhibit_rules', 'receivers', 'templates', 'mute_time_intervals', 'time_intervals', 'tracing',
    'event_recorder',
  ],
  global: GLOBAL,
  route: [
    'receiver', 'group_by', 'match', 'match_re', 'matchers', 'mute_time_intervals', 'active_time_intervals', 'continue',
    'routes', 'group_wait', 'group_interval', 'repeat_interval', 'labels',
  ],
  receiver: ['name', 'labels', ...INTEGRATIONS],
  inhibition: [
    'name', 'source_match', 'source_match_re', 'source_matchers', 'target_match', 'target_match_re', 'target_matchers',
    'equal',
  ],
} as const;

/** What an integration must be told: one of its own fields, or one of `global`, each as text or as a file. */
export interface Requirement {
  readonly own: readonly string[];
  readonly global?: readonly string[];
}

export const REQUIREMENTS: Readonly<Record<string, readonly Requirement[]>> = {
  discord_configs: [{ own: ['webhook_url'] }],
  email_configs: [
    { own: ['to'] }, { own: ['smarthost'], global: ['smtp_smarthost'] }, { own: ['from'], global: ['smtp_from'] },
  ],
  incidentio_configs: [{ own: ['url'] }],
  jira_configs: [{ own: ['project'] }, { own: ['issue_type'] }, { own: ['api_url'], global: ['jira_api_url'] }],
  mattermost_configs: [{ own: ['webhook_url'], global: ['mattermost_webhook_url'] }],
  msteams_configs: [{ own: ['webhook_url'] }],
  msteamsv2_configs: [{ own: ['webhook_url'] }],
  opsgenie_configs: [{ own: ['api_key'], global: ['opsgenie_api_key'] }],
  pagerduty_configs: [{ own: ['routing_key', 'service_key'] }],
  pushover_configs: [{ own: ['user_key'] }, { own: ['token'] }],
  rocketchat_configs: [
    { own: ['token'], global: ['rocketchat_token'] }, { own: ['token_id'], global: ['rocketchat_token_id'] },
  ],
  slack_configs: [{ own: ['api_url', 'app_token'], global: ['slack_api_url', 'slack_app_token'] }],
  sns_configs: [{ own: ['target_arn', 'topic_arn', 'phone_number'] }],
  telegram_configs: [{ own: ['chat_id'] }, { own: ['bot_token'], global: ['telegram_bot_token'] }],
  victorops_configs: [{ own: ['routing_key'] }, { own: ['api_key'], global: ['victorops_api_key'] }],
  webex_configs: [{ own: ['room_id'] }],
  webhook_configs: [{ own: ['url'] }],
  wechat_configs: [
    { own: ['api_secret'], global: ['wechat_api_secret'] }, { own: ['corp_id'], global: ['wechat_api_corp_id'] },
  ],
};
