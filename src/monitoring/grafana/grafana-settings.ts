/** Where it finds dashboards and secrets. */
export const DASHBOARDS_FOLDER = '/etc/grafana-dashboards';
export const SECRETS_FOLDER = '/etc/grafana-secrets';
export const PASSWORD_FILE = 'admin-password';

const YES = 'true';
const NO = 'false';

/** What Grafana tells nobody outside. */
const SILENT = {
  GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: NO,
  GF_ANALYTICS_CHECK_FOR_UPDATES: NO,
  GF_ANALYTICS_FEEDBACK_LINKS_ENABLED: NO,
  GF_ANALYTICS_REPORTING_ENABLED: NO,
  GF_NEWS_NEWS_FEED_ENABLED: NO,
  GF_SECURITY_DISABLE_GRAVATAR: YES,
  GF_SNAPSHOTS_EXTERNAL_ENABLED: NO,
};

/**
 * Plugins are those of the image. It would otherwise replace them as it starts, which a read-only root refuses after
 * they were stopped: their data sources are gone.
 *
 * @see https://github.com/grafana/grafana/issues/132528
 */
const PLUGINS_OF_THE_IMAGE = {
  GF_PLUGINS_PLUGIN_ADMIN_ENABLED: NO,
  GF_PLUGINS_PREINSTALL_AUTO_UPDATE: NO,
  GF_PLUGINS_PREINSTALL_DISABLED: YES,
  GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: YES,
};

/** The variables of its container, in the place of a file that would take the place of the image's. */
export function grafanaSettings(host?: string): Record<string, string> {
  return {
    ...SILENT,
    ...PLUGINS_OF_THE_IMAGE,
    GF_AUTH_ANONYMOUS_ENABLED: NO,
    GF_LOG_MODE: 'console',
    GF_SECURITY_ADMIN_PASSWORD__FILE: `${SECRETS_FOLDER}/${PASSWORD_FILE}`,
    // Rules are code, and Prometheus evaluates them; each replica would send the alerts of its own ones.
    GF_UNIFIED_ALERTING_EXECUTE_ALERTS: NO,
    GF_USERS_ALLOW_SIGN_UP: NO,
    ...(host === undefined ? {} : { GF_SECURITY_COOKIE_SECURE: YES, GF_SERVER_ROOT_URL: `https://${host}/` }),
  };
}
