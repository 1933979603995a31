import { duplicates, isSet, problem } from './problems';
import { Finding } from '../../model/check';
import { Manifest } from '../../model/manifest';
import { PodContainer, PodTemplate } from '../../model/manifest-pods';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { protocolOf } from '../pods/declared-ports';

/** What stands twice where the API server takes it once. */
export function duplicateProblems(manifest: Manifest): Finding[] {
  const { pods, groupKind } = manifest;
  return [...pods.flatMap(podDuplicates), ...(Object.hasOwn(OF_KIND, groupKind) ? OF_KIND[groupKind](manifest) : [])];
}

function podDuplicates(pod: PodTemplate): Finding[] {
  const { spec, specPath, containers } = pod;
  return [
    ...duplicates(
      containers,
      ({ name }) => name,
      ({ path, name }) => problem(`${path}.name`, `has two containers named ${name}`, name),
    ),
    ...named(spec.volumes, `${specPath}.volumes`, 'volumes'),
    ...named(mapOf(spec.securityContext).sysctls, `${specPath}.securityContext.sysctls`, 'sysctls'),
    ...duplicates(
      mapsIn(spec.topologySpreadConstraints),
      ({ item }) => `${textOf(item.topologyKey)} ${textOf(item.whenUnsatisfiable)}`,
      ({ index }) =>
        problem(`${specPath}.topologySpreadConstraints[${index}]`, 'spreads twice over the same topology'),
    ),
    ...containers.flatMap(containerDuplicates),
    ...hostPortConflicts(containers),
  ];
}

function containerDuplicates({ content, path }: PodContainer): Finding[] {
  return [
    ...named(content.ports, `${path}.ports`, 'ports'),
    ...duplicates(
      mapsIn(content.volumeMounts),
      ({ item }) => textOf(item.mountPath),
      ({ index }, key) => problem(`${path}.volumeMounts[${index}].mountPath`, `mounts two volumes at ${key}`, key),
    ),
    ...duplicates(
      mapsIn(content.volumeDevices),
      ({ item }) => textOf(item.devicePath),
      ({ index }, key) => problem(`${path}.volumeDevices[${index}].devicePath`, `has two devices at ${key}`, key),
    ),
  ];
}

/** Init containers run one by one, so that each of them may use what another has used. */
function hostPortConflicts(containers: readonly PodContainer[]): Finding[] {
  const ports = containers
    .filter(({ role }) => role === 'main')
    .flatMap(({ content, path }) =>
      mapsIn(content.ports).map(({ item, index }) => ({ item, path: `${path}.ports[${index}].hostPort` })),
    );
  return duplicates(
    ports.filter(({ item }) => isSet(item.hostPort) && item.hostPort !== 0),
    ({ item }) => `${protocolOf(item.protocol)} ${textOf(item.hostIP)} ${textOf(item.hostPort)}`,
    ({ item, path }) => problem(path, `takes port ${textOf(item.hostPort)} of the node twice`, item.hostPort),
  );
}

const OF_KIND: Readonly<Record<string, (manifest: Manifest) => Finding[]>> = {
  'Service': ({ spec }) => servicePorts(spec),
  'discovery.k8s.io/EndpointSlice': ({ content }) => named(content.ports, 'ports', 'ports'),
  'apps/StatefulSet': ({ spec }) =>
    duplicates(
      mapsIn(spec.volumeClaimTemplates),
      ({ item }) => textOf(mapOf(item.metadata).name),
      ({ index }, key) =>
        problem(`spec.volumeClaimTemplates[${index}].metadata.name`, `has two claim templates named ${key}`, key),
    ),
  'LimitRange': ({ spec }) =>
    duplicates(
      mapsIn(spec.limits),
      ({ item }) => textOf(item.type),
      ({ index }, key) => problem(`spec.limits[${index}].type`, `limits ${key} twice`, key),
    ),
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': ({ content }) =>
    named(content.webhooks, 'webhooks', 'webhooks'),
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': ({ content }) =>
    named(content.webhooks, 'webhooks', 'webhooks'),
};

function servicePorts(spec: PlainMap): Finding[] {
  const ports = mapsIn(spec.ports);
  const nameless = listOf(spec.ports).length > 1 ? ports.filter(({ item }) => !isSet(item.name)) : [];
  return [
    ...nameless.map(({ index }) =>
      problem(`spec.ports[${index}].name`, 'has several ports, of which one has no name'),
    ),
    ...named(spec.ports, 'spec.ports', 'ports'),
    ...duplicates(
      ports,
      ({ item }) => `${protocolOf(item.protocol)} ${textOf(item.port)}`,
      ({ item, index }) => problem(`spec.ports[${index}].port`, `has port ${textOf(item.port)} twice`, item.port),
    ),
  ];
}

function named(list: unknown, path: string, things: string): Finding[] {
  return duplicates(
    mapsIn(list),
    ({ item }) => textOf(item.name),
    ({ index }, key) => problem(`${path}[${index}].name`, `has two ${things} named ${key}`, key),
  );
}
