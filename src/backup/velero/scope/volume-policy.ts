import { Size, SizeRoundingBehavior } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../../internal/fail';
import { checkDnsSubdomain, checkLabels } from '../../../internal/naming/names';
import { checked } from '../../../internal/signatures/checked';
import { JsonObject } from '../../../internal/values/json';

/** Which volumes a policy is about: those that meet every condition. */
export interface VolumeConditions {
  /**
   * At least this large, whole MiB.
   *
   * @default - however small
   */
  readonly atLeast?: Size;

  /**
   * At most this large, whole MiB.
   *
   * @default - however large
   */
  readonly atMost?: Size;

  /**
   * Of one of these StorageClasses.
   *
   * @default - of any, or of none
   */
  readonly storageClasses?: string[];

  /**
   * Of this CSI driver, such as `ebs.csi.aws.com`.
   *
   * @default - of any, or of none
   */
  readonly csiDriver?: string;

  /**
   * Whether they are NFS.
   *
   * @default false
   */
  readonly nfs?: boolean;

  /**
   * Of one of these types, as pods name them, such as `emptyDir`.
   *
   * @default - of any
   */
  readonly volumeTypes?: string[];

  /**
   * Whose claims have these labels.
   *
   * @default - whatever labels they have
   */
  readonly claimLabels?: { [key: string]: string };
}

const TYPES = [
  'awsAzureDisk', 'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'configMap', 'csi',
  'downwardAPI', 'emptyDir', 'ephemeral', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk', 'gitRepo', 'glusterfs',
  'hostPath', 'iscsi', 'local', 'nfs', 'photonPersistentDisk', 'portworxVolume', 'projected', 'quobyte', 'rbd',
  'scaleIO', 'secret', 'storageOS', 'vsphereVolume',
];
const LARGEST = 1024 ** 3;

/**
 * What is done with some volumes other than with the rest. Of several the first that fits decides.
 *
 * @see https://velero.io/docs/v1.18/resource-filtering/#resource-policies
 */
@checked
export class VolumePolicy {
  /**
   * Leaves them out.
   *
   * @example
   *
   * VolumePolicy.skip({ storageClasses: ['scratch'] });
   *
   * @param conditions which
   */
  public static skip(conditions: VolumeConditions): VolumePolicy {
    return new VolumePolicy('skip', conditions);
  }

  /**
   * Takes a snapshot of them, which is brought to the bucket where the backup brings its snapshots there.
   *
   * @param conditions which
   */
  public static snapshot(conditions: VolumeConditions): VolumePolicy {
    return new VolumePolicy('snapshot', conditions);
  }

  /**
   * Reads their files. Needs the node agent.
   *
   * @param conditions which
   */
  public static fileSystem(conditions: VolumeConditions): VolumePolicy {
    return new VolumePolicy('fs-backup', conditions);
  }

  private constructor(private readonly action: string, private readonly conditions: VolumeConditions) {}

  /** @internal */
  public get _takesSnapshots(): boolean {
    return this.action === 'snapshot';
  }

  /** @internal */
  public get _needsNodeAgent(): boolean {
    return this.action === 'fs-backup';
  }

  /** Whether it may leave out a volume of that StorageClass; of any, where the class is not known. @internal */
  public _maySkip(storageClass: string | undefined): boolean {
    const { storageClasses = [] } = this.conditions;
    if (this.action !== 'skip') return false;
    return storageClasses.length === 0 || storageClass === undefined || storageClasses.includes(storageClass);
  }

  /** Refuses what no volume meets, and what Velero refuses. @internal */
  public _check(scope: Construct, prop: string): void {
    const { storageClasses = [], csiDriver, volumeTypes = [], claimLabels = {} } = this.conditions;
    storageClasses.forEach((name) => checkDnsSubdomain(scope, `${prop}.storageClasses`, name));
    if (csiDriver !== undefined) checkDnsSubdomain(scope, `${prop}.csiDriver`, csiDriver);
    const unknown = volumeTypes.find((type) => !TYPES.includes(type));
    if (unknown !== undefined) {
      const remedy = 'write it as pods do, such as emptyDir';
      fail(scope, { prop: `${prop}.volumeTypes`, must: 'hold types that Velero knows', got: unknown, remedy });
    }
    checkLabels(scope, `${prop}.claimLabels`, claimLabels);
    this.checkCapacity(scope, prop);
    if (Object.keys(this.written).length > 0) return;
    const remedy = 'give one, or say it of all volumes by the prop volumes';
    fail(scope, { prop, must: 'have a condition', got: {}, remedy });
  }

  /** One of `volumePolicies`. @internal */
  public get _rule(): JsonObject {
    return { conditions: this.written, action: { type: this.action } };
  }

  private get written(): JsonObject {
    const { storageClasses = [], csiDriver, nfs = false, volumeTypes = [], claimLabels = {} } = this.conditions;
    return {
      ...capacityOf(this.conditions),
      ...(storageClasses.length === 0 ? {} : { storageClass: [...storageClasses] }),
      ...(nfs ? { nfs: {} } : {}),
      ...(csiDriver === undefined ? {} : { csi: { driver: csiDriver } }),
      ...(volumeTypes.length === 0 ? {} : { volumeTypes: [...volumeTypes] }),
      ...(Object.keys(claimLabels).length === 0 ? {} : { pvcLabels: { ...claimLabels } }),
    };
  }

  private checkCapacity(scope: Construct, prop: string): void {
    const { atLeast, atMost } = this.conditions;
    for (const [name, size] of Object.entries({ atLeast, atMost })) {
      if (size === undefined) continue;
      const amount = amountOf(size);
      if (Number.isInteger(amount) && amount >= 1 && amount <= LARGEST) continue;
      const must = 'be whole MiB, at least one, and at most 1 PiB';
      fail(scope, { prop: `${prop}.${name}`, must, got: size.asString(), remedy: 'write Size.gibibytes(10)' });
    }
    if (atLeast === undefined || atMost === undefined || amountOf(atLeast) <= amountOf(atMost)) return;
    const remedy = 'swap the two';
    fail(scope, { prop: `${prop}.atMost`, must: 'be no less than atLeast', got: atMost.asString(), remedy });
  }
}

function capacityOf({ atLeast, atMost }: VolumeConditions): JsonObject {
  if (atLeast === undefined && atMost === undefined) return {};
  const least = atLeast === undefined ? '0' : mebibytes(atLeast);
  return { capacity: `${least},${atMost === undefined ? '' : mebibytes(atMost)}` };
}

function amountOf(size: Size): number {
  return size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
}

function mebibytes(size: Size): string {
  return `${amountOf(size)}Mi`;
}
