import { Construct } from 'constructs';
import { ThanosProps } from './thanos-props';
import { EVERY_ADDRESS } from '../../internal/values/addresses/ip-networks';
import { SecretKey } from '../../secrets/secret-key';
import { dependOnHost } from '../../workloads/relations/dependencies';
import { IdentifiedSide, useIdentity } from '../../workloads/relations/platform-access';
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

  /** The key of a Secret that holds that file. */
  public get objectStore(): SecretKey {
    return this.props.objectStore;
  }

  /** Lets the pods of a workload read and write it. */
  public give(service: StatefulService): void {
    const { secretName, key } = this.objectStore;
    service.mountSecret(secretName, FOLDER, { keys: { [key]: key } });
    this.open(service._workload);
  }

  /** Lets pods connect to it, and be known there. */
  public open(side: IdentifiedSide): void {
    const { objectStoreCidrs, objectStorePort: port = HTTPS, identity } = this.props;
    for (const cidr of objectStoreCidrs ?? EVERY_ADDRESS) dependOnHost(side, { cidr, port }, {});
    if (identity !== undefined) useIdentity(side, identity);
  }
}
