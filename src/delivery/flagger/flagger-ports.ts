import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { PortEntry } from '../../internal/naming/container-ports';

/** The ports of Services that Flagger makes: the first as it is said, the others as it finds them. */
export function flaggerPorts(scope: Construct, ports: readonly PortEntry[]): readonly PortEntry[] {
  const foreign = ports.find(({ protocol }) => protocol !== 'TCP');
  if (foreign !== undefined) {
    const must = 'speak TCP, for Flagger makes no other Services';
    fail(scope, { prop: `ports.${foreign.name}.protocol`, must, got: foreign.protocol, remedy: 'use RolloutService' });
  }
  const typed = ports.slice(1).find(({ appProtocol }) => appProtocol !== undefined);
  if (typed !== undefined) {
    const must = 'be left out, for Flagger says it of the first port alone';
    const remedy = 'name this port first, or use RolloutService';
    fail(scope, { prop: `ports.${typed.name}.appProtocol`, must, got: typed.appProtocol, remedy });
  }
  const translated = ports.slice(1).find(({ servicePort, containerPort }) => servicePort !== containerPort);
  if (translated === undefined) return ports;
  const { name, containerPort, servicePort: got } = translated;
  const must = `equal containerPort, ${containerPort}, as Flagger finds all ports but the first`;
  return fail(scope, { prop: `ports.${name}.servicePort`, must, got, remedy: 'leave it out, or use RolloutService' });
}
