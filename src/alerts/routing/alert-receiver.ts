import { Construct } from 'constructs';
import { email } from './integrations/email';
import { Integration, keyOfIntegration } from './integrations/integration';
import { opsgenie } from './integrations/opsgenie';
import { pagerDuty } from './integrations/pager-duty';
import { slack } from './integrations/slack';
import { microsoftTeams, webhook } from './integrations/web-addresses';
import { EmailOptions, OpsgenieOptions, PagerDutyOptions, SlackOptions } from './receiver-options';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { SecretKey } from '../../secrets/secret-key';

/**
 * Somebody who is told of alerts, and of their end.
 *
 * Credentials, and addresses that are as good as one, are keys of Secrets in the namespace of Alertmanager, which reads
 * them as files: no manifest holds them.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#receiver
 */
@checked
export class AlertReceiver {
  /**
   * Whoever is on call in PagerDuty.
   *
   * @param routingKey the integration key of a service, of the kind Events API v2
   * @param options where PagerDuty is
   * @see https://developer.pagerduty.com/docs/events-api-v2-overview
   */
  public static pagerDuty(routingKey: SecretKey, options: PagerDutyOptions = {}): AlertReceiver {
    return new AlertReceiver([pagerDuty(routingKey, options)]);
  }

  /**
   * A channel of Slack.
   *
   * @param url the address of an incoming webhook
   * @param options which channel
   * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
   */
  public static slack(url: SecretKey, options: SlackOptions = {}): AlertReceiver {
    return new AlertReceiver([slack(url, options)]);
  }

  /**
   * Whoever is on call in Opsgenie, which its maker ends in April 2027.
   *
   * @param apiKey the key of an API integration
   * @param options where Opsgenie is
   */
  public static opsgenie(apiKey: SecretKey, options: OpsgenieOptions = {}): AlertReceiver {
    return new AlertReceiver([opsgenie(apiKey, options)]);
  }

  /**
   * A channel of Microsoft Teams.
   *
   * @param url the address of a workflow that posts what it gets
   */
  public static microsoftTeams(url: SecretKey): AlertReceiver {
    return new AlertReceiver([microsoftTeams(url)]);
  }

  /**
   * A mailbox.
   *
   * @param to its address
   * @param options the server that takes the mail, and who sends it
   */
  public static email(to: string, options: EmailOptions): AlertReceiver {
    return new AlertReceiver([email(to, options)]);
  }

  /**
   * Anything that takes the JSON of Alertmanager.
   *
   * @param url its address, with all that it knows the sender by
   * @see https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
   */
  public static webhook(url: SecretKey): AlertReceiver {
    return new AlertReceiver([webhook(url)]);
  }

  /**
   * All of several receivers.
   *
   * @param receivers at least one, and none twice
   */
  public static all(receivers: AlertReceiver[]): AlertReceiver {
    return new AlertReceiver(receivers.flatMap(({ _integrations }) => _integrations));
  }

  private constructor(
    /** @internal */
    public readonly _integrations: readonly Integration[],
  ) {}

  /** Refuses what would tell nobody. @internal */
  public _check(scope: Construct, prop: string): void {
    if (this._integrations.length === 0) {
      const must = 'tell somebody, or the alerts that are routed to it end nowhere';
      fail(scope, { prop, must, got: 'no receivers', remedy: 'give AlertReceiver.all at least one' });
    }
    const keys = this._integrations.map(keyOfIntegration);
    const twice = this._integrations.find((_, index) => keys.indexOf(keys[index]) !== index);
    if (twice !== undefined) {
      const must = 'tell nobody twice of one alert';
      fail(scope, { prop, must, got: `the same of ${twice.list.object} twice`, remedy: 'leave one of the two out' });
    }
    for (const integration of this._integrations) {
      integration.check(scope, prop);
      for (const { prop: name, key } of integration.credentials) key._check(scope, `${prop}.${name}`);
    }
  }
}
