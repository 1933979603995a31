import { ApiObject, Size, SizeRoundingBehavior } from 'cdk8s';
import { Construct } from 'constructs';
import { bucketTargets, helperPolicies } from './helper-policies';
import { VeleroServerOptions } from './server-options';
import { veleroAccess } from './velero-access';
import {
  agentResources, commonProgram, environmentOf, NODE_AGENT_NAME, PLUGIN_FOLDER, PLUGIN_SIZE, SCRATCH_FOLDER,
  SERVER_NAME, serverResources, serverScale,
} from './velero-program';
import { helperDemand, HelperSizes, nameOf, VeleroSettings, veleroSettings } from './velero-settings';
import { NodeAccess } from '../../../access/node-access';
import { fail } from '../../../internal/fail';
import { Images } from '../../../internal/images/third-party-images';
import { checkDnsLabel } from '../../../internal/naming/names';
import { NamespaceRegistry } from '../../../internal/tree/namespace-registry';
import { JsonObject } from '../../../internal/values/json';
import { formatBytes, parseQuantity } from '../../../internal/values/quantity';
import { NodeAgent } from '../../../workloads/nodes/node-agent';
import { ProductionWorker } from '../../../workloads/production-worker';
import { MOST_NODES } from '../../../workloads/workload-defaults';
import { VeleroLocation } from '../locations/velero-location';

const SCRATCH = Size.gibibytes(4);
const LEAST_SCRATCH = 1024;
const LEAST_MEMORY = 256;
const MOVER_MEMORY = Size.gibibytes(2);
/** Each repository has one at a time, and there is one repository for each namespace with volumes. */
const MAINTENANCE_PODS = 20;
const HELPERS = 'that Velero makes to move data and to tidy up repositories';
const NODE_FOLDERS = { '/host_pods': '/var/lib/kubelet/pods', '/var/lib/kubelet/plugins': '/var/lib/kubelet/plugins' };
const READS_NODE = 'it reads the volumes of all pods of its node, where the kubelet has mounted them for root';

/** What is installed, and where its backups go. */
export interface VeleroInstallation {
  readonly options: VeleroServerOptions;
  readonly namespace: string;
  readonly locations: readonly VeleroLocation[];
}

/** Velero as it is installed with a plan: the server at once, the agent with the first backup that needs it. */
export class InstalledVelero {
  public readonly server: ProductionWorker;
  public readonly binding: ApiObject;
  public readonly settings: VeleroSettings;
  public nodeAgent?: NodeAgent;
  public policies: ApiObject[] = [];
  private readonly sizes: HelperSizes;

  constructor(private readonly scope: Construct, private readonly velero: VeleroInstallation) {
    const { options, namespace, locations } = velero;
    this.sizes = sizesOf(scope, options);
    checkIdentity(scope, velero);
    this.settings = veleroSettings(scope, namespace, this.sizes);
    this.server = new ProductionWorker(scope, 'Server', {
      ...commonProgram(),
      ...serverScale(),
      name: SERVER_NAME,
      image: options.image ?? Images.VELERO,
      args: serverArguments(this.settings),
      env: { ...environmentOf(namespace), LD_LIBRARY_PATH: PLUGIN_FOLDER },
      resources: options.resources ?? serverResources(this.sizes.scratch),
    });
    addPlugins(scope, this.server, pluginsOf(options, locations));
    this.furnish(this.server);
    this.binding = veleroAccess(scope, { namespace, names: () => this.accounts });
  }

  /** Installs what reads files, and makes the pods that move data. */
  public addNodeAgent(): void {
    if (this.nodeAgent !== undefined) return;
    const { scope, sizes, settings, velero: { options, namespace, locations } } = this;
    const { image = Images.VELERO, maxNodes = MOST_NODES } = options;
    this.nodeAgent = new NodeAgent(scope, 'NodeAgent', {
      ...commonProgram(),
      name: NODE_AGENT_NAME,
      image,
      args: agentArguments(settings),
      env: environmentOf(namespace),
      nodeAccess: NodeAccess.of(READS_NODE, { folders: NODE_FOLDERS, root: true }),
      resources: agentResources(sizes.scratch),
      maxNodes,
    });
    this.nodeAgent.waive('no-node-credentials', READS_NODE);
    identifyAgent(this.nodeAgent);
    this.furnish(this.nodeAgent);
    const identityHosts = options.identity?._hosts ?? [];
    this.policies = helperPolicies(scope, { namespace, locations, identityHosts });
    this.countHelpers(maxNodes);
  }

