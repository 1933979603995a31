import { isIP } from 'net';
import { isSet, problem, where } from './problems';
import { isCidr } from '../../../internal/values/ip-networks';
import { Finding } from '../../model/check';
import { listOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const BALANCER_FIELDS = ['loadBalancerClass', 'loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts'];

/** What the API server refuses of a Service beyond its fields. */
export function serviceProblems(spec: PlainMap): Finding[] {
  const type = textOf(spec.type) || 'ClusterIP';
  return [
    ...headlessProblems(spec, type),
    ...(type === 'NodePort' || type === 'LoadBalancer' ? [] : insideProblems(spec, type)),
    ...(type === 'LoadBalancer' ? [] : balancerProblems(spec, type)),
    ...addressProblems(spec),
  ];
}

function headlessProblems(spec: PlainMap, type: string): Finding[] {
  const isHeadless = spec.clusterIP === 'None' || listOf(spec.clusterIPs)[0] === 'None';
  if (isHeadless) {
    const isOutside = type === 'NodePort' || type === 'LoadBalancer';
    return where(isOutside, problem('spec.clusterIP', `has no address of its own, and is of type ${type}`, 'None'));
  }
  return where(listOf(spec.ports).length === 0 && type !== 'ExternalName', problem('spec.ports', 'has no port'));
}

/** What only those may say that are reached from outside. */
function insideProblems(spec: PlainMap, type: string): Finding[] {
  const { externalTrafficPolicy: policy, externalIPs } = spec;
  const onNodes = mapsIn(spec.ports).filter(({ item }) => isSet(item.nodePort) && item.nodePort !== 0);
  return [
    ...onNodes.map(({ item, index }) => (
      problem(`spec.ports[${index}].nodePort`, `has a port on the nodes, and is of type ${type}`, item.nodePort)
    )),
    ...where(
      isSet(policy) && listOf(externalIPs).length === 0,
      problem('spec.externalTrafficPolicy', `decides about traffic from outside, and is of type ${type}`, policy),
    ),
  ];
}

function balancerProblems(spec: PlainMap, type: string): Finding[] {
  return BALANCER_FIELDS.flatMap((field) => {
    const value: unknown = spec[field];
    const isGiven = Array.isArray(value) ? value.length > 0 : isSet(value);
    return where(isGiven, problem(`spec.${field}`, `has ${field}, and is of type ${type}`, value));
  });
}

function addressProblems({ clusterIP, externalIPs, loadBalancerSourceRanges }: PlainMap): Finding[] {
  return [
    ...where(
      isSet(clusterIP) && clusterIP !== 'None' && isIP(textOf(clusterIP)) === 0,
      problem('spec.clusterIP', 'has an address that is none', clusterIP),
    ),
    ...listOf(externalIPs).flatMap((address, index) => (
      where(isIP(textOf(address)) === 0, problem(`spec.externalIPs[${index}]`, 'has an address that is none', address))
    )),
    ...listOf(loadBalancerSourceRanges).flatMap((range, index) => where(
      !isCidr(textOf(range).trim()),
      problem(`spec.loadBalancerSourceRanges[${index}]`, 'has a range of addresses that is none', range),
    )),
  ];
}
