/** What programs in a browser are given, so that everybody may read it, by how it begins. */
const PUBLISHABLE = new RegExp([
  // https://docs.stripe.com/keys, https://clerk.com/glossary/publishable-key, https://dub.co/api-reference/publishable-keys
  /^(?:[a-z]{2,12}_)?pk_(?:live|test)_|^dub_pk_/,
  // https://docs.mapbox.com/help/dive-deeper/access-tokens/
  /^pk\.eyJ/,
  // https://posthog.com/docs/api
  /^phc_/,
  // https://supabase.com/docs/guides/api/api-keys
  /^sb_publishable_/,
  // https://docs.datadoghq.com/account_management/api-app-keys/#client-tokens
  /^pub[0-9a-f]{32}$/,
].map(({ source }) => source).join('|'));

/**
 * Names of such keys, whose values look like any other.
 *
 * A key of Google for maps is none of them: it looks like those for servers, and is not to be committed either.
 *
 * @see https://cloud.google.com/docs/authentication/api-keys-best-practices
 */
const PUBLISHABLE_NAME = new RegExp([
  // https://developers.google.com/recaptcha/intro, https://developers.cloudflare.com/turnstile/
  /(?:^|[^a-z])site[-_.]?keys?$/,
  /publishable[-_.]?(?:api[-_.]?)?(?:keys?|token)?$/,
  // https://www.w3.org/TR/push-api/#pushsubscriptionoptions-interface
  /application[-_.]?server[-_.]?key$|vapid[-_.]?pub(?:lic)?(?:[-_.]?key)?$/,
  // https://www.algolia.com/doc/guides/security/api-keys/
  /search[-_.]?only[-_.]?(?:api[-_.]?)?keys?$|algolia[-_.]search[-_.]?(?:api[-_.]?)?keys?$/,
  // https://supabase.com/docs/guides/api/api-keys
  /(?:^|[^a-z])anon[-_.]?keys?$/,
  // https://nextjs.org/docs/app/guides/environment-variables, https://vite.dev/guide/env-and-mode
  /^(?:(?:next|nuxt|expo)_public|vite|react_app|vue_app|gatsby)_(?!\w{0,80}(?:secret|pass|private))\w{0,80}(?:key|token|dsn)$/,
].map(({ source }) => source).join('|'), 'i');

/** Whether a value is there for everybody, by its form. */
export function isPublishable(value: string): boolean {
  return PUBLISHABLE.test(value);
}

/** Whether a name, its words apart, is that of a value that is there for everybody. */
export function namesPublishable(words: string): boolean {
  return PUBLISHABLE_NAME.test(words);
}
