import type { Result as SarifResult, Suppression } from 'sarif';
import { Fingerprints } from './fingerprints';
import { FileAddress, locationsOf } from './sarif-locations';
import { LEVELS } from './sarif-rules';
import { plainMessage } from './sarif-text';
import { waiversOf } from '../../checks/judging/recorded-waivers';
import { Result, Status } from '../../checks/model/result';
import { Waiver } from '../../checks/model/waiver';
import { shownText } from '../../internal/values/visible-text';
import { quotedValueText, valueText } from '../manifest-values';
import { subjectOf } from '../object-names';

const MAX_MESSAGE = 1000;
/** The second part of it says of which kind of finding it is, should another be needed. */
const FINGERPRINT = 'preflightFinding/v1';
const KINDS = {
  passed: 'pass', failed: 'fail', waived: 'fail', notApplicable: 'notApplicable', error: 'open',
} as const satisfies Record<Status, SarifResult.kind>;

/** Writes results for rules that stand in the order of `ruleIndex`. */
export class SarifResults {
  private readonly fingerprints = new Fingerprints();

  constructor(
    private readonly ruleIndex: ReadonlyMap<string, number>,
    private readonly addressOf: FileAddress,
    private readonly hasBaseline: boolean,
  ) {}

  public of(result: Result): SarifResult {
    const { check } = result;
    const kind = KINDS[result.status];
    const locations = locationsOf(result, this.addressOf);
    const uri = locations[0]?.physicalLocation?.artifactLocation?.uri;
    return {
      ruleId: check.id,
      ruleIndex: this.ruleIndex.get(check.id),
      kind,
      level: kind === 'fail' ? LEVELS[check.severity] : 'none',
      message: { text: messageOf(result) },
      ...(locations.length === 0 ? {} : { locations }),
      partialFingerprints: { [FINGERPRINT]: this.fingerprints.of(result, uri) },
      ...(this.hasBaseline && result.status === 'failed' ? { baselineState: baselineStateOf(result) } : {}),
      ...suppressionsOf(result),
      ...propertiesOf(result),
    };
  }
}

function baselineStateOf({ isKnown }: Result): SarifResult.baselineState {
  return isKnown ? 'unchanged' : 'new';
}

/** What a result says, and of what. */
export function messageOf(result: Result): string {
  const { container, message } = result;
  const who = container === undefined ? '' : `container ${shownText(container)} `;
  return plainMessage(`${subjectOf(result)}: ${who}${shownText(message, MAX_MESSAGE)}`);
}

/** Where nothing was waived there is no list, not even an empty one, which would say that nothing is. */
function suppressionsOf(result: Result): { suppressions?: Suppression[] } {
  const { status, waiver } = result;
  if (status !== 'waived' || waiver === undefined) return {};
  const kind = waiver.tool !== undefined || isWaivedByItself(result) ? 'inSource' : 'external';
  return { suppressions: [{ kind, status: 'accepted', justification: justificationOf(waiver) }] };
}

/** Whether it is an annotation that waives it, and no file beside the manifests. */
function isWaivedByItself({ manifest, check, container }: Result): boolean {
  return manifest !== undefined && waiversOf(manifest).some((entry) => (
    entry.waiver !== undefined && entry.checkId === check.id && (entry.container ?? container) === container
  ));
}

function justificationOf({ reason, owner, until, ticket, tool }: Waiver): string {
  const facts = Object.entries({ owner, until, ticket, 'written for': tool }).flatMap(([name, text]) => (
    text === undefined ? [] : [`${name} ${shownText(text)}`]
  ));
  return plainMessage([shownText(reason, MAX_MESSAGE), ...facts].join('; '));
}

function propertiesOf({ path, actual, expected }: Result) {
  const properties = {
    ...(path === undefined ? {} : { path: shownText(path) }),
    ...(actual === undefined ? {} : { current: quotedValueText(actual) }),
    ...(expected === undefined ? {} : { wanted: valueText(expected) }),
  };
  return Object.keys(properties).length === 0 ? {} : { properties };
}
