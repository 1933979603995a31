import { Size, SizeRoundingBehavior } from 'cdk8s';
import { Container, PersistentVolumeClaim, Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkFreePath } from './scratch-folder';
import { ClaimAccessMode, VolumeClaim } from './volume-claim';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { MANAGED_BY, MANAGED_BY_LABEL } from '../../internal/naming/labels';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { checkDnsLabel, checkDnsSubdomain, volumeName } from '../../internal/naming/names';
import { formatBytes, NANOS_PER_UNIT } from '../../internal/values/quantity';

const VOLUMES = '/spec/template/spec/volumes';
/** How the volumes of other containers' own `/tmp` begin. */
const SCRATCH_PREFIX = 'tmp--';

/** `spec.volumeClaimTemplates`. */
export function claimTemplates(context: WorkloadContext, claims: readonly VolumeClaim[]) {
  const { scope } = context;
  const templates = claims.map((claim) => claimTemplate(context, claim));
  const names = templates.map(({ metadata }) => metadata.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    fail(scope, { prop: 'claims.name', must: 'be unique', got: twice, remedy: 'change or remove one of the two' });
  }
  return templates;
}

/** Mounts the claims; to cdk8s-plus they are volumes of the pod, which the templates take the place of. */
export function mountClaims({ scope }: WorkloadContext, mounted: MountedClaims): void {
  const { container, overlay, claims } = mounted;
  for (const claim of claims) {
    const name = nameOf(claim);
    checkFreePath(scope, container, { prop: 'claims.mountPath', path: claim.mountPath, volume: name });
    const source = PersistentVolumeClaim.fromClaimName(scope, `Claim-${name}`, name);
    container.mount(claim.mountPath, Volume.fromPersistentVolumeClaim(scope, `ClaimVolume-${name}`, source, { name }));
    overlay.dropNamed(VOLUMES, name);
  }
}

/** Where claims are mounted. */
interface MountedClaims {
  readonly container: Container;
  readonly overlay: Overlay;
  readonly claims: readonly VolumeClaim[];
}

function claimTemplate({ scope, selector, externals }: WorkloadContext, claim: VolumeClaim) {
  const { size, storageClassName, accessMode = ClaimAccessMode.READ_WRITE_ONCE } = claim;
  checkMountPath(scope, 'claims.mountPath', claim.mountPath);
  const name = nameOf(claim);
  checkDnsLabel(scope, 'claims.name', name);
  if (name.startsWith(SCRATCH_PREFIX)) {
    const must = `not begin with ${SCRATCH_PREFIX}, as the volumes of other containers' own /tmp do`;
    fail(scope, { prop: 'claims.name', must, got: name, remedy: 'choose another one' });
  }
  if (storageClassName !== undefined) {
    checkDnsSubdomain(scope, 'claims.storageClassName', storageClassName);
    externals.add('StorageClass', storageClassName);
  }
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    // No label that may change: templates can never be changed, not even by a new version.
    metadata: { name, labels: { ...selector, [MANAGED_BY_LABEL]: MANAGED_BY } },
    spec: {
      accessModes: [accessMode],
      storageClassName,
      volumeMode: 'Filesystem',
      resources: { requests: { storage: storageAmount(scope, 'claims.size', size) } },
    },
  };
}

function nameOf({ name, mountPath }: VolumeClaim): string {
  return name ?? volumeName(mountPath);
}

/** How large a volume is, as a quantity; refuses what is none. */
export function storageAmount(scope: Construct, prop: string, size: Size): string {
  const kibibytes = size.toKibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (!Number.isSafeInteger(kibibytes) || kibibytes < 1024 || kibibytes % 1024 !== 0) {
    fail(scope, {
      prop,
      must: 'be whole MiB, at least one, and less than 8 EiB',
      got: size.asString(),
      remedy: 'say how large each volume is, such as Size.gibibytes(10)',
    });
  }
  return formatBytes(BigInt(kibibytes) * 1024n * NANOS_PER_UNIT);
}
