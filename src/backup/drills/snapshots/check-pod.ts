import { Construct } from 'constructs';
import { Resources } from '../../../availability/resources';
import { resourceFields } from '../../../internal/manifest/resource-fields';
import { JsonObject } from '../../../internal/values/json';
import { Platform } from '../../../platform/platform';
import { Provider } from '../../../platform/provider';
import { DrillPlace } from '../cluster/cluster-drill';
import { CLUSTER_SCRIPTS } from '../cluster/embedded-scripts';

/** Of all that a drill makes in the scratch namespace: by it the next run knows what it may remove. */
const MADE_BY = 'preflight/restore-drill';
const USER = 10001;
const LOOK = ['/bin/sh', '-c', CLUSTER_SCRIPTS['look-into-volume.sh']];
/** What the script replaces, as the whole value that it is. */
const CLAIM_PLACEHOLDER = 'CLAIM_NAME';

const HARDENED = {
  allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true,
};

/** What looks at a volume. */
export interface VolumeCheck {
  /** As the clusters pull it. */
  readonly image: string;
  readonly command?: readonly string[];
}

/** The pod that looks at a restored volume: hardened, for the namespace admits no other, and without a token. */
export function checkPod(place: DrillPlace, check: VolumeCheck): JsonObject {
  const { context: { scope, name }, scratch } = place;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: scratch, labels: labelsOf(place) },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, ...idsIn(scope), seccompProfile: { type: 'RuntimeDefault' } },
      containers: [lookingContainer(place, check)],
      volumes: [
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
        { name: 'volume', persistentVolumeClaim: { claimName: name } },
      ],
    },
  };
}

function lookingContainer({ context }: DrillPlace, { image, command = LOOK }: VolumeCheck): JsonObject {
  return {
    name: 'look',
    image,
    command: [...command],
    env: [{ name: 'CLAIM', value: CLAIM_PLACEHOLDER }],
    resources: resourceFields(Resources.small()._demand(context)),
    securityContext: HARDENED,
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, { name: 'volume', mountPath: '/volume', readOnly: true }],
  };
}

function labelsOf({ context: { labels }, uniqueName }: DrillPlace): Record<string, string> {
  return { ...labels, [MADE_BY]: uniqueName };
}

/** OpenShift gives each namespace user ids of its own. */
function idsIn(scope: Construct) {
  if (Platform.of(scope).provider === Provider.OPENSHIFT) return {};
  return { runAsUser: USER, runAsGroup: USER, fsGroup: USER };
}

/** The snapshot of the copied content, by which the claim is made. */
export function contentSnapshot(place: DrillPlace): JsonObject {
  const { context: { name }, scratch, uniqueName } = place;
  return {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: { name, namespace: scratch, labels: labelsOf(place) },
    spec: { source: { volumeSnapshotContentName: uniqueName } },
  };
}
