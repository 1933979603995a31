import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';

/** What `--service-node-port-range` of the API server is where nobody changed it. */
const FIRST = 30000;
const LAST = 32767;

/** A port on the nodes is one that API servers give away. */
export const NODE_PORT_IS_IN_RANGE: ICheck = {
  id: 'node-port-is-in-range',
  title: 'Ports on the nodes are those that API servers give away',
  box: 'valid-manifests',
  severity: Severity.ADVICE,
  why: 'An API server refuses a port outside of its range, which is 30000 to 32767 where nobody set another one.',
  remedy: { manifest: 'Leave nodePort out, and read what was given; or choose one from 30000 to 32767.' },
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  appliesTo: ['Service'],
  evaluate: ({ spec }) => failuresOrPass([
    ...mapsIn(spec.ports).map(({ item, index }) => ({ port: item.nodePort, path: `spec.ports[${index}].nodePort` })),
    { port: spec.healthCheckNodePort, path: 'spec.healthCheckNodePort' },
  ].filter(({ port }) => isChosen(port)).map(({ port, path }) => ({
    passed: isInRange(port),
    path,
    message: 'asks for a port on the nodes that most API servers refuse',
    actual: port,
    expected: `${FIRST} to ${LAST}, or none`,
  })), 'asks for a port on the nodes that is in the usual range'),
};

/** The API server chooses where it is none, and refuses what is no number. */
function isChosen(port: unknown): port is number {
  return typeof port === 'number' && port !== 0;
}

function isInRange(port: unknown): boolean {
  return typeof port === 'number' && port >= FIRST && port <= LAST;
}
