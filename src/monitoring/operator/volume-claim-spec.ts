import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { checkDnsSubdomain } from '../../internal/naming/names';
import { JsonObject } from '../../internal/values/json';
import { storageAmount } from '../../pods/volumes/volume-claims';

/** The volume of each pod. */
export interface ClaimedVolume {
  /** Which prop the size is. */
  readonly prop: string;
  readonly size: Size;
  readonly storageClassName?: string;
}

/** The claim of a volume, as the operator is told of it. */
export function volumeClaim(scope: Construct, { prop, size, storageClassName }: ClaimedVolume): JsonObject {
  if (storageClassName !== undefined) checkDnsSubdomain(scope, 'storageClassName', storageClassName);
  const storage = storageAmount(scope, prop, size);
  return { spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } } };
}
