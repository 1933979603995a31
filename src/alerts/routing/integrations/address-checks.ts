import { Construct } from 'constructs';
import { fail } from '../../../internal/fail';
import { isAskedUrl } from '../../../internal/values/addresses/asked-urls';
import { isHostPort } from '../../../internal/values/addresses/hosts';
import { checkLink, checkText } from '../../../internal/values/plain-text';

const HTTPS = 'https://';
const MAIL = /^[^\s@,<>"{}]+@[^\s@,<>"{}]+$/;

/** An address as it was given. */
export interface GivenAddress {
  readonly prop: string;
  readonly value: string;
}

/** Refuses what is no `https` address, or has a password in it. */
export function checkHttpsUrl(scope: Construct, { prop, value }: GivenAddress, like: string): void {
  if (!value.startsWith(HTTPS) || value.includes('@') || !isAskedUrl(value)) {
    fail(scope, { prop, must: 'be an https address without credentials', got: value, remedy: `write it like ${like}` });
  }
  checkLink(scope, prop, value);
}

/** Refuses what is not one address of a mailbox. */
export function checkMailAddress(scope: Construct, { prop, value }: GivenAddress): void {
  if (!MAIL.test(value)) {
    const remedy = 'write it like on-call@example.com';
    fail(scope, { prop, must: 'be one e-mail address without a name', got: value, remedy });
  }
  checkText(scope, prop, value);
}

/** Refuses what is not a host with a port. */
export function checkHostPort(scope: Construct, { prop, value }: GivenAddress): void {
  if (!isHostPort(value)) {
    fail(scope, { prop, must: 'be a host with a port', got: value, remedy: 'write it like smtp.example.com:587' });
  }
  checkText(scope, prop, value);
}
