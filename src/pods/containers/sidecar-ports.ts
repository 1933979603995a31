import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { PodController } from './main-container';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { checkContainerPort, PortEntry } from '../../internal/naming/container-ports';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { templatePath } from '../pod-template';

/** Which container of a pod declares which port: one that listens in a sidecar is declared there alone. */
export class SidecarPorts {
  private readonly taken = new Set<number>();

  /**
   * @param controller makes the pod
   * @param ports those that the workload declares
   * @param mainFields what the main container's probes ask
   */
  constructor(
    private readonly controller: PodController,
    private readonly ports: readonly PortEntry[],
    private readonly mainFields: JsonObject,
  ) {}

  /** The ports of a sidecar that listens on `number`; all protocols that the workload speaks there. */
  public take(scope: Construct, number: number | undefined): PortEntry[] {
    if (number === undefined) return [];
    checkContainerPort(scope, 'port', number);
    if (this.taken.has(number)) {
      const must = 'be a port that no other sidecar listens on';
      fail(scope, { prop: 'port', must, got: number, remedy: 'choose another one' });
    }
    const shared = this.ports.filter(({ containerPort }) => containerPort === number);
    shared.forEach((port) => this.checkNotProbed(scope, port));
    this.taken.add(number);
    const mainPorts = `/${templatePath(this.controller).join('/')}/spec/containers/0/ports`;
    shared.forEach(({ name }) => Overlay.of(ApiObject.of(this.controller)).dropNamed(mainPorts, name));
    this.leadServiceTo(shared);
    return shared.length > 0 ? shared : [ownPort(number)];
  }

  /** By number: before Kubernetes 1.33, not every controller finds names of ports among native sidecars. */
  private leadServiceTo(ports: readonly PortEntry[]): void {
    const service = this.controller.node.scope?.node.tryFindChild('Service');
    if (service === undefined || ports.length === 0) return;
    const entries = ports.map(({ name, containerPort }) => ({ name, targetPort: containerPort }));
    Overlay.of(ApiObject.of(service)).merge({ spec: { ports: entries } });
  }

  /** The kubelet would not find the name of the port in the main container, or would ask the sidecar about it. */
  private checkNotProbed(scope: Construct, { name, containerPort }: PortEntry): void {
    const probes = objectsIn(Object.values(this.mainFields));
    const isAsked = probes.some(({ httpGet, tcpSocket, grpc }) => (
      (httpGet ?? tcpSocket)?.port === name || grpc?.port === containerPort
    ));
    if (!isAsked) return;
    const must = 'be a port that the probes of the main container do not ask';
    fail(scope, { prop: 'port', must, got: containerPort, remedy: 'give the main container Probes with another port' });
  }
}

/** Names of ports must differ within a pod. */
function ownPort(containerPort: number): PortEntry {
  return { name: `probes-${containerPort}`, containerPort, servicePort: containerPort, protocol: 'TCP' };
}
