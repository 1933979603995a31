import { Construct } from 'constructs';
import { GivenForm } from '../access/identity-forms';
import { fail } from '../internal/fail';
import { isAskedUrl } from '../internal/values/addresses/asked-urls';
import { checkLink } from '../internal/values/plain-text';
import { Platform } from '../platform/platform';
import { Provider } from '../platform/provider';

/** A form of which a pattern cannot say all. */
export interface ReadForm extends GivenForm {
  readonly isValid?: (text: string) => boolean;
}

export const NAME_FORM: GivenForm = { pattern: /^[A-Za-z0-9][-\w.]{0,127}$/, like: 'shop-reader' };
export const REGION_FORM: GivenForm = { pattern: /^[a-z]{2}(-[a-z]{1,20}){1,3}-\d{1,2}$/, like: 'eu-west-1' };
export const PROJECT_FORM: GivenForm = {
  pattern: /^([a-z0-9.]{1,60}:)?[a-z][-a-z0-9]{4,28}[a-z0-9]$/, like: 'acme-production',
};
export const LOCATION_FORM: GivenForm = { pattern: /^[a-z]{1,20}-[a-z]{1,30}\d{1,2}(-[a-z])?$/, like: 'europe-west1' };
export const MOUNT_FORM: GivenForm = { pattern: /^[\w-][-\w.]{0,127}(\/[-\w.]{1,128}){0,8}$/, like: 'secret' };
export const SERVER_FORM: ReadForm = {
  pattern: /^https:\/\/[A-Za-z0-9[][-A-Za-z0-9.:[\]]{0,253}(\/[-\w.]{1,128}){0,8}\/?$/,
  like: 'https://vault.vault.svc:8200',
  isValid: isAskedUrl,
};
/** For whom a token is. */
export const AUDIENCE_FORM: GivenForm = { pattern: /^\w[-\w.:/]{0,252}$/, like: 'vault' };
export const KEY_VAULT_FORM: GivenForm = {
  pattern: /^https:\/\/[a-z0-9][-a-z0-9]{1,62}\.vault\.(azure\.net|azure\.cn|usgovcloudapi\.net)\/?$/i,
  like: 'https://acme.vault.azure.net',
};

/** A secret of Google Secret Manager. */
export const GOOGLE_KEY_FORM: GivenForm = { pattern: /^[-\w]{1,255}$/, like: 'shop-database' };
/** A secret of Azure Key Vault. */
export const KEY_VAULT_KEY_FORM: GivenForm = { pattern: /^[-A-Za-z0-9]{1,127}$/, like: 'shop-database' };
/** Whatever of it the operator reads, by what it is. */
export const KEY_VAULT_OBJECT_FORM: GivenForm = {
  pattern: /^(?:(?:cert|key|secret)\/)?[-A-Za-z0-9]{1,127}$/, like: 'shop-database, key/signing or cert/web',
};
/** A path of Vault behind the mount and `data/`, which are put before it. */
export const VAULT_KEY_FORM: GivenForm = { pattern: /^(?!data\/)[^/]+(?:\/[^/]+)*$/, like: 'shop/database' };

/** A text of the user's, and the form that it must have. */
export interface GivenText extends ReadForm {
  readonly prop: string;
  readonly value: string | undefined;
  /** The annotation of the ServiceAccount that carries it. */
  readonly annotation?: string;
}

/** Where pods must run for a cloud to know them. */
export interface NeededPlatform {
  readonly prop: string;
  /** What needs it, as users write it. */
  readonly verb: string;
  readonly platform: Provider;
}

/** Refuses what a cloud cannot know on the platform. */
export function checkPlatform(scope: Construct, { prop, verb, platform }: NeededPlatform): void {
  const { provider } = Platform.of(scope);
  if (provider === Provider.ANY || provider === platform) return;
  const must = `be one that knows pods on ${provider}`;
  fail(scope, { prop, must, got: verb, remedy: `use another one: it knows those on ${platform} alone` });
}

/** Texts for one who takes them. */
export interface GivenTexts {
  /** Who takes them, as users write it. */
  readonly verb: string;
  /** The prop that they are within. */
  readonly within?: string;
  readonly given: readonly GivenText[];
}

/** Refuses what a provider would refuse. */
export function checkForms(scope: Construct, { verb, within, given }: GivenTexts): void {
  for (const { prop, value, pattern, like, isValid = () => true } of given) {
    if (value === undefined) continue;
    const full = within === undefined ? prop : `${within}.${prop}`;
    checkLink(scope, full, value);
    if (pattern.test(value) && isValid(value)) continue;
    const must = `have the form that ${verb} takes`;
    fail(scope, { prop: full, must, got: value, remedy: `write it like ${like}` });
  }
}
