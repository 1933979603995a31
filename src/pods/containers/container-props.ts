import { ContainerPort, ContainerProps, EnvValue, Protocol } from 'cdk8s-plus-28';
import { PortEntry } from '../../internal/naming/container-ports';
import { HARDENED_CONTAINER } from '../hardening';

/** What a container runs. */
export interface ContainerProcess {
  /** As the clusters pull it. */
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: { readonly [name: string]: string };
}

/** A container as every one of ours is: without a privilege, on a read-only root. */
export function containerProps(name: string, process: ContainerProcess): ContainerProps {
  const { image, command, args, env = {} } = process;
  return {
    name,
    image,
    command: command && [...command],
    args: args && [...args],
    envVariables: Object.fromEntries(Object.entries(env).map(([key, value]) => [key, EnvValue.fromValue(value)])),
    resources: {},
    securityContext: HARDENED_CONTAINER,
  };
}

/** The ports of a container, as cdk8s-plus takes them. */
export function containerPorts(ports: readonly PortEntry[]): ContainerPort[] {
  return ports.map(({ name, containerPort, protocol }) => (
    { name, number: containerPort, protocol: protocol as Protocol }
  ));
}
