import { SecretFormat } from '../secret-format';

/** Keys of those who take money and sell things. */
export const PAYMENT_FORMATS: readonly SecretFormat[] = [
  // https://docs.stripe.com/keys
  {
    kind: 'a Stripe key',
    marks: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'sk_org_'],
    form: /[sr]k_(?:live|test|org)_\w{16}/y,
  },
  // https://docs.stripe.com/webhooks/signature
  { kind: 'a webhook secret', marks: ['whsec_'], form: /whsec_[A-Za-z0-9+/=]{24}/y },
  // https://developer.squareup.com/docs/build-basics/access-tokens
  { kind: 'a Square token', marks: ['sq0', 'EAAA'], form: /(?:sq0[a-z]{3}-[\w-]{22}|EAAA[\w-]{56})/y },
  // https://developer.paypal.com/braintree/docs/guides/authorization/overview
  {
    kind: 'a Braintree token',
    marks: ['access_token$'],
    form: /access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}/y,
  },
  // https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens
  {
    kind: 'a Shopify token',
    marks: ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shprt_'],
    form: /shp(?:at|ca|pa|ss|rt)_[0-9A-Za-z]{32}/y,
  },
  // https://plaid.com/docs/api/tokens/
  {
    kind: 'a Plaid token',
    marks: ['access-production-', 'access-sandbox-', 'access-development-'],
    form: /access-[a-z]{7,11}-[0-9a-f]{8}-[0-9a-f-]{27}/y,
  },
  // https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/
  { kind: 'a Razorpay key', marks: ['rzp_live_', 'rzp_test_'], form: /rzp_(?:live|test)_[A-Za-z0-9]{14}/y },
  // https://developer.flutterwave.com/docs/authentication
  { kind: 'a Flutterwave key', marks: ['FLWSECK'], form: /FLWSECK(?:_TEST)?-[\w-]{12}/y },
  // https://docs.lob.com/#tag/Authentication, https://docs.mollie.com/reference/authentication
  { kind: 'an API key', marks: ['live_', 'test_'], form: /(?<!pk_)(?:live|test)_(?:[0-9a-f]{35}|(?=[A-Za-z]{0,20}\d)[A-Za-z0-9]{30})/y },
  // https://docs.easypost.com/docs/authentication
  { kind: 'an EasyPost key', marks: ['EZAK', 'EZTK'], form: /EZ[AT]K[A-Za-z0-9]{54}/y },
  // https://docs.goshippo.com/docs/guides_general/authentication/
  { kind: 'a Shippo token', marks: ['shippo_'], form: /shippo_(?:live|test)_[0-9a-f]{40}/y },
  // https://duffel.com/docs/api/overview/authentication
  { kind: 'a Duffel token', marks: ['duffel_'], form: /duffel_(?:live|test)_[\w-]{43}/y },
  // https://docs.adyen.com/development-resources/api-credentials/
  { kind: 'an Adyen key', marks: ['AQE'], form: /AQE[A-Za-z0-9+/]{50}/y },
  // https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication
  { kind: 'a WooCommerce key', marks: ['ck_', 'cs_'], form: /c[ks]_[0-9a-f]{40}/y },
  // https://developer.paddle.com/api-reference/about/authentication
  { kind: 'a Paddle key', marks: ['pdl_'], form: /pdl_(?:live|sdbx)_apikey_\w{20}/y },
  // https://developers.facebook.com/docs/facebook-login/guides/access-tokens
  { kind: 'a Facebook token', marks: ['EAA'], form: /EAA[A-Za-z0-9]{80}/y },
  // https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/application-only
  { kind: 'a Twitter bearer token', marks: ['AAAAAAAAAAAAAAAAAA'], form: /A{18,30}(?!A)(?=[A-Za-z%]{0,40}\d)[\w%]{60}/y },
];
