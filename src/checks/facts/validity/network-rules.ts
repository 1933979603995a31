import { BlockList, isIP } from 'net';
import { problem, where } from './problems';
import { serviceProblems } from './service-rules';
import { isTakenAddress, isTakenRange, RANGE_FAULT } from './taken-addresses';
import { Finding } from '../../model/check';
import { Manifest } from '../../model/manifest';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { valueText } from '../../model/values/value-text';

/** What the API server refuses of Services, policies and routes beyond their fields. */
export function networkProblems({ groupKind, spec, content }: Manifest, minor: number): Finding[] {
  if (groupKind === 'Endpoints') return endpointProblems(content, minor);
  if (groupKind === 'discovery.k8s.io/EndpointSlice') return sliceProblems(content);
  return Object.hasOwn(OF_KIND, groupKind) ? OF_KIND[groupKind](spec, minor) : [];
}

function endpointProblems({ subsets }: PlainMap, minor: number): Finding[] {
  return mapsIn(subsets).flatMap(({ item, index }) => ['addresses', 'notReadyAddresses'].flatMap((list) => (
    mapsIn(item[list]).flatMap(({ item: { ip }, index: place }) => where(
      !isTakenAddress(textOf(ip), minor),
      problem(`subsets[${index}].${list}[${place}].ip`, 'is no address such as 10.0.0.1', ip),
    ))
  )));
}

const OF_KIND: Readonly<Record<string, (spec: PlainMap, minor: number) => Finding[]>> = {
  'Service': serviceProblems,
  'networking.k8s.io/NetworkPolicy': policyProblems,
  'networking.k8s.io/Ingress': ingressProblems,
};

function sliceProblems({ addressType, endpoints }: PlainMap): Finding[] {
  const type = textOf(addressType);
  const family = type === 'IPv4' ? 4 : 6;
  if (type !== 'IPv4' && type !== 'IPv6') return [];
  return mapsIn(endpoints).flatMap(({ item, index }) => listOf(item.addresses).flatMap((address, place) => where(
    isIP(textOf(address)) !== family,
    problem(`endpoints[${index}].addresses[${place}]`, `has an address that is no ${type}`, address),
  )));
}

function policyProblems(spec: PlainMap, minor: number): Finding[] {
  return Object.entries({ ingress: 'from', egress: 'to' }).flatMap(([direction, peers]) => (
    mapsIn(spec[direction]).flatMap(({ item: rule, index }) => [
      ...mapsIn(rule[peers]).flatMap(({ item, index: place }) => (
        blockProblems(mapOf(item.ipBlock), `spec.${direction}[${index}].${peers}[${place}].ipBlock`, minor)
      )),
      ...portProblems(rule.ports, `spec.${direction}[${index}].ports`),
    ])
  ));
}

function portProblems(ports: unknown, path: string): Finding[] {
  return mapsIn(ports).flatMap(({ item: { port, endPort }, index }) => where(
    typeof port === 'number' && typeof endPort === 'number' && endPort < port,
    problem(`${path}[${index}].endPort`, `ends its ports at ${valueText(endPort)}, before they begin`, endPort),
  ));
}

function blockProblems({ cidr, except }: PlainMap, path: string, minor: number): Finding[] {
  if (typeof cidr !== 'string') return [];
  if (!isTakenRange(textOf(cidr), minor)) return [problem(`${path}.cidr`, RANGE_FAULT, cidr)];
  return listOf(except).flatMap((one, index) => {
    const place = `${path}.except[${index}]`;
    if (!isTakenRange(textOf(one), minor)) return [problem(place, RANGE_FAULT, one)];
    const message = `leaves ${textOf(one)} out of ${textOf(cidr)}, which does not hold it`;
    return where(!isWithin(textOf(one), textOf(cidr)), problem(place, message, one));
  });
}

/** Whether a range is a smaller part of another. */
function isWithin(inner: string, outer: string): boolean {
  const [innerAddress, innerLength] = inner.split('/');
  const [outerAddress, outerLength] = outer.split('/');
  const family = isIP(outerAddress) === 4 ? 'ipv4' : 'ipv6';
  if (isIP(innerAddress) !== isIP(outerAddress) || Number(innerLength) <= Number(outerLength)) return false;
  const list = new BlockList();
  list.addSubnet(outerAddress, Number(outerLength), family);
  return list.check(innerAddress, family);
}

function ingressProblems({ rules }: PlainMap): Finding[] {
  return mapsIn(rules).flatMap(({ item: { host }, index }) => where(
    isIP(textOf(host)) !== 0, problem(`spec.rules[${index}].host`, 'has an address for a host; it takes a name', host),
  ));
}
