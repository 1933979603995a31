import { SecretFormat } from '../secret-format';

/** Tokens and webhooks of messengers and pagers: who knows the address of a webhook may write. */
export const MESSENGER_FORMATS: readonly SecretFormat[] = [
  // https://docs.slack.dev/authentication/tokens
  {
    kind: 'a Slack token',
    marks: ['xoxa-', 'xoxb-', 'xoxe-', 'xoxe.', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xoxc-', 'xoxd-', 'xapp-'],
    form: /x(?:ox[a-z]|app)[-.](?=[A-Za-z%-]{0,40}\d)[\w.%-]{10}/y,
  },
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
  {
    kind: 'a Slack webhook',
    marks: ['hooks.slack.com/', 'hooks.slack-gov.com/'],
    form: /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[TE]\w{3,20}\/\w{3,30}\/\w{16}/y,
  },
  // https://discord.com/developers/docs/resources/webhook
  {
    kind: 'a Discord webhook',
    marks: ['discord.com/api/', 'discordapp.com/api/'],
    form: /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{6,25}\/[\w-]{20}/y,
  },
  // https://discord.com/developers/docs/reference#authentication
  {
    kind: 'a Discord token',
    marks: ['MD', 'MT', 'Mj', 'Mz', 'ND', 'NT', 'Nj', 'Nz', 'OD', 'OT'],
    form: /[MNO][DTjz][A-Za-z0-9]{20,26}\.[\w-]{6}\.[\w-]{27}/y,
  },
  // https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
  {
    kind: 'a Teams webhook',
    marks: ['webhook.office.com/', 'outlook.office.com/webhook', 'outlook.office365.com/webhook'],
    form: /(?:webhook\.office|outlook\.office(?:365)?)\.com\/webhook\w{0,3}\/[\w@-]{20}/y,
  },
  // https://developers.google.com/workspace/chat/quickstart/webhooks
  {
    kind: 'a Google Chat webhook',
    marks: ['chat.googleapis.com/'],
    form: /chat\.googleapis\.com\/v1\/spaces\/[\w-]{5,40}\/messages\?[^\s"']{0,200}(?:key|token)=[\w%-]{16}/y,
  },
  // https://core.telegram.org/bots/api#authorizing-your-bot
  { kind: 'a Telegram bot token', marks: [':AA'], form: /(?<=\d{8}):AA[\w-]{30}/y, isWithinWords: true },
  // https://developers.mattermost.com/integrate/webhooks/incoming/
  {
    kind: 'a webhook',
    marks: ['/hooks/'],
    form: /\/hooks\/(?:[a-z0-9]{26}(?![a-z0-9])|[A-Za-z0-9]{17,24}\/[A-Za-z0-9]{40})/y,
    isWithinWords: true,
  },
  // https://help.zapier.com/hc/en-us/articles/8496288690317
  { kind: 'a Zapier webhook', marks: ['hooks.zapier.com/'], form: /hooks\.zapier\.com\/hooks\/\w{3,10}\/\d{3,12}\/\w{5}/y },
  // https://developer.webex.com/docs/api/guides/webhooks
  { kind: 'a Webex webhook', marks: ['webexapis.com/'], form: /webexapis\.com\/v1\/webhooks\/incoming\/[\w-]{20}/y },
  // https://open.dingtalk.com/document/robots/custom-robot-access
  {
    kind: 'a DingTalk webhook',
    marks: ['oapi.dingtalk.com/'],
    form: /oapi\.dingtalk\.com\/robot\/send\?access_token=[0-9a-f]{32}/y,
  },
  // https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
  {
    kind: 'a Feishu webhook',
    marks: ['open.feishu.cn/', 'open.larksuite.com/'],
    form: /open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/(?:v2\/)?hook\/[\w-]{20}/y,
  },
  // https://developer.work.weixin.qq.com/document/path/91770
  {
    kind: 'a WeCom webhook',
    marks: ['qyapi.weixin.qq.com/'],
    form: /qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=[\w-]{20}/y,
  },
  // https://support.pagerduty.com/main/docs/services-and-integrations
  {
    kind: 'a PagerDuty integration',
    marks: ['events.pagerduty.com/'],
    form: /events\.pagerduty\.com\/(?:integration|x-ere)\/[0-9A-Za-z]{20}/y,
  },
  // https://help.splunk.com/en/splunk-on-call
  {
    kind: 'a Splunk On-Call integration',
    marks: ['alert.victorops.com/'],
    form: /alert\.victorops\.com\/integrations\/[\w/-]{20}/y,
  },
  // https://ifttt.com/maker_webhooks
  { kind: 'an IFTTT webhook', marks: ['maker.ifttt.com/'], form: /maker\.ifttt\.com\/trigger\/[\w-]{1,60}\/(?:json\/)?with\/key\/[\w-]{16}/y },
  // https://healthchecks.io/docs/http_api/
  { kind: 'a ping address', marks: ['hc-ping.com/', 'nosnch.in/'], form: /(?:hc-ping\.com\/[0-9a-f-]{36}|nosnch\.in\/[0-9a-f]{8})/y },
];
