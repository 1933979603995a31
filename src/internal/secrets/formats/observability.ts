import { SecretFormat } from '../secret-format';

/** Keys of those who take metrics, logs, traces and errors, and of feature flags. */
export const OBSERVABILITY_FORMATS: readonly SecretFormat[] = [
  // https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
  { kind: 'a New Relic key', marks: ['NRAK-', 'NRII-', 'NRRA-', 'NRSP-', 'NRBR-'], form: /NR[A-Z]{2}-[\w-]{20}/y },
  { kind: 'a New Relic license key', marks: ['NRAL'], form: /(?<=[A-Za-z0-9]{36})NRAL/y, isWithinWords: true },
  // https://grafana.com/docs/grafana/latest/administration/service-accounts/
  { kind: 'a Grafana token', marks: ['glsa_'], form: /glsa_[A-Za-z0-9]{32}/y },
  // https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/access-policies/
  { kind: 'a Grafana Cloud token', marks: ['glc_'], form: /glc_[A-Za-z0-9+/]{32}/y },
  { kind: 'a Grafana key', marks: ['eyJrIjoi'], form: /eyJrIjoi[A-Za-z0-9+/]{40}/y },
  // https://docs.sentry.io/account/auth-tokens/
  { kind: 'a Sentry token', marks: ['sntrys_', 'sntryu_', 'sntryi_'], form: /sntry[sui]_[\w+/=-]{40}/y },
  // https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients
  { kind: 'a Dynatrace token', marks: ['dt0'], form: /dt0[a-z]\d\d\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}/y },
  // https://docs.honeycomb.io/configure/environments/manage-api-keys/
  { kind: 'a Honeycomb key', marks: ['hcaik_', 'hcbik_', 'hcxik_', 'hcamk_'], form: /hc[a-z]{1,2}[im]k_[a-z0-9]{30}/y },
  // https://launchdarkly.com/docs/home/account/api
  { kind: 'a LaunchDarkly key', marks: ['sdk-', 'api-', 'mob-'], form: /(?:sdk|api|mob)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/y },
  // https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys
  { kind: 'an Elastic Cloud key', marks: ['essu_'], form: /essu_[\w+/=-]{40}/y },
  // https://posthog.com/docs/api#authentication
  { kind: 'a PostHog key', marks: ['phx_'], form: /phx_[A-Za-z0-9]{40}/y },
  // https://axiom.co/docs/reference/tokens
  { kind: 'an Axiom token', marks: ['xaat-', 'xapt-'], form: /xa[ap]t-[0-9a-f]{8}-[0-9a-f-]{27}/y },
  // https://docs.statsig.com/http-api/overview
  { kind: 'a Statsig key', marks: ['secret-', 'console-'], form: /(?:secret|console)-(?![a-z0-9]{40})(?=[A-Za-z]{0,40}\d)[A-Za-z0-9]{40}/y },
  // https://www.checklyhq.com/docs/integrations/overview/authentication/
  { kind: 'a Checkly key', marks: ['cu_'], form: /cu_[0-9a-f]{32}/y },
];
