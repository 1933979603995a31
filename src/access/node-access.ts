import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { Waivers } from '../internal/manifest/waiver-annotations';
import { checkMountPath } from '../internal/naming/mount-paths';
import { checked } from '../internal/signatures/checked';
import { checkReason } from '../internal/values/plain-text';

const ROOT_FOLDER = '/';

/** Options for `NodeAccess.of`. */
export interface NodeAccessOptions {
  /**
   * Whether the pods are on the network of their node: they have its addresses, and their ports are ports of it.
   *
   * No network policy sees such pods, so that none is written: whoever reaches the node reaches them.
   *
   * In the manifest: pod template `spec.hostNetwork`.
   *
   * @default false
   */
  readonly network?: boolean;

  /**
   * Whether the pods see the processes of their node.
   *
   * In the manifest: pod template `spec.hostPID`.
   *
   * @default false
   */
  readonly processes?: boolean;

  /**
   * Folders of the node that the main container reads, by where they appear in it.
   *
   * They are read-only, and what is mounted in them later appears too; but a file system that is mounted within one
   * stays as the node has it, such as `/tmp` within `/`.
   *
   * In the manifest: pod template `spec.containers[0].volumeMounts` and `spec.volumes[].hostPath`.
   *
   * @default - none
   */
  readonly folders?: { [path: string]: string };

  /**
   * Whether the main container is root, without a capability: it reads files of root in the folders, such as logs of
   * containers.
   *
   * In the manifest: pod template `spec.containers[0].securityContext.runAsUser`.
   *
   * @default false
   */
  readonly root?: boolean;
}

/** The checks that forbid each of what may be opened. */
const FORBIDDEN_BY = {
  namespaces: ['pod-security-host-namespaces'],
  ports: ['pod-security-host-ports'],
  folders: ['pod-security-host-path-volumes', 'pod-security-volume-types'],
  root: [
    'pod-security-run-as-non-root', 'pod-security-run-as-user', 'high-user-id', 'high-group-id', 'no-root-group',
  ],
};

/** A folder of the node, and where a container has it. @internal */
export interface NodeFolder {
  readonly path: string;
  readonly hostPath: string;
}

/**
 * What pods reach of the node that they run on.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 */
@checked
export class NodeAccess {
  /** Nothing, as any pod. */
  public static none(): NodeAccess {
    return new NodeAccess({});
  }

  /**
   * What is named, and nothing else. The reason is recorded as waivers of the checks that forbid it.
   *
   * @example
   *
   * NodeAccess.of('it reads the logs of containers', { folders: { '/host/logs': '/var/log/pods' }, root: true });
   *
   * @param reason why the pods need it
   * @param options what they reach
   */
  public static of(reason: string, options: NodeAccessOptions): NodeAccess {
    return new NodeAccess({ ...options, folders: { ...options.folders } }, reason);
  }

  private constructor(private readonly options: NodeAccessOptions, private readonly reason?: string) {}

  /** @internal */
  public get _network(): boolean {
    return this.options.network ?? false;
  }

  /** @internal */
  public get _processes(): boolean {
    return this.options.processes ?? false;
  }

  /** @internal */
  public get _folders(): NodeFolder[] {
    return Object.entries(this.options.folders ?? {}).map(([path, hostPath]) => ({ path, hostPath }));
  }

  /** @internal */
  public get _root(): boolean {
    return this.options.root ?? false;
  }

  /** Whether it is more than any pod has. @internal */
  public get _opensNode(): boolean {
    return this._network || this._processes || this._folders.length > 0;
  }

  /** Refuses what cannot be opened. @internal */
  public _check(scope: Construct): void {
    if (this.reason === undefined) return;
    checkReason(scope, 'nodeAccess', this.reason);
    if (!this._opensNode) {
      const remedy = 'say network, processes or folders, or leave it out';
      fail(scope, { prop: 'nodeAccess', must: 'open something of the node', got: this.options, remedy });
    }
    if (this._root && this._folders.length === 0) {
      const must = 'come with folders, which it is there to read';
      fail(scope, { prop: 'nodeAccess.root', must, got: true, remedy: 'name the folders, or leave it out' });
    }
    for (const { path, hostPath } of this._folders) {
      checkMountPath(scope, 'nodeAccess.folders', path);
      if (hostPath !== ROOT_FOLDER) checkMountPath(scope, `nodeAccess.folders.${path}`, hostPath);
    }
  }

  /** Records why the checks are not followed that forbid what it opens. @internal */
  public _record(waivers: Waivers, hasPorts: boolean): void {
    const { reason } = this;
    if (reason === undefined) return;
    const checkIds = [
      ...(this._network || this._processes ? FORBIDDEN_BY.namespaces : []),
      ...(this._network && hasPorts ? FORBIDDEN_BY.ports : []),
      ...(this._folders.length > 0 ? FORBIDDEN_BY.folders : []),
      ...(this._root ? FORBIDDEN_BY.root : []),
    ];
    for (const checkId of checkIds) waivers.addOptOut('nodeAccess', checkId, { reason });
  }
}
