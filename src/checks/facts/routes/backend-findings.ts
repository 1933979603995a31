import { Backend } from './backends';
import { Finding } from '../../model/check';
import { Cluster } from '../../model/cluster';
import { Manifest } from '../../model/manifest';
import { valueText } from '../../model/values/value-text';
import { isServiceOfFlagger } from '../delivery/flagger-canaries';
import { failuresOrPass } from '../failures-or-pass';
import { servicePorts } from '../network/services';
import { isDeclaredExternal } from '../references/declared-external';

/** Judges whether the Services exist that something sends to. */
export function judgeBackends(manifest: Manifest, backends: readonly Backend[], cluster: Cluster): Finding[] {
  const judged = backends.filter(({ service }) => !isDeclaredExternal(manifest, 'Service', service));
  return failuresOrPass(judged.map(({ namespace, service, path }) => ({
    passed: cluster.named('Service', namespace, service) !== undefined || isApiService(namespace, service)
      || isServiceOfFlagger(namespace, service, cluster),
    path,
    message: service === '' ? 'sends to a backend that is no Service'
      : `sends to Service ${service}, which is not in the manifests`,
    actual: service === '' ? undefined : service,
    expected: service === '' ? 'the name of a Service'
      : `a Service ${service} there, or the annotation preflight/external: Service/${service}`,
  })), 'sends to Services that exist');
}

/** The Service before the API servers, which they make themselves. */
function isApiService(namespace: string, service: string): boolean {
  return namespace === 'default' && service === 'kubernetes';
}

/** Judges whether the Services that something sends to, and that are here, have the port. */
export function judgeBackendPorts(backends: readonly Backend[], cluster: Cluster): Finding[] {
  return failuresOrPass(backends.flatMap(({ namespace, service: name, port, portPath: path }) => {
    const service = cluster.named('Service', namespace, name);
    // A Service that is a name for something outside needs no ports.
    if (service === undefined || service.spec.type === 'ExternalName' || port === undefined) return [];
    const ports = servicePorts(service);
    return [{
      passed: ports.some((one) => one.name !== '' && one.name === port || one.number === port),
      path,
      message: `sends to port ${valueText(port)} of Service ${name}, which it does not have`,
      actual: port,
      expected: ports.map((one) => valueText(one.number) + (one.name === '' ? '' : ` (${one.name})`)).join(' or '),
    }];
  }), 'sends to ports that the Services have');
}
