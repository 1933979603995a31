import { Integration } from './integration';
import { SLACK_TEXT } from './notification-texts';
import { fail } from '../../../internal/fail';
import { checkText, refuseSecret } from '../../../internal/values/plain-text';
import { SecretKey } from '../../../secrets/secret-key';
import { SlackOptions } from '../receiver-options';

// Names of channels and users, and their ids.
const CHANNEL = /^[#@]?[^\s\p{C}#@{}<>,:"']{1,80}$/u;

/** Messages to a channel of Slack, by an incoming webhook. */
export function slack(key: SecretKey, { channel }: SlackOptions): Integration {
  const settings = { ...(channel === undefined ? {} : { channel }), text: SLACK_TEXT };
  return {
    list: { file: 'slack_configs', object: 'slackConfigs' },
    credentials: [{ prop: 'url', field: { file: 'api_url_file', object: 'apiURL' }, key }],
    settings: { file: settings, object: settings },
    check: (scope, prop) => {
      if (channel === undefined) return;
      checkText(scope, `${prop}.channel`, channel);
      const complaint = {
        prop: `${prop}.channel`, must: 'be a channel or user of Slack', remedy: 'write it like #payments',
      };
      refuseSecret(scope, complaint, channel);
      if (!CHANNEL.test(channel)) fail(scope, { ...complaint, got: channel });
    },
  };
}
