import { isSet, problem, where } from './problems';
import { Finding } from '../../model/check';
import { ContainerRole, PodContainer, PodTemplate } from '../../model/manifest-pods';
import { isMap, mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const DEFAULT_GRACE_SECONDS = 30;
/** Since this minor, a container may wait for nothing before it stops. */
const SLEEP_OF_ZERO_MINOR = 33;
/** Since this minor, variables have nearly any name. */
const RELAXED_ENVIRONMENT_MINOR = 32;
const ENVIRONMENT_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const FIELD_PATH =
  /^(metadata\.(name|namespace|uid)|metadata\.(labels|annotations)\['[^']+'\]|spec\.(host|nodeName|serviceAccountName)|status\.(hostIP|hostIPs|podIP|podIPs))$/;
const RESOURCE = /^(requests|limits)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** Fields of containers that do not go together. */
export function containerProblems(pod: PodTemplate, minor: number): Finding[] {
  return pod.containers.flatMap((container) => {
    const findings = [
      ...probeProblems(container),
      ...(isStarter(container) ? starterProblems(container) : sleepProblems(container, pod, minor)),
      ...environmentProblems(container),
      ...(pod.spec.hostNetwork === true && container.role === ContainerRole.MAIN ? hostNetworkProblems(container) : []),
      ...pathProblems(container),
      ...(minor < RELAXED_ENVIRONMENT_MINOR ? nameProblems(container) : []),
    ];
    return findings.map((finding) => ({ ...finding, container: container.name }));
  });
}

function isStarter({ role }: PodContainer): boolean {
  return role === ContainerRole.INIT;
}

function pathProblems({ content, path }: PodContainer): Finding[] {
  return mapsIn(content.volumeMounts).flatMap(({ item: { mountPath }, index }) => where(
    textOf(mountPath).includes(':'),
    problem(`${path}.volumeMounts[${index}].mountPath`, 'mounts at a path with ":", which separates paths', mountPath),
  ));
}

function nameProblems({ content, path }: PodContainer): Finding[] {
  const names = [
    ...mapsIn(content.env).map(({ item, index }) => ({ name: item.name, place: `env[${index}].name` })),
    ...mapsIn(content.envFrom).map(({ item, index }) => ({ name: item.prefix, place: `envFrom[${index}].prefix` })),
  ];
  return names.flatMap(({ name, place }) => where(
    typeof name === 'string' && name !== '' && !ENVIRONMENT_NAME.test(name),
    problem(`${path}.${place}`, `has a variable that is refused before 1.${RELAXED_ENVIRONMENT_MINOR}`, name),
  ));
}

/** What ends before the pod starts has no life that could be watched. */
function starterProblems({ content, path }: PodContainer): Finding[] {
  return ['lifecycle', ...PROBES].filter((field) => isMap(content[field])).map((field) => (
    problem(`${path}.${field}`, `has a ${field}, which only an init container with restartPolicy Always may have`)
  ));
}

function probeProblems({ content, path }: PodContainer): Finding[] {
  return PROBES.flatMap((field) => {
    const { successThreshold: successes, terminationGracePeriodSeconds: grace } = mapOf(content[field]);
    const isReadiness = field === 'readinessProbe';
    return [
      ...where(
        !isReadiness && typeof successes === 'number' && successes > 1,
        problem(`${path}.${field}.successThreshold`, `has a ${field} that must succeed again`, successes),
      ),
      ...where(isReadiness && isSet(grace), problem(
        `${path}.${field}.terminationGracePeriodSeconds`, 'has a grace for a probe that stops nothing', grace,
      )),
    ];
  });
}

function sleepProblems({ content, path }: PodContainer, { spec }: PodTemplate, minor: number): Finding[] {
  const { terminationGracePeriodSeconds: written } = spec;
  const grace = typeof written === 'number' ? written : DEFAULT_GRACE_SECONDS;
  return ['preStop', 'postStart'].flatMap((hook) => {
    const { seconds } = mapOf(mapOf(mapOf(content.lifecycle)[hook]).sleep);
    if (typeof seconds !== 'number') return [];
    const place = `${path}.lifecycle.${hook}.sleep.seconds`;
    const tooLong = `sleeps ${seconds} seconds, more than the ${grace} that its pod has to stop`;
    return [
      ...where(seconds > grace, problem(place, tooLong, seconds)),
      ...where(seconds === 0 && minor < SLEEP_OF_ZERO_MINOR, problem(place, 'sleeps no second', seconds)),
    ];
  });
}

function environmentProblems({ content, path }: PodContainer): Finding[] {
  return mapsIn(content.env).flatMap(({ item, index }) => {
    const { fieldRef, resourceFieldRef } = mapOf(item.valueFrom);
    const place = `${path}.env[${index}].valueFrom`;
    const field = textOf(mapOf(fieldRef).fieldPath);
    const resource = textOf(mapOf(resourceFieldRef).resource);
    return [
      ...where(field !== '' && !FIELD_PATH.test(field), problem(
        `${place}.fieldRef.fieldPath`, `takes ${field} of its pod, which no variable can hold`, field,
      )),
      ...where(resource !== '' && !RESOURCE.test(resource), problem(
        `${place}.resourceFieldRef.resource`, `takes ${resource} of its container, and no variable can`, resource,
      )),
    ];
  });
}

function hostNetworkProblems({ content, path }: PodContainer): Finding[] {
  const message = 'has another port on the node than in the container, whose network is that of the node';
  return mapsIn(content.ports).flatMap(({ item: { hostPort, containerPort }, index }) => where(
    isSet(hostPort) && hostPort !== 0 && hostPort !== containerPort,
    problem(`${path}.ports[${index}].hostPort`, message, hostPort),
  ));
}
