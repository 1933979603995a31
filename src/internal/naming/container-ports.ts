import { IConstruct } from 'constructs';
import { fail } from '../fail';
import { isPortName, isQualifiedKey } from './names';
import { checkInteger, PORT_RANGE, Range } from '../values/numbers';
import { checkText } from '../values/plain-text';

/** A port of the main container, and of the Service before it. */
export interface PortEntry {
  readonly name: string;
  readonly containerPort: number;
  readonly servicePort: number;
  readonly protocol: string;
  readonly appProtocol?: string;
  /** The prop that is its number alone, where it was given by one. */
  readonly prop?: string;
}

/** A user without privileges cannot bind a lower one. */
const UNPRIVILEGED_RANGE: Range = { min: 1024, max: PORT_RANGE.max };

/** Refuses ports that are out of range, badly named, or there twice. */
export function checkPorts(scope: IConstruct, ports: readonly PortEntry[]): void {
  for (const { name, containerPort, servicePort, appProtocol, prop = `ports.${name}.containerPort` } of ports) {
    checkContainerPort(scope, prop, containerPort);
    checkInteger(scope, { prop: `ports.${name}.servicePort`, value: servicePort }, PORT_RANGE);
    checkText(scope, 'ports.name', name);
    if (!isPortName(name)) {
      fail(scope, {
        prop: 'ports.name',
        must: 'have at most 15 lower-case letters, digits and -, a letter among them',
        got: name,
        remedy: 'choose such a name',
      });
    }
    if (appProtocol !== undefined && !isQualifiedKey(appProtocol)) {
      const must = 'be a protocol like https or kubernetes.io/h2c';
      fail(scope, { prop: `ports.${name}.appProtocol`, must, got: appProtocol, remedy: 'correct it, or leave it out' });
    }
  }
  checkUnique(scope, 'name', ports.map(({ name }) => name));
  checkUnique(scope, 'containerPort', ports.map((port) => `${port.containerPort}/${port.protocol}`));
  checkUnique(scope, 'servicePort', ports.map((port) => `${port.servicePort}/${port.protocol}`));
}

/** The port of that number; refuses a number that no port has. */
export function portNumbered(scope: IConstruct, prop: string, search: PortSearch): PortEntry {
  const { number, protocol } = search;
  const candidates = search.ports.filter((port) => protocol === undefined || port.protocol === protocol);
  const port = candidates.find(({ containerPort }) => number === undefined || containerPort === number);
  if (port === undefined) {
    const known = candidates.map(({ containerPort }) => containerPort).join(', ') || 'of which there is none';
    fail(scope, {
      prop,
      must: `be a ${protocol === undefined ? '' : `${protocol} `}port of the container, ${known}`,
      got: number,
      remedy: 'declare it, or name one that is there',
    });
  }
  return port;
}

/** Which of the ports is meant: the first one where no number is given. */
export interface PortSearch {
  readonly number?: number;
  /** Any, where it is left out. */
  readonly protocol?: string;
  readonly ports: readonly PortEntry[];
}

/** Refuses a port that the process cannot listen on. */
export function checkContainerPort(scope: IConstruct, prop: string, value: number): void {
  checkInteger(scope, { prop, value }, PORT_RANGE);
  if (value < UNPRIVILEGED_RANGE.min) {
    fail(scope, {
      prop,
      must: 'be 1024 or above, for the user without privileges may not bind a lower one',
      got: value,
      remedy: 'let the process listen on a higher one; a Service may still offer this one',
    });
  }
}

function checkUnique(scope: IConstruct, field: string, values: readonly string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) {
    fail(scope, { prop: `ports.${field}`, must: 'be unique', got: twice, remedy: 'change or remove one of them' });
  }
}
