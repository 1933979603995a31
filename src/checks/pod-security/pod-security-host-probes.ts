import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { isUnset } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { PodContainer } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { isMap, mapOf } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

const SINCE = 34;
const HANDLERS = [
  ['livenessProbe'], ['readinessProbe'], ['startupProbe'], ['lifecycle', 'postStart'], ['lifecycle', 'preStop'],
];

/** Probes and hooks ask their own pod and nobody else, which the standard demands from 1.34 on. */
export const POD_SECURITY_HOST_PROBES: ICheck = {
  id: 'pod-security-host-probes',
  title: 'Probes and hooks name no other host',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'The kubelet would send requests for the pod from inside the node to whatever host is named.',
  remedy: { manifest: 'Remove host from httpGet and tcpSocket; for the name in the request, set a Host header.' },
  references: [POD_SECURITY_STANDARDS, 'pss:baseline/hostProbesAndHostLifecycle'],
  appliesTo: ['pods'],
  evaluate: ({ pods }, { minor }) => (
    minor < SINCE ? [] : pods.flatMap(({ containers }) => containers.flatMap(judge))
  ),
};

function judge(container: PodContainer): Finding[] {
  const { name, path } = container;
  const hosts = hostsOf(container);
  if (hosts.length === 0) return [];
  const named = hosts.filter(({ host }) => !isUnset(host) && host !== '');
  if (named.length === 0) {
    return [{ passed: true, container: name, path, message: 'asks no other host in its probes and hooks' }];
  }
  return named.map(({ host, place }) => ({
    passed: false,
    container: name,
    path: place,
    message: `asks the host ${valueText(host)}`,
    actual: host,
    expected: 'no host',
  }));
}

/** The host of each request that the kubelet sends for a container. */
function hostsOf({ content, path }: PodContainer): { host: unknown; place: string }[] {
  return HANDLERS.flatMap((keys) => {
    const handler = keys.reduce((value, key) => mapOf(value[key]), content);
    return ['httpGet', 'tcpSocket'].filter((kind) => isMap(handler[kind])).map((kind) => (
      { host: handler[kind].host, place: [path, ...keys, kind, 'host'].join('.') }
    ));
  });
}
