import { ApiObjectMetadata } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../fail';

/** The account of every pod of a namespace that names none. */
const EVERYBODYS = 'default';

/** A ServiceAccount that is for one alone, and mounts no token by itself. */
export function ownAccount(scope: Construct, metadata: ApiObjectMetadata): ServiceAccount {
  if (metadata.name === EVERYBODYS) {
    fail(scope, {
      prop: 'name',
      must: 'not be that of the ServiceAccount which every pod of the namespace has that names none',
      got: metadata.name,
      remedy: 'choose another name, or else another id',
    });
  }
  return new ServiceAccount(scope, 'ServiceAccount', { metadata, automountToken: false });
}
