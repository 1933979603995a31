import { isSet, problem, where } from './problems';
import { isTakenAddress, isTakenRange, RANGE_FAULT } from './taken-addresses';
import { Finding } from '../../model/check';
import { listOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const ADDRESS_FAULT = 'is no address such as 10.0.0.1';
const BALANCER_FIELDS = ['loadBalancerClass', 'loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts'];

/** What the API server refuses of a Service beyond its fields. */
export function serviceProblems(spec: PlainMap, minor: number): Finding[] {
  const type = textOf(spec.type) || 'ClusterIP';
  return [
    ...headlessProblems(spec, type),
    ...(type === 'NodePort' || type === 'LoadBalancer' ? [] : insideProblems(spec, type)),
    ...(type === 'LoadBalancer' ? [] : balancerProblems(spec, type)),
    ...addressProblems(spec, minor),
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

function addressProblems(spec: PlainMap, minor: number): Finding[] {
  const { clusterIP, externalIPs, loadBalancerSourceRanges } = spec;
  return [
    ...where(
      isSet(clusterIP) && clusterIP !== 'None' && !isTakenAddress(textOf(clusterIP), minor),
      problem('spec.clusterIP', ADDRESS_FAULT, clusterIP),
    ),
    ...listOf(externalIPs).flatMap((address, index) => (
      where(!isTakenAddress(textOf(address), minor), problem(`spec.externalIPs[${index}]`, ADDRESS_FAULT, address))
    )),
    ...listOf(loadBalancerSourceRanges).flatMap((range, index) => where(
      !isTakenRange(textOf(range).trim(), minor),
      problem(`spec.loadBalancerSourceRanges[${index}]`, RANGE_FAULT, range),
    )),
  ];
}
