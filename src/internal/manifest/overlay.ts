import { ApiObject, JsonPatch } from 'cdk8s';
import { Complaint, complaintOf, describe, madeConstruct, pathOf } from '../fail';
import { refusePlainSecrets } from './plain-secrets';
import { isResolved, resolveData } from './tokens';
import { headFirst, isPlainData, isSame, Json, JsonObject, mergeByName, mergePatch } from '../values/json';
import { missingTarget, PatchOperation, removeNamed, removeWhereSame } from '../values/json-pointer';
import { Unshown } from '../values/shown-value';
import { misreadText } from '../values/yaml/yaml-text';

const OVERLAY = Symbol.for('cdk8s-preflight.overlay');

interface Change {
  readonly verb: 'patch' | 'mergePatch';
  readonly shown: Json;
  /** The changed document, or what is wrong. */
  apply(document: JsonObject): { document: JsonObject } | { problem: string };
}

/** Makes another document of the one that is there. */
type Arrangement = (document: JsonObject) => JsonObject;

/** Refuses, by `fail`, a document that is not to be written. */
export type Requirement = (document: JsonObject) => void;

/** A requirement, and whether it need be looked at where no patch changed the object. */
interface Condition {
  readonly requirement: Requirement;
  /** Undefined where nobody can tell; it is then looked at whenever the object is rendered. */
  readonly isTouched?: () => boolean;
}

/** An object with all defaults and changes. */
interface Outcome {
  readonly document: JsonObject;
  readonly problems: string[];
  /** What each change was applied to. */
  readonly steps: readonly { readonly change: Change; readonly before: JsonObject }[];
}

/**
 * What is merged into an object after cdk8s has serialized it.
 *
 * cdk8s-plus drops fields that it does not know, so neither they nor a user's patch of them can go through it.
 */
export class Overlay {
  /** The overlay of an object, which from now on takes part in its serialization. */
  public static of(target: ApiObject): Overlay {
    const carrier = target as ApiObject & { [OVERLAY]?: Overlay };
    return carrier[OVERLAY] ??= new Overlay(target);
  }

  /** The overlay of an object, where it has one. */
  public static find(target: ApiObject): Overlay | undefined {
    return (target as ApiObject & { [OVERLAY]?: Overlay })[OVERLAY];
  }

  private readonly dropped: { pointer: string; value: Json }[] = [];
  private readonly droppedItems: { pointer: string; name: string }[] = [];
  private readonly fragments: JsonObject[] = [];
  private readonly arrangements: Arrangement[] = [];
  private readonly completions: Arrangement[] = [];
  private readonly changes: Change[] = [];
  private readonly conditions: Condition[] = [];

  private constructor(private readonly target: ApiObject) {
    const serialize = target.toJson.bind(target);
    target.toJson = () => this.render(serialize());
    target.addJsonPatch = (...operations: JsonPatch[]) => operations.forEach((operation) => this.patch(operation));
    this.require((document) => refusePlainSecrets(target, document));
    madeConstruct(target).node.addValidation({
      validate: () => (this.isSuspect() ? this.problemsOf(this.change(serialize())) : []),
    });
  }

  /** Whether the user changed the object by a patch. */
  public get isChanged(): boolean {
    return this.changes.length > 0;
  }

  /** Adds fields of the library's own; lists pair by name, null removes. */
  public merge(fragment: JsonObject): void {
    this.fragments.push(fragment);
  }

  /** Leaves out the namespace, which cdk8s writes on whatever is in a chart that has one. */
  public dropNamespace(): void {
    this.merge({ metadata: { namespace: null } });
  }

  /** Leaves a field out where it says no more than Kubernetes assumes anyway. */
  public dropDefault(pointer: string, value: Json): void {
    this.dropped.push({ pointer, value });
  }

  /** Leaves the item of a list out that has this name, and the list where nothing stays in it. */
  public dropNamed(pointer: string, name: string): void {
    this.droppedItems.push({ pointer, name });
  }

  /** Makes another document of the one that is there, before the user changes it. */
  public arrange(arrangement: Arrangement): void {
    this.arrangements.push(arrangement);
  }

  /** Makes another document of the one that is there, after the user changed it; requirements do not see it. */
  public complete(completion: Arrangement): void {
    this.completions.push(completion);
  }

  /**
   * Holds the object to something, whatever changes it.
   *
   * @param requirement looks at what is finally written
   * @param isTouched whether something other than a patch may have broken it; left out where nobody can tell, it is
   * looked at whenever the object is rendered
   */
  public require(requirement: Requirement, isTouched?: () => boolean): void {
    this.conditions.push({ requirement, isTouched });
  }

  /** Adds an operation of the user's, by RFC 6902. */
  public patch(operation: JsonPatch): void {
    const plain = (operation as unknown as { _toJson(): PatchOperation })._toJson();
    this.changes.push({ verb: 'patch', shown: plain, apply: (document) => applyOperation(document, operation, plain) });
  }

