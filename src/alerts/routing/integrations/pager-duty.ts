import { checkHttpsUrl } from './address-checks';
import { Integration } from './integration';
import { DASHBOARD_URL, PAGER_DUTY_SEVERITY, RUNBOOK_URL, SUMMARY } from './notification-texts';
import { SecretKey } from '../../../secrets/secret-key';
import { PagerDutyOptions } from '../receiver-options';

const LINKS = [{ text: 'Runbook', href: RUNBOOK_URL }, { text: 'Dashboard', href: DASHBOARD_URL }];

/** Events of PagerDuty; those of one group of alerts have one key, by which PagerDuty knows repetitions. */
export function pagerDuty(key: SecretKey, { url }: PagerDutyOptions): Integration {
  const settings = {
    ...(url === undefined ? {} : { url }),
    description: SUMMARY,
    severity: PAGER_DUTY_SEVERITY,
  };
  return {
    list: { file: 'pagerduty_configs', object: 'pagerdutyConfigs' },
    credentials: [{ prop: 'routingKey', field: { file: 'routing_key_file', object: 'routingKey' }, key }],
    settings: {
      // A copy each, or the file would get an alias.
      file: { ...settings, links: LINKS.map((link) => ({ ...link })) },
      object: { ...settings, pagerDutyLinkConfigs: LINKS.map(({ text, href }) => ({ alt: text, href })) },
    },
    check: (scope, prop) => {
      if (url === undefined) return;
      checkHttpsUrl(scope, { prop: `${prop}.url`, value: url }, 'https://events.eu.pagerduty.com/v2/enqueue');
    },
  };
}
