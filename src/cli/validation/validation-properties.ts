import { Severity } from '../../checks/model/severity';
import { DEFAULT_MINOR } from '../../internal/kubernetes-version';
import { Callable, checkArguments } from '../../internal/signatures/argument-check';
import { Struct } from '../../internal/signatures/types';
import { JudgedPaths } from '../check/judge-paths';
import { chooseChecks } from '../check-selection';
import { judgedDay } from '../judged-day';
import { minorOf, registriesOf } from '../option-values';

/** The `properties` of the plugin: the options of `preflight check`, by names as files of settings have them. */
export interface ReadinessValidationProps {
  /** The least severity that counts; critical where it is left out. */
  readonly failOn?: Severity;
  /** The oldest minor that the manifests must run on. */
  readonly kubernetesVersion?: string;
  /** Where images may come from. */
  readonly registries?: readonly string[];
  /** Globs of what is left out. */
  readonly exclude?: readonly string[];
  /** Ids of the checks to judge by; all where it is left out. */
  readonly only?: readonly string[];
  /** Ids of checks that are left out. */
  readonly skip?: readonly string[];
  /** Packages that export checks of your own. */
  readonly checks?: readonly string[];
  /** The day on which waivers are judged. */
  readonly asOf?: string;
  /** A file with what people attest. */
  readonly evidence?: string;
  /** A file with what is waived. */
  readonly waivers?: string;
  /** A file with what is known and does not count, which `preflight check` writes. */
  readonly baseline?: string;
  /** Shows each finding, however many there are. */
  readonly all?: boolean;
}

const PLACE = 'ReadinessValidation';
const MEMBERS = 'failOn?: Severity, kubernetesVersion?: string, registries?: string[], exclude?: string[], '
  + 'only?: string[], skip?: string[], checks?: string[], asOf?: string, evidence?: string, waivers?: string, '
  + 'baseline?: string, all?: boolean';

/** As `public-api.ts` would have it, where there is what jsii knows alone. */
const CALLABLE: Callable = {
  parameters: [{
    name: 'properties',
    type: { kind: 'struct', struct: new Struct('ReadinessValidationProps', { members: MEMBERS }) },
    isOptional: true,
    isVariadic: false,
  }],
  placeOf: () => ({ path: PLACE }),
  entry: judgedOptions,
};

/** What the properties say, as `preflight check` would have it. */
export function judgedOptions(properties: ReadinessValidationProps): Omit<JudgedPaths, 'paths'> {
  checkArguments(CALLABLE, undefined, [properties]);
  const { kubernetesVersion = `1.${DEFAULT_MINOR}`, registries, asOf, baseline, ...rest } = properties;
  const options = {
    exclude: rest.exclude ?? [],
    packages: rest.checks ?? [],
    only: rest.only ?? [],
    skip: rest.skip ?? [],
    minor: minorOf(named('kubernetesVersion'), kubernetesVersion),
    registries: registriesOf(named('registries'), registries),
    asOf: judgedDay(asOf, process.env.SOURCE_DATE_EPOCH, named('asOf')),
    evidence: rest.evidence,
    waivers: rest.waivers,
    // A gate changes nothing.
    baseline: baseline === undefined ? undefined : { file: baseline, use: 'read' as const },
    isAll: rest.all ?? false,
  };
  inPlugin(() => chooseChecks(options));
  return options;
}

/** Does what `preflight check` does too: its errors do not say who complains. */
export function inPlugin<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new Error(`[${PLACE}] ${error instanceof Error ? error.message : String(error)}`);
  }
}

function named(property: string): string {
  return `[${PLACE}] 'properties.${property}'`;
}
