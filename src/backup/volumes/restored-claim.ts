import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { SelectedClaim } from './selected-claim';
import { RestoredClaimOptions } from './volume-snapshots-props';
import { fail } from '../../internal/fail';
import { Externals } from '../../internal/manifest/external-names';
import { checkDnsSubdomain } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { ClaimAccessMode } from '../../pods/volumes/volume-claim';
import { storageAmount } from '../../pods/volumes/volume-claims';

/**
 * A claim whose volume begins with what a snapshot holds.
 *
 * `restoreClaim` of a `VolumeSnapshots` makes it, with the labels of the claims that it takes snapshots of, so that the
 * next run takes one of this claim too.
 *
 * Writes a PersistentVolumeClaim. The volume goes with it: take it out of what applies the manifests only when its data
 * are no longer needed.
 *
 * @example
 *
 * const claim = snapshots.restoreClaim('data-store-0-tuesday', {
 *   snapshot: 'data-store-0-store-snapshots-29411360', size: Size.gibibytes(10),
 * });
 * claim.resource.metadata.addAnnotation('argocd.argoproj.io/sync-options', 'Prune=false');
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-snapshot-and-restore-volume-from-snapshot-support
 */
@checked
export class RestoredClaim extends OwnConstruct {
  /** Makes a claim of this name. @internal */
  public static _of(scope: Construct, selected: SelectedClaim, options: RestoredClaimOptions): RestoredClaim {
    const { name } = selected;
    checkDnsSubdomain(scope, 'restoreClaim.name', name);
    if (scope.node.tryFindChild(idOf(name)) !== undefined) {
      const remedy = 'remove one of the two calls, or name another claim';
      fail(scope, { prop: 'restoreClaim.name', must: 'be that of no other restored claim', got: name, remedy });
    }
    return new RestoredClaim(scope, selected, options);
  }

  /** Name of the claim. */
  public readonly claimName: string;
  /** The PersistentVolumeClaim. */
  public readonly resource: ApiObject;

  private constructor(scope: Construct, { name, namespace, labels }: SelectedClaim, options: RestoredClaimOptions) {
    super(scope, idOf(name));
    const { snapshot, size, storageClassName, accessMode = ClaimAccessMode.READ_WRITE_ONCE } = options;
    checkDnsSubdomain(this, 'snapshot', snapshot);
    const storage = storageAmount(this, 'size', size);
    const externals = new Externals(this, namespace);
    externals.add('VolumeSnapshot', snapshot);
    if (storageClassName !== undefined) {
      checkDnsSubdomain(this, 'storageClassName', storageClassName);
      externals.add('StorageClass', storageClassName);
    }
    this.claimName = name;
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name,
        namespace,
        labels: { ...Platform.of(this)._objectLabels(), ...labels },
        annotations: externals.annotations(),
      },
      spec: {
        accessModes: [accessMode],
        dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: snapshot },
        resources: { requests: { storage } },
        storageClassName,
        volumeMode: 'Filesystem',
      },
    });
  }
}

function idOf(name: string): string {
  return `Claim-${name}`;
}
