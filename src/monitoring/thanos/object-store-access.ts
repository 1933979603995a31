import { Construct } from 'constructs';
import { ThanosProps } from './thanos-props';
import { EVERY_ADDRESS } from '../../internal/values/addresses/ip-networks';
import { StatefulService } from '../../workloads/stateful-service';

const FOLDER = '/etc/thanos/object-store';
const HTTPS = 443;

/** How pods reach the object store, and who they are there. */
export class ObjectStoreAccess {
  /** Where a container finds the file with its configuration. */
  public readonly folder = FOLDER;

  /**
   * @param scope the construct whose props they are
   * @param props which object store it is
   */
  constructor(scope: Construct, private readonly props: ThanosProps) {
    props.objectStore._check(scope, 'objectStore');
  }

  /** What a program of Thanos is told of it. */
  public get argument(): string {
    return `--objstore.config-file=${FOLDER}/${this.props.objectStore.key}`;
  }

  /** Lets the pods of a workload read and write it. */
  public give(service: StatefulService): void {
    const { objectStore: { secretName, key }, objectStoreCidrs, objectStorePort = HTTPS, identity } = this.props;
    service.mountSecret(secretName, FOLDER, { keys: { [key]: key } });
    for (const cidr of objectStoreCidrs ?? EVERY_ADDRESS) service.dependsOnHost(cidr, objectStorePort);
    if (identity !== undefined) service.useIdentity(identity);
  }
}
