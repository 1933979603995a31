import { buildBinaries } from './build';
import { ControlPlane } from './control-plane';
import { installCustomResources, MissingDefinition } from './custom-resources';
import { KubernetesRelease } from './versions';
import { Resources } from '../../src/cli/dry-run/api-resources';
import { ApiRequest, ApiResponse, Connection, send } from '../../src/cli/dry-run/api-server';
import { ManifestDocument } from '../../src/cli/dry-run/manifest-file';
import { objectPath } from '../../src/cli/dry-run/verdict';

/** A control plane with our custom resources, as tests use it. */
export class Cluster {
  /** Builds what is missing, starts it, and says how long that took. */
  public static async start(release: KubernetesRelease): Promise<Cluster> {
    const binaries = buildBinaries(release);
    const controlPlane = await ControlPlane.start(binaries);
    const leftOut = await installCustomResources(controlPlane.connection, Number(release.minor.slice(2)));
    process.stdout.write(`Kubernetes ${release.version}: started in ${controlPlane.startSeconds.toFixed(1)} s\n`);
    leftOut.forEach(({ kinds, reason }) => process.stdout.write(`  left out: ${kinds.join(', ')}, for ${reason}\n`));
    return new Cluster(release, controlPlane, leftOut);
  }

  public readonly connection: Connection;
  public readonly kubeconfig: string;
  public readonly resources: Resources;

  private constructor(
    public readonly release: KubernetesRelease,
    private readonly controlPlane: ControlPlane,
    private readonly leftOut: readonly MissingDefinition[],
  ) {
    this.connection = controlPlane.connection;
    this.kubeconfig = controlPlane.kubeconfig;
    this.resources = new Resources(this.connection);
  }

  public send(request: ApiRequest): Promise<ApiResponse> {
    return send(this.connection, request);
  }

  /** Where an object is, or all of its kind are; fails where the cluster does not serve it. */
  public async pathOf(document: ManifestDocument, name?: string): Promise<string> {
    const resource = await this.resources.find(document.apiVersion, document.kind);
    if (resource === undefined) throw new Error(`the cluster does not serve ${document.apiVersion} ${document.kind}`);
    return objectPath(resource, document, name);
  }

  /** Whether the definition of an object's kind could not be had. */
  public lacks({ apiVersion, kind }: ManifestDocument): boolean {
    return this.leftOut.some(({ kinds }) => kinds.includes(`${apiVersion}/${kind}`));
  }

  public stop(): Promise<void> {
    return this.controlPlane.stop();
  }
}
