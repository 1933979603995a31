import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { SnapshotClassProps, SnapshotDeletionPolicy } from './snapshot-class-props';
import { fail } from '../../internal/fail';
import { checkField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { checkDnsSubdomain, checkKey, MAX_LABEL_LENGTH } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { undefinedIfEmpty } from '../../internal/values/json';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';

const DEFAULT_ANNOTATION = 'snapshot.storage.kubernetes.io/is-default-class';
const VELERO_LABEL = 'velero.io/csi-volumesnapshot-class';

/**
 * By which driver snapshots of volumes are taken, and what becomes of them.
 *
 * Writes a VolumeSnapshotClass, which belongs to a cluster: one tree makes it, and others name it. The cluster needs
 * the snapshot controller and its CustomResourceDefinitions, which Kubernetes itself does not bring.
 *
 * @example
 *
 * const snapshotClass = new SnapshotClass(chart, 'ebs', { driver: 'ebs.csi.aws.com' });
 * new VolumeSnapshots(chart, 'store-snapshots', {
 *   claims: ClaimSelector.ofService(store),
 *   snapshotClassName: snapshotClass.className,
 * });
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/
 */
@checked
export class SnapshotClass extends OwnConstruct {
  /** Name of the class. */
  public readonly className: string;
  /** The VolumeSnapshotClass. */
  public readonly resource: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of the class
   * @param props the driver, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: SnapshotClassProps) {
    super(scope, id);
    const {
      name = id, driver, deletionPolicy = SnapshotDeletionPolicy.DELETE, isDefault, parameters = {}, usedByVelero,
    } = props;
    checkDnsSubdomain(this, 'name', name);
    checkDriver(this, driver);
    Object.keys(parameters).forEach((key) => checkKey(this, 'parameters', key));
    this.className = name;
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      metadata: {
        name,
        labels: { ...Platform.of(this)._objectLabels(), ...(usedByVelero ? { [VELERO_LABEL]: 'true' } : {}) },
        ...(isDefault ? { annotations: { [DEFAULT_ANNOTATION]: 'true' } } : {}),
      },
      driver,
      deletionPolicy,
      parameters: undefinedIfEmpty(parameters),
    });
    const overlay = Overlay.of(this.resource);
    overlay.dropNamespace();
    overlay.require((document) => checkField(this, document, {
      path: ['metadata', 'name'], value: name, reason: 'snapshots name it', remedy: 'give another name instead',
    }), () => false);
  }
}

function checkDriver(scope: Construct, driver: string): void {
  checkDnsSubdomain(scope, 'driver', driver);
  if (driver.length <= MAX_LABEL_LENGTH) return;
  const must = `have at most ${MAX_LABEL_LENGTH} characters, as names of CSI drivers have`;
  fail(scope, { prop: 'driver', must, got: driver, remedy: 'write the provisioner of the StorageClass' });
}