  private get accounts(): string[] {
    const { server, nodeAgent } = this;
    return [server, ...(nodeAgent === undefined ? [] : [nodeAgent])].map(({ apiAccount: { name } }) => name);
  }

  /** What both programs need: room to write, the API servers, the buckets, and who they are there. */
  private furnish(workload: ProductionWorker | NodeAgent): void {
    const { sizes, velero: { options: { identity }, locations } } = this;
    workload.addWritableFolder(SCRATCH_FOLDER, { sizeLimit: sizes.scratch });
    workload._workload.changePods({ spec: { volumes: [scratchVolume(sizes.scratch)] } });
    workload.callKubernetesApi();
    for (const { cidr, port } of bucketTargets(locations)) workload.dependsOnHost(cidr, port);
    if (identity !== undefined) workload.useIdentity(identity);
  }

  private countHelpers(maxNodes: number): void {
    const { scope, sizes, velero: { namespace } } = this;
    const demand = helperDemand(sizes);
    const maxPods = maxNodes + MAINTENANCE_PODS;
    NamespaceRegistry.of(scope).addHelpers({ namespace, pod: demand, containers: [demand], maxPods, purpose: HELPERS });
  }
}

function sizesOf(scope: Construct, options: VeleroServerOptions): HelperSizes {
  const { scratch = SCRATCH, moverMemory = MOVER_MEMORY } = options;
  const given = [['scratch', scratch, LEAST_SCRATCH], ['moverMemory', moverMemory, LEAST_MEMORY]] as const;
  for (const [prop, size, least] of given) {
    const mebibytes = size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
    if (Number.isInteger(mebibytes) && mebibytes >= least && mebibytes <= 1024 ** 3) continue;
    const must = `be whole MiB, at least ${least}, and at most 1 PiB`;
    fail(scope, { prop: `server.${prop}`, must, got: size.asString(), remedy: 'write Size.gibibytes(4)' });
  }
  return { scratch, memory: moverMemory };
}

function checkIdentity(scope: Construct, { options: { identity }, locations }: VeleroInstallation): void {
  if (identity !== undefined || !locations.some(({ _needsIdentity }) => _needsIdentity)) return;
  const must = 'be given where a location has no credentials, or its pods would be whoever their node is';
  const remedy = 'give WorkloadIdentity.eksPodIdentity() or another, or credentials of the location';
  fail(scope, { prop: 'server.identity', must, got: undefined, remedy });
}

function serverArguments({ repositories, maintenance }: VeleroSettings): string[] {
  return [
    'server',
    `--backup-repository-configmap=${nameOf(repositories)}`,
    `--repo-maintenance-job-configmap=${nameOf(maintenance)}`,
  ];
}

function agentArguments({ nodeAgent, repositories }: VeleroSettings): string[] {
  return [
    'node-agent', 'server',
    `--node-agent-configmap=${nameOf(nodeAgent)}`,
    `--backup-repository-configmap=${nameOf(repositories)}`,
  ];
}

function pluginsOf({ plugins }: VeleroServerOptions, locations: readonly VeleroLocation[]): Record<string, string> {
  const needed = locations.map(({ _plugin: image }) => [/velero-plugin-for-[a-z-]+/.exec(image)![0], image]);
  return plugins ?? Object.fromEntries(needed) as Record<string, string>;
}

/** Each copies its plugin to a folder that the server starts them from. */
function addPlugins(scope: Construct, server: ProductionWorker, plugins: Record<string, string>): void {
  server.addWritableFolder(PLUGIN_FOLDER, { sizeLimit: PLUGIN_SIZE });
  const { volume } = server._workload.container.mounts.find(({ path }) => path === PLUGIN_FOLDER)!;
  for (const [name, image] of Object.entries(plugins)) {
    checkDnsLabel(scope, 'server.plugins', name);
    server.addInitContainer(name, { image }).mount('/target', volume);
  }
}

/** In the form that the API server gives back: this is a size in GiB, which cdk8s-plus writes in MiB. */
function scratchVolume(size: Size): JsonObject {
  const sizeLimit = formatBytes(parseQuantity(`${size.toMebibytes()}Mi`)!);
  return { name: SCRATCH_FOLDER.slice(1), emptyDir: { sizeLimit } };
}

/** By the label Velero finds the agent of a node; by the variable the agent knows its own. */
function identifyAgent(agent: NodeAgent): void {
  const env = [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }];
  agent._workload.changePods({
    metadata: { labels: { role: NODE_AGENT_NAME } },
    spec: { containers: [{ name: NODE_AGENT_NAME, env }] },
  });
}

