import { deprecatedNodeLabels } from './deprecated-node-labels';
import { deprecatedSources } from './deprecated-volumes';
import { deprecatedAnnotations, DeprecatedUse, Deprecation, prefixOf } from './deprecation';
import type { PodTemplate } from '../../model/manifest-pods';
import { isMap, mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { askedNodeLabels } from '../pods/node-labels';

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const SECCOMP_OF_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const PROFILE_OF_SECCOMP = { since: 19, deadSince: 27, instead: 'securityContext.seccompProfile' };
const SYSCTLS = { since: 11, deadSince: 11, instead: 'securityContext.sysctls' };

/**
 * By their names, or by what these begin with.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/api/pod/warnings.go
 */
const ANNOTATIONS = new Map<string, Deprecation>([
  [APP_ARMOR, { since: 30, instead: 'securityContext.appArmorProfile' }],
  [SECCOMP, PROFILE_OF_SECCOMP],
  [SECCOMP_OF_POD, PROFILE_OF_SECCOMP],
  ['scheduler.alpha.kubernetes.io/critical-pod', { since: 16, deadSince: 16, instead: 'spec.priorityClassName' }],
  ['security.alpha.kubernetes.io/sysctls', SYSCTLS],
  ['security.alpha.kubernetes.io/unsafe-sysctls', SYSCTLS],
]);

/** What of the pods is deprecated. */
export function deprecatedInPods(pod: PodTemplate): DeprecatedUse[] {
  const { path, spec, specPath, annotations } = pod;
  const volumes = mapsIn(spec.volumes);
  return [
    ...deprecatedAccount(pod),
    ...deprecatedAnnotations(annotations, ANNOTATIONS, path === '' ? 'metadata' : `${path}.metadata`)
      .filter(({ name }) => !hasField(pod, name.slice(name.lastIndexOf(' ') + 1))),
    ...deprecatedNodeLabels(askedNodeLabels(pod)),
    ...volumes.flatMap(({ item, index }) => deprecatedSources(item, `${specPath}.volumes[${index}]`)),
  ];
}

/** What is read from a cluster has both, which say the same. */
function deprecatedAccount({ spec: { serviceAccount, serviceAccountName }, specPath }: PodTemplate): DeprecatedUse[] {
  if (textOf(serviceAccount) === '' || serviceAccount === serviceAccountName) return [];
  const path = `${specPath}.serviceAccount`;
  return [{ since: 0, instead: 'serviceAccountName', path, name: 'the field serviceAccount', actual: serviceAccount }];
}

/** Whether the field says what the annotation does, which is there for older clusters then. */
function hasField({ spec, containers }: PodTemplate, annotation: string): boolean {
  const field = prefixOf(annotation) === APP_ARMOR ? 'appArmorProfile' : 'seccompProfile';
  const named = containers.filter(({ name }) => annotation === `${prefixOf(annotation)}${name}`);
  const contexts = [spec, ...named.map(({ content }) => content)].map(({ securityContext }) => mapOf(securityContext));
  const isProfile = annotation === SECCOMP_OF_POD || [APP_ARMOR, SECCOMP].includes(prefixOf(annotation));
  return isProfile && contexts.some((context) => isMap(context[field]));
}
