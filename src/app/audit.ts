import { App } from 'cdk8s';
import { RenderedObject } from './rendered-object';
import { ICheck } from '../checks/check';
import { Manifest } from '../checks/manifest';
import type * as Readiness from '../checks/readiness';
import { Result } from '../checks/result';
import { Severity } from '../checks/severity';
import { describe, pathOf } from '../internal/fail';
import { Platform } from '../platform/platform';

/** Options for `Audit.enforced`. */
export interface AuditOptions {
  /**
   * The least severity that keeps everything from being written.
   *
   * @default Severity.CRITICAL
   */
  readonly failOn?: Severity;

  /**
   * Ids of checks that are left out.
   *
   * @default - none
   */
  readonly skip?: string[];

  /**
   * Checks of your own, beside those of this library.
   *
   * @default - none
   */
  readonly checks?: ICheck[];

  /**
   * The day on which waivers are judged, as `YYYY-MM-DD`. Synthesis reads no clock.
   *
   * @default - waivers do not expire here; `preflight check` judges them as of today
   */
  readonly asOf?: string;
}

/** What ProductionApp asks of what it is about to write. */
export class Audit {
  /**
   * Puts the readiness checklist to all objects, and writes nothing where a check fails.
   *
   * @param options from which severity on, and which checks
   */
  public static enforced(options: AuditOptions = {}): Audit {
    return new Audit(options);
  }

  private constructor(private readonly options: AuditOptions) {}

  /** What keeps the objects from being written, in the form `[path] ...`. @internal */
  public _problems(app: App, objects: readonly RenderedObject[]): string[] {
    const paths = new Map(objects.map(({ path, manifest }) => [new Manifest(manifest), path]));
    const { kubernetesVersion } = Platform.of(app);
    // A hundred files, which whoever wants no audit need not load.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { failuresOf } = require('../checks/readiness') as typeof Readiness;
    return failuresOf([...paths.keys()], { ...this.options, kubernetesVersion })
      .map((result) => complaint(result, paths.get(result.manifest!) ?? pathOf(app)));
  }
}

function complaint({ check, container, message, path, expected, actual }: Result, constructPath: string): string {
  const who = container === undefined ? '' : `container ${container} `;
  const text = describe({
    prop: path ?? check.id,
    must: expected === undefined ? `pass ${check.id}` : `be ${JSON.stringify(expected)} to pass ${check.id}`,
    got: actual,
    remedy: `${who}${message}; ${check.remedy.construct ?? check.remedy.manifest}`,
  });
  return `[${constructPath}] ${text}`;
}
