import { SecretKey } from '../../secrets/secret-key';

/** Options for `AlertReceiver.pagerDuty`. */
export interface PagerDutyOptions {
  /**
   * Where events are sent to, such as `https://events.eu.pagerduty.com/v2/enqueue` for accounts in Europe.
   *
   * In the manifest: `pagerduty_configs[].url`.
   *
   * @default - https://events.pagerduty.com/v2/enqueue
   */
  readonly url?: string;
}

/** Options for `AlertReceiver.slack`. */
export interface SlackOptions {
  /**
   * Channel or user, such as `#payments`.
   *
   * In the manifest: `slack_configs[].channel`.
   *
   * @default - the one that the webhook was made for
   */
  readonly channel?: string;
}

/** Options for `AlertReceiver.opsgenie`. */
export interface OpsgenieOptions {
  /**
   * Where the API is, such as `https://api.eu.opsgenie.com/` for accounts in Europe.
   *
   * In the manifest: `opsgenie_configs[].api_url`.
   *
   * @default - https://api.opsgenie.com/
   */
  readonly url?: string;
}

/** Options for `AlertReceiver.email`. */
export interface EmailOptions {
  /**
   * Host and port of the mail server, such as `smtp.example.com:587`. It must speak TLS.
   *
   * In the manifest: `email_configs[].smarthost`.
   */
  readonly server: string;

  /**
   * Address that the mail comes from.
   *
   * In the manifest: `email_configs[].from`.
   */
  readonly sender: string;

  /**
   * Who Alertmanager is to the mail server; given with `password`.
   *
   * In the manifest: `email_configs[].auth_username`.
   *
   * @default - nobody; the server takes mail without
   */
  readonly user?: string;

  /**
   * Key of the Secret with the password of `user`, in the namespace of Alertmanager.
   *
   * In the manifest: `email_configs[].auth_password_file`.
   *
   * @default - none; the server takes mail without
   */
  readonly password?: SecretKey;
}
