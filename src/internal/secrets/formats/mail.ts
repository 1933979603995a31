import { SecretFormat } from '../secret-format';

/** Keys of those who send mail and messages, and of forms and content. */
export const MAIL_FORMATS: readonly SecretFormat[] = [
  // https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys
  { kind: 'a SendGrid key', marks: ['SG.'], form: /SG\.[\w-]{16,32}\.[\w-]{32}/y },
  // https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt
  { kind: 'a Mailgun key', marks: ['key-'], form: /key-[0-9a-f]{32}/y },
  // https://mailchimp.com/developer/marketing/guides/quick-start/
  {
    kind: 'a Mailchimp key',
    marks: ['-us'],
    form: /(?<=[0-9a-f]{32})-us\d{1,2}(?![A-Za-z0-9])/y,
    isWithinWords: true,
  },
  // https://mailchimp.com/developer/transactional/guides/quick-start/
  { kind: 'a Mandrill key', marks: ['md-'], form: /md-(?=[A-Za-z_-]{0,40}\d)[\w-]{22}(?![\w-])/y },
  // https://resend.com/docs/dashboard/api-keys/introduction
  { kind: 'a Resend key', marks: ['re_'], form: /re_[A-Za-z0-9]{8,10}_[A-Za-z0-9]{20}/y },
  // https://developers.brevo.com/docs/getting-started
  { kind: 'a Brevo key', marks: ['xkeysib-', 'xsmtpsib-'], form: /x(?:key|smtp)sib-[0-9a-f]{64}-[A-Za-z0-9]{16}/y },
  // https://www.twilio.com/docs/iam/api-keys
  { kind: 'a Twilio key', marks: ['SK'], form: /SK[0-9a-f]{32}(?![A-Za-z0-9])/y },
  // https://developers.mailersend.com/general.html#authentication
  { kind: 'a MailerSend token', marks: ['mlsn.'], form: /mlsn\.[0-9a-f]{64}/y },
  // https://developers.telnyx.com/docs/development/authentication
  { kind: 'a Telnyx key', marks: ['KEY0'], form: /KEY0[A-F0-9]{31}_\w{16}/y },
  // https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview
  { kind: 'a HubSpot token', marks: ['pat-na', 'pat-eu', 'pat-ap'], form: /pat-[a-z]{2}\d-[0-9a-f]{8}-[0-9a-f-]{27}/y },
  // https://developers.intercom.com/docs/build-an-integration/learn-more/authentication
  { kind: 'an Intercom token', marks: ['dG9rO'], form: /dG9rO[A-Za-z0-9+/]{50}/y },
  // https://www.typeform.com/developers/get-started/personal-access-token/
  { kind: 'a Typeform token', marks: ['tfp_'], form: /tfp_[\w=.-]{40}/y },
  // https://docs.readme.com/main/reference/intro/authentication
  { kind: 'a ReadMe key', marks: ['rdme_'], form: /rdme_[a-z0-9]{70}/y },
  // https://www.contentful.com/developers/docs/references/authentication/
  { kind: 'a Contentful token', marks: ['CFPAT-'], form: /CFPAT-[\w-]{40}/y },
  // https://developer.frame.io/docs/getting-started/authentication
  { kind: 'a Frame.io token', marks: ['fio-u-'], form: /fio-u-[\w-]{60}/y },
  // https://firebase.google.com/docs/cloud-messaging/auth-server
  { kind: 'a Firebase server key', marks: [':APA91b'], form: /(?<=[\w-]{7}):APA91b[\w-]{100}/y, isWithinWords: true },
  // https://docs.mapbox.com/help/dive-deeper/access-tokens/
  { kind: 'a Mapbox secret token', marks: ['sk.eyJ'], form: /sk\.eyJ[\w-]{30,200}\.[\w-]{16}/y },
  // https://support.maxmind.com/hc/en-us/articles/4407111582235
  {
    kind: 'a MaxMind license key',
    marks: ['_mmk'],
    form: /(?<=[A-Za-z0-9]{6}_[A-Za-z0-9]{29})_mmk(?!\w)/y,
    isWithinWords: true,
  },
];
