import { IConstruct } from 'constructs';
import { fail } from '../fail';
import { isServiceName } from './names';
import { checkProtocol } from './protocols';
import { checkInteger, PORT_RANGE } from '../values/numbers';

/** A port of something that can be called. */
interface CallablePort {
  readonly containerPort: number;
  readonly servicePort: number;
  readonly protocol: string;
}

/** Which port of what is called. */
export interface PortChoice<P extends CallablePort> {
  /** What the user called, for messages. */
  readonly verb: string;
  readonly target: { readonly reachableName: string; readonly reachablePorts: readonly P[] };
  /** The only one, where it is left out. */
  readonly number?: number;
}

/** The ports of one number; it may speak more than one protocol, as DNS does. */
export function chosenPorts<P extends CallablePort>(scope: IConstruct, choice: PortChoice<P>): P[] {
  const { verb, number, target: { reachableName, reachablePorts } } = choice;
  reachablePorts.forEach((port) => checkPort(scope, verb, port));
  const numbers = [...new Set(reachablePorts.map(({ containerPort }) => containerPort))];
  const chosen = number ?? (numbers.length === 1 ? numbers[0] : undefined);
  const found = reachablePorts.filter(({ containerPort }) => containerPort === chosen);
  if (found.length === 0) {
    fail(scope, {
      prop: `${verb}.port`,
      must: `name one container port of ${reachableName}, ${numbers.join(', ') || 'of which there is none'}`,
      got: number,
      remedy: numbers.length === 0 ? 'name something that has a port' : 'say which',
    });
  }
  return found;
}

/** Refuses what cannot be the name of a Service. */
export function checkServiceName(scope: IConstruct, prop: string, name: string): void {
  if (typeof name !== 'string' || !isServiceName(name)) {
    const must = 'be the name of a Service (lower-case letters, digits and -, a letter first, at most 63)';
    fail(scope, { prop, must, got: name, remedy: 'write it as kubectl get services does' });
  }
}

function checkPort(scope: IConstruct, verb: string, { containerPort, servicePort, protocol }: CallablePort): void {
  checkInteger(scope, { prop: `${verb}.containerPort`, value: containerPort }, PORT_RANGE);
  checkInteger(scope, { prop: `${verb}.servicePort`, value: servicePort }, PORT_RANGE);
  checkProtocol(scope, `${verb}.protocol`, protocol);
}
