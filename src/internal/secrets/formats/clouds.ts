import { looksRandom } from '../randomness';
import { SecretFormat } from '../secret-format';

/** Keys of clouds, and of those who run programs and databases for others. */
export const CLOUD_FORMATS: readonly SecretFormat[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  { kind: 'an AWS access key', marks: ['AKIA', 'ASIA', 'ABIA', 'ACCA'], form: /A[A-Z]{3}[A-Z0-9]{16}(?![A-Za-z0-9])/y },
  // https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html
  { kind: 'an AWS Bedrock key', marks: ['ABSK'], form: /ABSK[A-Za-z0-9+/]{60,300}/y },
  // https://cloud.google.com/docs/authentication/api-keys
  { kind: 'a Google API key', marks: ['AIza'], form: /AIza[\w-]{35}/y },
  // https://developers.google.com/identity/protocols/oauth2
  { kind: 'a Google OAuth secret', marks: ['GOCSPX-'], form: /GOCSPX-[\w-]{20}/y },
  { kind: 'a Google access token', marks: ['ya29.'], form: /ya29\.[\w-]{20}/y },
  { kind: 'a Google refresh token', marks: ['1//0'], form: /1\/\/0[\w-]{30}/y },
  // https://learn.microsoft.com/en-us/purview/sit-defn-azure-ad-client-secret
  {
    kind: 'an Azure client secret',
    marks: ['Q~'],
    form: /(?<=[\w.~]{3}\d)Q~[\w.~-]{30}/y,
    isWithinWords: true,
  },
  // https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate
  { kind: 'an Azure DevOps token', marks: ['AZDO'], form: /(?<=[A-Za-z0-9]{60})AZDO[A-Za-z0-9]{4}/y, isWithinWords: true },
  // https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage
  { kind: 'an Azure storage key', marks: ['+ASt'], form: /(?<=[A-Za-z0-9+/]{60})\+ASt[A-Za-z0-9+/]{4,8}==/y, isWithinWords: true },
  // https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview
  { kind: 'an Azure shared access signature', marks: ['sig='], form: /sig=[\w%+/-]{24}/y },
  // https://learn.microsoft.com/en-us/azure/azure-functions/function-keys-how-to
  {
    kind: 'an Azure function key',
    marks: ['code='],
    form: /code=([\w%+/-]{40,100})={0,2}/y,
    isSecret: ([, key]) => looksRandom(key),
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
  { kind: 'a signed URL', marks: ['X-Amz-Signature=', 'X-Goog-Signature='], form: /X-\w{3,4}-Signature=[0-9a-f]{40}/y },
  // https://docs.digitalocean.com/reference/api/create-personal-access-token/
  { kind: 'a DigitalOcean token', marks: ['dop_v1_', 'doo_v1_', 'dor_v1_'], form: /do[por]_v1_[A-Za-z0-9]{40}/y },
  // https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair
  { kind: 'an Alibaba Cloud access key', marks: ['LTAI'], form: /LTAI[A-Za-z0-9]{12,24}(?![A-Za-z0-9])/y },
  // https://www.tencentcloud.com/document/product/598/34228
  { kind: 'a Tencent Cloud key', marks: ['AKID'], form: /AKID[A-Za-z0-9]{28,36}(?![A-Za-z0-9])/y },
  // https://yandex.cloud/en/docs/iam/concepts/authorization/api-key
  { kind: 'a Yandex Cloud key', marks: ['AQVN', 'YCAJE', 'YCO', 'YCM'], form: /(?:AQVN[\w-]{33}|YC[\w-]{35})/y },
  { kind: 'a Yandex Cloud token', marks: ['t1.'], form: /t1\.[\w-]{1,250}={0,2}\.[\w-]{86}/y },
  // https://www.scaleway.com/en/docs/iam/concepts/#api-key
  { kind: 'a Scaleway access key', marks: ['SCW'], form: /SCW[A-Z0-9]{17}(?![A-Za-z0-9])/y },
  // https://www.backblaze.com/docs/cloud-storage-application-keys
  { kind: 'a Backblaze key', marks: ['K00'], form: /K00\d[A-Za-z0-9/+]{27}(?![A-Za-z0-9/+])/y },
  // https://developers.cloudflare.com/fundamentals/api/get-started/create-token/
  {
    kind: 'a Cloudflare key',
    marks: ['v1.0-', 'cfut_', 'cfat_', 'cfk_'],
    form: /(?:v1\.0-[0-9a-f]{24}-[0-9a-f]{100}|cf(?:ut|at|k)_[A-Za-z0-9]{40})/y,
  },
  // https://devcenter.heroku.com/articles/authentication
  { kind: 'a Heroku key', marks: ['HRKU-'], form: /HRKU-[\w-]{30}/y },
  // https://fly.io/docs/security/tokens/
  { kind: 'a Fly.io token', marks: ['fo1_', 'fm1', 'fm2_'], form: /(?:fo1_[\w-]{40}|fm[12][ar]?_[A-Za-z0-9+/]{60})/y },
  // https://vercel.com/docs/sign-in-with-vercel/tokens
  { kind: 'a Vercel token', marks: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], form: /vc[piark]_[A-Za-z0-9]{20}/y },
  // https://docs.netlify.com/api/get-started/#authentication
  { kind: 'a Netlify token', marks: ['nfp_', 'nfc_', 'nfo_'], form: /nf[pco]_[A-Za-z0-9]{32}/y },
  // https://render.com/docs/api
  { kind: 'a Render key', marks: ['rnd_'], form: /rnd_[A-Za-z0-9]{24}/y },
  // https://supabase.com/docs/guides/api/api-keys
  { kind: 'a Supabase key', marks: ['sbp_', 'sb_secret_'], form: /(?:sbp_[0-9a-f]{40}|sb_secret_[\w-]{20})/y },
  // https://neon.com/docs/manage/api-keys
  { kind: 'a Neon key', marks: ['napi_'], form: /napi_[a-z0-9]{40}/y },
  // https://planetscale.com/docs/api/planetscale-api-oauth-applications
  {
    kind: 'a PlanetScale password',
    marks: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'],
    form: /pscale_(?:tkn|pw|oauth)_[\w=.-]{24}/y,
  },
  // https://www.mongodb.com/docs/atlas/api/service-accounts-overview/
  { kind: 'a MongoDB Atlas secret', marks: ['mdb_sa_sk_'], form: /mdb_sa_sk_[\w-]{40}/y },
  // https://clickhouse.com/docs/cloud/manage/openapi
  { kind: 'a ClickHouse Cloud key', marks: ['4b1d'], form: /4b1d[A-Za-z0-9]{38}(?![A-Za-z0-9])/y },
  // https://upcloud.com/docs/guides/getting-started-upcloud-api/
  { kind: 'an UpCloud token', marks: ['ucat_'], form: /ucat_[A-Z0-9]{26}/y },
  // https://developers.dropbox.com/oauth-guide
  { kind: 'a Dropbox token', marks: ['sl.'], form: /sl\.(?:u\.)?[\w-]{100}/y },
  // https://www.scalingo.com/blog/new-api-tokens
  { kind: 'a Scalingo token', marks: ['tk-us-'], form: /tk-us-[\w-]{48}/y },
];
