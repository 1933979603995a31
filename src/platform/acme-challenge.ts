import { knownMembersOnly } from '../internal/signatures/known-members';

/**
 * How an issuer of cert-manager proves that a host is ours.
 *
 * @see https://cert-manager.io/docs/configuration/acme/
 */
export enum AcmeChallenge {
  /** Pods of cert-manager answer requests to the host, through the ingress controller. */
  HTTP_01 = 'http-01',
  /** A record of the domain. */
  DNS_01 = 'dns-01',
  /** Not at all: the issuer is an authority of one's own. */
  NONE = 'none',
}

knownMembersOnly({ AcmeChallenge });
