import { Chart } from 'cdk8s';
import { failuresOf, unknownSkip } from '../checks/judging/readiness';
import { ICheck } from '../checks/model/check';
import { Manifest } from '../checks/model/manifest';
import { Severity } from '../checks/model/severity';
import { withCallersStack } from '../internal/callers-stack';
import { fail, pathOf } from '../internal/fail';
import { Callable, checkArguments } from '../internal/signatures/argument-check';
import { membersOf, Struct } from '../internal/signatures/types';
import { Platform } from '../platform/platform';
import { Colors } from '../report/colors';
import { findingLines } from '../report/text-report';

/** Of what is found; a terminal keeps some thousand. */
const MAX_LINES = 1000;

/** Options for `expectReady`. */
export interface ExpectReadyOptions {
  /** The least severity that fails; critical where it is left out. */
  readonly failOn?: Severity;
  /** Ids of checks that are left out. */
  readonly skip?: readonly string[];
  /** Checks of your own, beside those of this library. */
  readonly checks?: readonly ICheck[];
}

/** As `public-api.ts` would have it, where there are classes alone. */
const CALLABLE: Callable = {
  parameters: [...membersOf('chart: cdk8s.Chart'), {
    name: 'options',
    type: {
      kind: 'struct',
      struct: new Struct('ExpectReadyOptions', { members: 'failOn?: Severity, skip?: string[], checks?: ICheck[]' }),
    },
    isOptional: true,
    isVariadic: false,
  }],
  placeOf: () => ({ path: 'expectReady' }),
  entry: expectReady,
};

/**
 * Fails a test where a chart is not ready for production, with what to change as the message.
 *
 * For TypeScript and JavaScript alone, and any test runner: `import { expectReady } from
 * 'cdk8s-preflight/lib/testing/expect-ready'`. Waivers do not expire here, so that no test changes with the day.
 */
export function expectReady(chart: Chart, options: ExpectReadyOptions = {}): void {
  checkArguments(CALLABLE, undefined, [chart, options]);
  const manifests = (chart.toJson() as Record<string, unknown>[]).map((content) => new Manifest(content));
  if (manifests.length === 0) {
    throw withCallersStack(new Error(`[${pathOf(chart)}] holds no object: nothing can be judged`));
  }
  const unknown = unknownSkip(options);
  if (unknown !== undefined) {
    fail(chart, { prop: 'skip', must: 'hold ids of checks', got: unknown, remedy: 'see preflight list' });
  }
  const { kubernetesVersion, trustedRegistries } = Platform.of(chart);
  const failures = failuresOf(manifests, { ...options, kubernetesVersion, trustedRegistries });
  if (failures.length === 0) return;
  const lines = findingLines(failures, new Colors(false));
  const rest = lines.length > MAX_LINES ? [`... and ${lines.length - MAX_LINES} more lines`] : [];
  const shown = [...lines.slice(0, MAX_LINES), ...rest];
  throw withCallersStack(new Error(`[${pathOf(chart)}] is not ready for production\n\n${shown.join('\n')}`));
}
