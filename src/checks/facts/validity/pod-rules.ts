import { isIP } from 'net';
import { problem, where } from './problems';
import { Finding } from '../../model/check';
import { PodTemplate } from '../../model/manifest-pods';
import { listOf, mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const MOST_NAMESERVERS = 3;

/** Fields of pods that do not go together. */
export function podProblems({ spec, specPath }: PodTemplate): Finding[] {
  const nameservers = listOf(mapOf(spec.dnsConfig).nameservers);
  return [
    ...where(
      spec.hostPID === true && spec.shareProcessNamespace === true,
      problem(`${specPath}.shareProcessNamespace`, 'shares its processes with the node and among its containers'),
    ),
    ...where(
      spec.dnsPolicy === 'None' && nameservers.length === 0,
      problem(`${specPath}.dnsConfig.nameservers`, 'has dnsPolicy None and no name server'),
    ),
    ...nameservers.flatMap((address, index) => where(
      isIP(textOf(address)) === 0,
      problem(`${specPath}.dnsConfig.nameservers[${index}]`, 'has a name server that is no address', address),
    )),
    ...where(
      nameservers.length > MOST_NAMESERVERS,
      problem(`${specPath}.dnsConfig.nameservers`, `has more than ${MOST_NAMESERVERS} name servers`),
    ),
    ...volumeProblems(spec.volumes, `${specPath}.volumes`),
    ...mapsIn(spec.hostAliases).flatMap(({ item: { ip }, index }) => where(
      isIP(textOf(ip)) === 0,
      problem(`${specPath}.hostAliases[${index}].ip`, 'names hosts of what is no address', ip),
    )),
  ];
}

/** Beside its name, a volume has the one field that says what it is. */
function volumeProblems(volumes: unknown, path: string): Finding[] {
  return mapsIn(volumes).flatMap(({ item, index }) => {
    const sources = Object.keys(item).filter((key) => key !== 'name' && item[key] !== null && item[key] !== undefined);
    const message = `has a volume that is ${sources.slice(0, 2).join(' and ')} at once`;
    return where(sources.length > 1, problem(`${path}[${index}]`, message));
  });
}
