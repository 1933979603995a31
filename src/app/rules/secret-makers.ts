import { RenderedObject } from '../rendered-object';
import type * as SecretComplaints from './secrets/secret-complaints';

const MAKERS = /^(?:Certificate|ExternalSecret|SealedSecret|Vault(?:Dynamic|PKI|Static)Secret)$/;

/** A Secret that something of the tree makes is made by that alone, and has the keys that pods of the tree take. */
export function secretMakers(objects: readonly RenderedObject[]): string[] {
  if (!objects.some(({ manifest: { kind } }) => MAKERS.test(kind))) return [];
  // A dozen files, which most trees need not load.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { secretComplaints } = require('./secrets/secret-complaints') as typeof SecretComplaints;
  return secretComplaints(objects);
}
