import { ApiObject, Yaml } from 'cdk8s';
import { restoreManifest, restoreModifiers } from './restore-manifest';
import { VeleroRehearsalOptions } from './velero-rehearsal-options';
import { veleroRights } from './velero-rights';
import { fail } from '../../../internal/fail';
import { checkField } from '../../../internal/manifest/kept-fields';
import { Overlay } from '../../../internal/manifest/overlay';
import { isDnsSubdomain } from '../../../internal/naming/names';
import { clusterDrill, ClusterSubject, DrillPlace } from '../cluster/cluster-drill';
import { DrillMaker } from '../drill-parts';

const TEMPLATES = [
  'backups.gotmpl', 'claimed.gotmpl', 'claims.gotmpl', 'filled.gotmpl', 'restore-status.gotmpl', 'strangers.gotmpl',
  'workloads.gotmpl',
] as const;

/** What Velero backs up on a schedule. */
export interface VeleroSubject extends ClusterSubject {
  /** The Schedule. */
  readonly scheduleName: string;
  /** Where Velero and all of its objects are. */
  readonly veleroNamespace: string;
  /** Those that it backs up, as far as they are named. */
  readonly included: readonly string[];
}

/** A drill that has Velero restore the newest backup of a schedule. */
export function veleroDrill(subject: VeleroSubject, options: VeleroRehearsalOptions): DrillMaker {
  const { scheduleName, veleroNamespace, namespace: source } = subject;
  const { workloads = [], deletesRetainedVolumes = false, storageClassName } = options;
  return clusterDrill(subject, options, {
    script: 'rehearse-velero.sh',
    scripts: TEMPLATES,
    namespaces: [veleroNamespace, ...subject.included],
    variables: (place) => ({
      DELETES_RETAINED_VOLUMES: String(deletesRetainedVolumes),
      RESTORE: place.uniqueName,
      SCHEDULE: scheduleName,
      VELERO_NAMESPACE: veleroNamespace,
      WORKLOADS: workloadNames(place, workloads),
    }),
    files: ({ uniqueName: name, scratch }) => {
      const manifest = restoreManifest({ name, veleroNamespace, source, scratch });
      return { 'restore.json': `${JSON.stringify(manifest, undefined, 2)}\n` };
    },
    rights: (place) => veleroRights(place, { veleroNamespace, deletesRetainedVolumes }),
    modifiers: (place) => modifiersObject(place, subject, storageClassName),
  });
}

/** They are words of a script. */
function workloadNames({ context: { scope } }: DrillPlace, workloads: readonly string[]): string {
  workloads.forEach((workload, index) => {
    if (isDnsSubdomain(workload)) return;
    const must = 'be the name of a Deployment or StatefulSet';
    fail(scope, { prop: `rehearse.workloads[${index}]`, must, got: workload, remedy: 'write the name alone' });
  });
  return workloads.join(' ');
}

/** Velero reads them where its own objects are, and takes only one entry. */
function modifiersObject(place: DrillPlace, subject: VeleroSubject, storageClassName?: string): ApiObject {
  const { context: { scope, labels }, uniqueName: name } = place;
  const { veleroNamespace, namespace } = subject;
  const modifiers = new ApiObject(scope, 'Modifiers', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: veleroNamespace, labels },
    data: { 'modifiers.yaml': Yaml.stringify(restoreModifiers(namespace, storageClassName)) },
  });
  Overlay.of(modifiers).require((document) => {
    const remedy = 'give the backup another name instead';
    const reason = 'the restore names it';
    checkField(scope, document, { path: ['metadata', 'name'], value: name, reason, remedy });
    checkField(scope, document, { path: ['metadata', 'namespace'], value: veleroNamespace, reason, remedy });
  }, () => false);
  return modifiers;
}
