import { Construct } from 'constructs';
import { checkDnsLabel } from '../../internal/naming/names';
import { checkServiceName, chosenPorts } from '../../internal/naming/reachable-ports';
import { DeliveryAnalysisOptions } from '../strategy/delivery-analysis';

/** The address of the Prometheus that is asked; lets the controller that asks in. */
export function prometheusAddress(scope: Construct, options: DeliveryAnalysisOptions, controller: string): string {
  const { prometheus: target, port: number, controllerNamespace = controller } = options;
  checkServiceName(scope, 'analysis.prometheus', target.reachableName);
  checkDnsLabel(scope, 'analysis.controllerNamespace', controllerNamespace);
  const [port] = chosenPorts(scope, { verb: 'analysis', target, number });
  target.admitNamespace(controllerNamespace, port);
  return `http://${target.reachableName}.${target.reachablePods.namespace}.svc:${port.servicePort}`;
}
