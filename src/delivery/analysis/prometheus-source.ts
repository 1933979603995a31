import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { checkPods } from '../../internal/manifest/pod-peers';
import { checkDnsLabel } from '../../internal/naming/names';
import { checkServiceName, chosenPorts } from '../../internal/naming/reachable-ports';
import { DeliveryAnalysisOptions } from '../strategy/delivery-analysis';

/** The address of the Prometheus that is asked; lets the controller that asks in. */
export function prometheusAddress(scope: Construct, options: DeliveryAnalysisOptions, controller: string): string {
  const { prometheus: target, port: number, controllerNamespace = controller } = options;
  checkServiceName(scope, 'analysis.prometheus', target.reachableName);
  checkPods(scope, 'analysis.prometheus', target.reachablePods);
  checkDnsLabel(scope, 'analysis.controllerNamespace', controllerNamespace);
  const ports = chosenPorts(scope, { verb: 'analysis', target, number });
  const port = ports.find(({ protocol }) => protocol === 'TCP');
  if (port === undefined) {
    const got = ports.map(({ protocol }) => protocol).join(', ');
    fail(scope, { prop: 'analysis.port', must: 'speak TCP', got, remedy: 'name the port that serves HTTP' });
  }
  target.admitNamespace(controllerNamespace, port);
  return `http://${target.reachableName}.${target.reachablePods.namespace}.svc:${port.servicePort}`;
}