  /** Adds a document of the user's, by RFC 7386. */
  public mergePatch(patch: JsonObject): void {
    const resolved = () => resolveData(patch, this.target);
    const apply = (document: JsonObject) => applyMergePatch(document, patch, resolved);
    this.changes.push({ verb: 'mergePatch', shown: patch, apply });
  }

  private render(serialized: JsonObject): JsonObject {
    const outcome = this.change(serialized);
    const { document } = outcome;
    const problems = this.problemsOf(outcome);
    const misread = misreadText(document);
    if (misread !== undefined) problems.push(describeMisread(misread));
    if (problems.length > 0) throw new Error(`[${pathOf(this.target)}] ${problems[0]}`);
    return inTurn(this.completions, document === serialized ? document : headFirst(document));
  }

  private isSuspect(): boolean {
    return this.isChanged || this.conditions.some((condition) => condition.isTouched?.());
  }

  /** The object with all defaults and changes; a change that cannot be is left out. */
  private change(serialized: JsonObject): Outcome {
    const problems: string[] = [];
    const steps: { change: Change; before: JsonObject }[] = [];
    let document = this.defaults(serialized);
    for (const change of this.changes) {
      const outcome = attempt(change, document);
      steps.push({ change, before: document });
      if ('problem' in outcome) problems.push(outcome.problem);
      else document = outcome.document;
    }
    return { document, problems, steps };
  }

  private problemsOf(outcome: Outcome): string[] {
    for (const { requirement, isTouched } of this.conditions) {
      if (!this.isChanged && isTouched?.() === false) continue;
      const complaint = complaintOf(() => requirement(outcome.document));
      if (complaint !== undefined) outcome.problems.push(describeBroken(complaint, requirement, outcome));
    }
    return outcome.problems;
  }

  private defaults(serialized: JsonObject): JsonObject {
    const document = this.fragments
      .reduce((merged, fragment) => mergeByName(merged, this.resolved(fragment)), serialized);
    this.dropped.forEach(({ pointer, value }) => removeWhereSame(document, pointer, value));
    this.droppedItems.forEach(({ pointer, name }) => removeNamed(document, pointer, name));
    return inTurn(this.arrangements, document);
  }

  /** Merging copies, so that what is plain need not be copied before. */
  private resolved(fragment: JsonObject): JsonObject {
    return isResolved(fragment, this.target) ? fragment : resolveData(fragment, this.target);
  }
}

function inTurn(arrangements: readonly Arrangement[], document: JsonObject): JsonObject {
  return arrangements.reduce((arranged, arrange) => arrange(arranged), document);
}

/** Names the change that broke it: the one after which it never held again. */
function describeBroken(complaint: Complaint, requirement: Requirement, { steps }: Outcome): string {
  const { prop, must, got, remedy } = complaint;
  const isWhole = (document: JsonObject) => complaintOf(() => requirement(document))?.prop !== prop;
  const culprit = [...steps].reverse().find(({ before }) => isWhole(before));
  if (culprit === undefined) return describe(complaint);
  const { verb, shown } = culprit.change;
  return describe({ prop: verb, must: `let '${prop}' ${must}`, got: got instanceof Unshown ? got : shown, remedy });
}

function describeMisread({ text, must }: { text: string; must: string }): string {
  return describe({ prop: 'manifest', must, got: text, remedy: 'write it differently' });
}

function attempt(change: Change, document: JsonObject): { document: JsonObject } | { problem: string } {
  const outcome = change.apply(document);
  if ('problem' in outcome || isTest(change) || !isSame(outcome.document, document)) return outcome;
  return { problem: complainAbout(change.verb, change.shown, 'change the object') };
}

function isTest(change: Change): boolean {
  return change.verb === 'patch' && (change.shown as PatchOperation).op === 'test';
}

function applyMergePatch(document: JsonObject, given: JsonObject, resolved: () => JsonObject) {
  try {
    const patch = resolved();
    if (isPlainData(patch)) return { document: structuredClone(mergePatch(document, patch)) as JsonObject };
  } catch {
    // What refers to itself overflows the stack before it can be looked at.
  }
  return { problem: complainAbout('mergePatch', given, 'hold nothing but plain data') };
}

function applyOperation(document: JsonObject, operation: JsonPatch, plain: PatchOperation) {
  const missing = missingTarget(document, plain);
  if (missing !== undefined) {
    return { problem: complainAbout('patch', plain, `address what is there (${missing})`) };
  }
  try {
    return { document: JsonPatch.apply(structuredClone(document), operation) as JsonObject };
  } catch (error) {
    return { problem: complainAbout('patch', plain, `apply (${firstLine(error)})`) };
  }
}

function complainAbout(prop: string, got: Json, must: string): string {
  return describe({ prop, must, got, remedy: 'compare it with the synthesized manifest, or remove it' });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0];
}
