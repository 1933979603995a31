import { IConstruct } from 'constructs';
import { fail } from './fail';
import { isPortName } from './names';
import { checkInteger, PORT_RANGE, Range } from './numbers';

/** A port of the main container, and of the Service before it. */
export interface PortEntry {
  readonly name: string;
  readonly containerPort: number;
  readonly servicePort: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

/** A user without privileges cannot bind a lower one. */
const UNPRIVILEGED_RANGE: Range = { min: 1024, max: PORT_RANGE.max };

/** Refuses ports that are out of range, badly named, or there twice. */
export function checkPorts(scope: IConstruct, ports: readonly PortEntry[]): void {
  for (const { name, containerPort, servicePort } of ports) {
    checkContainerPort(scope, name, containerPort);
    checkInteger(scope, { prop: `ports.${name}.servicePort`, value: servicePort }, PORT_RANGE);
    if (!isPortName(name)) {
      fail(scope, {
        prop: 'ports.name',
        must: 'have at most 15 lower-case letters, digits and -, a letter among them',
        got: name,
        remedy: 'choose such a name',
      });
    }
  }
  checkUnique(scope, 'name', ports.map(({ name }) => name));
  checkUnique(scope, 'containerPort', ports.map((port) => `${port.containerPort}/${port.protocol}`));
  checkUnique(scope, 'servicePort', ports.map((port) => `${port.servicePort}/${port.protocol}`));
}

/** The port of that number; refuses a number that no port has. */
export function portNumbered(scope: IConstruct, prop: string, search: PortSearch): PortEntry {
  const { number, ports } = search;
  const port = number === undefined ? ports[0] : ports.find(({ containerPort }) => containerPort === number);
  if (port === undefined) {
    fail(scope, {
      prop,
      must: `be a port of the container, one of ${ports.map(({ containerPort }) => containerPort).join(', ')}`,
      got: number,
      remedy: 'declare it in ports, or name one of these',
    });
  }
  return port;
}

/** Which of the ports is meant: the first one where no number is given. */
export interface PortSearch {
  readonly number?: number;
  readonly ports: readonly PortEntry[];
}

function checkContainerPort(scope: IConstruct, name: string, value: number): void {
  checkInteger(scope, { prop: `ports.${name}.containerPort`, value }, PORT_RANGE);
  if (value < UNPRIVILEGED_RANGE.min) {
    fail(scope, {
      prop: `ports.${name}.containerPort`,
      must: 'be 1024 or above, for the user without privileges may not bind a lower one',
      got: value,
      remedy: 'let the process listen on a higher one; the Service may still offer this one',
    });
  }
}

function checkUnique(scope: IConstruct, field: string, values: readonly string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) {
    fail(scope, { prop: `ports.${field}`, must: 'be unique', got: twice, remedy: 'change or remove one of them' });
  }
}
