import { Construct } from 'constructs';
import { VeleroServerOptions } from './server-options';
import { checkDnsLabel } from '../../../internal/naming/names';
import { checked } from '../../../internal/signatures/checked';

/** Where Velero runs. */
@checked
export class VeleroServer {
  /**
   * Installed with the plan, in its namespace.
   *
   * @param options images, sizes, and who its pods are to the cloud
   */
  public static own(options: VeleroServerOptions = {}): VeleroServer {
    return new VeleroServer(options);
  }

  /**
   * Installed by somebody else, with all that the backups need: plugins, and the node agent where files are read or
   * snapshots moved. Its metrics must have the label `namespace`, by which the alerts find them.
   *
   * @param namespace where it runs
   */
  public static installed(namespace: string): VeleroServer {
    return new VeleroServer({}, namespace);
  }

  private constructor(
    /** @internal */ public readonly _options: VeleroServerOptions,
    /** The namespace of somebody else's; undefined where it is ours. @internal */ public readonly _foreign?: string,
  ) {}

  /** @internal */
  public _check(scope: Construct): void {
    if (this._foreign !== undefined) checkDnsLabel(scope, 'server.namespace', this._foreign);
  }
}
