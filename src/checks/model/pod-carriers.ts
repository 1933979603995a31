import { ContainerRole, PodContainer, PodTemplate } from './manifest-pods';
import { sharedMadeLabels } from './selectors/made-labels';
import { isMap, mapOf, mapsIn, PlainMap } from './values/plain-data';
import { textOf } from './values/text-of';

/** Where objects of a kind keep the template of their pods; a `*` stands for every item of a list. */
const CARRIERS: Record<string, readonly string[]> = {
  'Pod': [''],
  'PodTemplate': ['template'],
  'ReplicationController': ['spec.template'],
  'apps/Deployment': ['spec.template'],
  'apps/StatefulSet': ['spec.template'],
  'apps/DaemonSet': ['spec.template'],
  'apps/ReplicaSet': ['spec.template'],
  'extensions/Deployment': ['spec.template'],
  'extensions/DaemonSet': ['spec.template'],
  'extensions/ReplicaSet': ['spec.template'],
  'batch/Job': ['spec.template'],
  'batch/CronJob': ['spec.jobTemplate.spec.template'],
  'argoproj.io/Rollout': ['spec.template'],
  'serving.knative.dev/Service': ['spec.template'],
  'keda.sh/ScaledJob': ['spec.jobTargetRef.template'],
  'apps.openshift.io/DeploymentConfig': ['spec.template'],
  'apps.kruise.io/CloneSet': ['spec.template'],
  'apps.kruise.io/StatefulSet': ['spec.template'],
  'apps.kruise.io/DaemonSet': ['spec.template'],
  'jobset.x-k8s.io/JobSet': ['spec.replicatedJobs.*.template.spec.template'],
};

/** Whether objects of a kind make pods; one without a template makes none, and is judged for the rest all the same. */
export function isPodCarrier({ groupKind }: { readonly groupKind: string }): boolean {
  return Object.hasOwn(CARRIERS, groupKind);
}

/** The pod templates of an object, whatever its kind calls the place. */
export function podTemplatesOf(groupKind: string, content: PlainMap): PodTemplate[] {
  if (!Object.hasOwn(CARRIERS, groupKind)) return [];
  const made = sharedMadeLabels(groupKind, textOf(mapOf(content.metadata).name));
  const claimedVolumes = mapsIn(mapOf(content.spec).volumeClaimTemplates).map(({ item }) => (
    textOf(mapOf(item.metadata).name)
  ));
  return CARRIERS[groupKind].flatMap((place) => templatesAt(content, place === '' ? [] : place.split('.'), ''))
    .map((one) => ({ ...one, labels: { ...one.labels, ...made }, claimedVolumes }));
}

function templatesAt(value: unknown, rest: readonly string[], path: string): PodTemplate[] {
  const [next, ...others] = rest;
  if (next === '*') {
    return Array.isArray(value) ? value.flatMap((item, index) => templatesAt(item, others, `${path}[${index}]`)) : [];
  }
  if (!isMap(value)) return [];
  if (next === undefined) return [podTemplate(value, mapOf(value.spec), path)];
  return templatesAt(value[next], others, path === '' ? next : `${path}.${next}`);
}

function podTemplate(template: PlainMap, spec: PlainMap, path: string): PodTemplate {
  const specPath = path === '' ? 'spec' : `${path}.spec`;
  const metadata = isMap(template.metadata) ? template.metadata : {};
  return {
    path,
    specPath,
    labels: isMap(metadata.labels) ? metadata.labels : {},
    annotations: isMap(metadata.annotations) ? metadata.annotations : {},
    spec,
    containers: [
      ...containersIn(spec, 'initContainers', specPath),
      ...containersIn(spec, 'containers', specPath),
      ...containersIn(spec, 'ephemeralContainers', specPath),
    ],
  };
}

function containersIn(spec: PlainMap, list: string, specPath: string): PodContainer[] {
  return mapsIn(spec[list]).map(({ item, index }) => ({
    name: typeof item.name === 'string' ? item.name : '',
    role: roleOf(list, item),
    path: `${specPath}.${list}[${index}]`,
    content: item,
  }));
}

function roleOf(list: string, { restartPolicy }: PlainMap): ContainerRole {
  if (list === 'containers') return ContainerRole.MAIN;
  if (list === 'ephemeralContainers') return ContainerRole.EPHEMERAL;
  return restartPolicy === 'Always' ? ContainerRole.SIDECAR : ContainerRole.INIT;
}
