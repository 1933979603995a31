import { Scanner } from './scanner';
import { isForAll, WaiverEntry, waiversOf } from '../checks/judging/recorded-waivers';
import { suppressionsOf } from '../checks/judging/suppression-annotations';
import { ICheck } from '../checks/model/check';
import { Manifest } from '../checks/model/manifest';
import {
  CHECKOV_SKIP, KUBE_LINTER_IGNORE_PREFIX, KUBE_SCORE_IGNORE, POLARIS_PREFIX, WAIVER_ANNOTATION_PREFIX,
} from '../internal/naming/labels';
import { isObject, JsonObject, mergeByName } from '../internal/values/json';
import { misreadBecause } from '../internal/values/yaml/yaml-text';

/** A rule that a scanner is to leave out, and why. */
interface Silenced {
  readonly rule: string;
  readonly reason: string;
}

type Annotations = Readonly<Record<string, string>>;

/** How each scanner is told, beside the annotations that are there. */
const FORMS: Readonly<Record<Scanner, (rules: readonly Silenced[], present: Annotations) => Annotations>> = {
  [Scanner.CHECKOV]: checkovSkips,
  [Scanner.KUBE_LINTER]: (rules) => each(rules, ({ rule, reason }) => [KUBE_LINTER_IGNORE_PREFIX + rule, reason]),
  [Scanner.KUBE_SCORE]: (rules, { [KUBE_SCORE_IGNORE]: list = '' }) => (
    { [KUBE_SCORE_IGNORE]: [...(list.trim() === '' ? [] : [list]), ...rules.map(({ rule }) => rule)].join(',') }
  ),
  [Scanner.POLARIS]: (rules) => each(rules, ({ rule }) => [`${POLARIS_PREFIX}${rule}-exempt`, 'true']),
};

/** Writes the waivers of objects in the forms of scanners too, for the rules that the checks refer to. */
export class WrittenSuppressions {
  private readonly references: ReadonlyMap<string, readonly string[]>;

  constructor(private readonly scanners: readonly Scanner[], checks: readonly ICheck[]) {
    this.references = new Map(checks.map(({ id, references }) => [id, references]));
  }

  /** The object with what its waivers say to the scanners; what it says to them already stays as it is. */
  public applyTo(manifest: JsonObject): JsonObject {
    const object = new Manifest(manifest);
    // None of the scanners knows containers or ends in annotations: what is for less would be written as more.
    const waivers = waiversOf(object).filter(isForAll);
    if (waivers.length === 0 || !isObject(manifest.metadata)) return manifest;
    const said = new Set(suppressionsOf(object).map(({ rule }) => rule));
    const annotations = [...new Set(this.scanners)].map((scanner) => {
      const rules = this.rulesOf(scanner, waivers).filter(({ rule }) => !said.has(`${scanner}:${rule}`));
      return rules.length === 0 ? {} : FORMS[scanner](rules, object.annotations);
    });
    // What somebody wrote of a rule, such as that Polaris is not to leave it out, is another decision.
    const added = Object.entries(Object.assign({}, ...annotations) as Annotations)
      .filter(([key]) => key === KUBE_SCORE_IGNORE || !Object.hasOwn(object.annotations, key));
    if (added.length === 0) return manifest;
    return mergeByName(manifest, { metadata: { annotations: Object.fromEntries(added) } }) as JsonObject;
  }

  private rulesOf(scanner: Scanner, waivers: readonly WaiverEntry[]): Silenced[] {
    const rules = new Map(waivers.flatMap(({ checkId, waiver }) => (this.references.get(checkId) ?? [])
      .filter((reference) => reference.startsWith(`${scanner}:`))
      .map((reference) => [reference.slice(scanner.length + 1), legible(waiver!.reason, checkId)] as const)));
    return [...rules].map(([rule, reason]) => ({ rule, reason })).sort(({ rule: left }, { rule: right }) => (
      left < right ? -1 : 1
    ));
  }
}

/** In JSON, as it stands in ours, it may be what nothing else can carry. */
function legible(reason: string, checkId: string): string {
  return misreadBecause(reason) === undefined ? reason : `see ${WAIVER_ANNOTATION_PREFIX}${checkId}`;
}

/** Each rule has an annotation, the numbers of which say nothing; Checkov fails at a second `=`. */
function checkovSkips(rules: readonly Silenced[], present: Annotations): Annotations {
  let number = 0;
  return each(rules, ({ rule, reason }) => {
    do number += 1; while (Object.hasOwn(present, `${CHECKOV_SKIP}${number}`));
    return [`${CHECKOV_SKIP}${number}`, `${rule}=${reason.replaceAll('=', ':')}`];
  });
}

function each(rules: readonly Silenced[], annotationOf: (rule: Silenced) => [string, string]): Annotations {
  return Object.fromEntries(rules.map(annotationOf));
}
