import { Construct } from 'constructs';
import { moduleProblems, probeModuleFile } from './probe-module-file';
import { unaskedTargets } from './probe-targets';
import { EXPORTER_PORT, exporterAddress } from '../../alerts/probes/probe-modules';
import { Autoscaling } from '../../availability/autoscaling';
import { Probes } from '../../availability/probes';
import { Resources } from '../../availability/resources';
import { fail } from '../../internal/fail';
import { Images } from '../../internal/images/third-party-images';
import { checked } from '../../internal/signatures/checked';
import { EVERY_ADDRESS } from '../../internal/values/addresses/ip-networks';
import { checkInteger, PORT_RANGE } from '../../internal/values/numbers';
import { OwnConstruct } from '../../platform/own-construct';
import { Config } from '../../pods/config/config';
import { ProductionService } from '../../workloads/production-service';

const FOLDER = '/etc/blackbox';
const FILE = 'blackbox.yaml';
const STEADY = 'the load is what the probes ask, as often as they are told to';

/** Properties for `BlackboxExporter`. */
export interface BlackboxExporterProps {
  /**
   * Name of all objects, by which Prometheus finds it.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The image, of version 0.25 or later.
   *
   * @default - blackbox_exporter 0.28.0 of quay.io
   */
  readonly image?: string;

  /**
   * TCP ports that it may ask, at any address.
   *
   * A probe of the tree that asks at another one is refused. Pods of the cluster are no such addresses to every
   * network: open the flow to one by `exporter.service.dependsOn(api)`.
   *
   * In the manifest: NetworkPolicy `spec.egress[].ports`.
   *
   * @default [80, 443]
   */
  readonly ports?: number[];

  /**
   * What each pod asks for.
   *
   * @default Resources.extraSmall()
   */
  readonly resources?: Resources;
}

/**
 * Asks addresses on behalf of Prometheus, as somebody outside would, with the modules of all probes of the tree.
 *
 * Writes what a ProductionService does, with a ConfigMap of all ConfigMaps of the tree that have the label
 * `preflight/probe-modules`, those of EndpointProbe and CertificateProbe among them. A new module rolls its pods.
 *
 * It belongs into the namespace of the platform's Prometheus, under the name that probes expect, `blackbox-exporter`;
 * where it is elsewhere, give them its `address` as `prober`. It cannot send ICMP, for which a process needs more
 * rights than Pod Security grants.
 *
 * @example
 *
 * const exporter = new BlackboxExporter(chart, 'blackbox-exporter');
 * new EndpointProbe(chart, 'pages', { urls: ['https://shop.example.com/'], prober: exporter.address });
 *
 * @see https://github.com/prometheus/blackbox_exporter
 */
@checked
export class BlackboxExporter extends OwnConstruct {
  /** Everything that runs. */
  public readonly service: ProductionService;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: BlackboxExporterProps = {}) {
    super(scope, id);
    const { name = id, image = Images.BLACKBOX_EXPORTER, ports = [80, 443] } = props;
    checkPorts(this, ports);
    this.service = new ProductionService(this, 'Service', {
      name,
      image,
      args: [`--config.file=${FOLDER}/${FILE}`],
      port: EXPORTER_PORT,
      config: Config._derived({ [FILE]: () => probeModuleFile(this) }, FOLDER),
      // It is ready as soon as it shows what it read.
      probes: Probes.http({ liveness: '/-/healthy', readiness: '/config' }),
      resources: props.resources ?? Resources.extraSmall(),
      scaling: Autoscaling.none(STEADY),
    });
    for (const port of ports) EVERY_ADDRESS.forEach((cidr) => this.service.dependsOnHost(cidr, port));
    this.node.addValidation({
      validate: () => [...moduleProblems(this), ...unaskedTargets(this, { address: this.address, ports })],
    });
  }

  /** Where it answers, with its port, as probes name it. */
  public get address(): string {
    const { reachablePods: { namespace }, reachableName } = this.service;
    return exporterAddress(reachableName, namespace);
  }
}

function checkPorts(scope: Construct, ports: readonly number[]): void {
  ports.forEach((port, index) => checkInteger(scope, { prop: `ports[${index}]`, value: port }, PORT_RANGE));
  const twice = ports.find((port, index) => ports.indexOf(port) !== index);
  if (twice !== undefined) {
    fail(scope, { prop: 'ports', must: 'name each port once', got: twice, remedy: 'remove it where it is too much' });
  }
}
