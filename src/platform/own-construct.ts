import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Platform } from './platform';
import { CHECK_IDS } from '../checks/check-ids';
import { WaiverOptions } from '../contracts/waiver-options';
import { fail, pathOf } from '../internal/fail';
import { isObjectBelow, mergePatchWithin, patchWithin } from '../internal/manifest/escape-hatch';
import { Waivers } from '../internal/manifest/waiver-annotations';
import { closestWord } from '../internal/values/closest-word';

/**
 * What every construct of this library can do with the objects that it made.
 *
 * It is not part of the package's own names: each construct has these members itself, in every language.
 *
 * @internal
 */
export abstract class OwnConstruct extends Construct {
  private mainObject?: ApiObject;

  /**
   * Records the decision not to follow a check of the readiness checklist.
   *
   * Fails where the check is waived already, and where the construct has several objects alike and none is named.
   *
   * In the manifest: annotation `preflight/waive.<check id>` of the object.
   *
   * @param checkId the id of the check
   * @param reason why it does not hold here
   * @param options which object, who decided, until when, and where it was discussed
   */
  public waive(checkId: string, reason: string, options: WaiverOptions = {}): void {
    this._waiversOf(options.target, checkId).add({ checkId, reason, ...this._decision(options) });
  }

  /**
   * Changes an object of this construct by JSON Patch; applied after everything else.
   *
   * Fails before any file is written where an operation addresses nothing or changes nothing, and where other objects
   * go by what it changes, such as a name or a selector; the message says what to use instead.
   *
   * @param target one of the public objects of this construct
   * @param operations applied in this order
   * @see https://www.rfc-editor.org/rfc/rfc6902
   */
  public patch(target: IConstruct, ...operations: JsonPatch[]): void {
    patchWithin(this, target, operations);
  }

  /**
   * Changes an object of this construct by JSON Merge Patch; applied after everything else.
   *
   * Fails before any file is written where the document changes nothing, and where other objects go by what it changes.
   *
   * @param target one of the public objects of this construct
   * @param document what to merge; null removes
   * @see https://www.rfc-editor.org/rfc/rfc7386
   */
  public mergePatch(target: IConstruct, document: { [key: string]: any }): void {
    mergePatchWithin(this, target, document);
  }

  /** Names the object that decisions are recorded at where no other is named, with its record. @internal */
  protected _recordAt(target: IConstruct, waivers: Waivers): void {
    this.mainObject = ApiObject.of(target);
    waivers.recordAt(this.mainObject);
  }

  /** Whether what is waived without a target is recorded at the object. @internal */
  public _isRecordedAt(object: ApiObject): boolean {
    if (this.mainObject !== undefined) return this.mainObject === object;
    const objects = this.node.findAll().filter(ApiObject.isApiObject);
    return objects.length === 1 && objects[0] === object;
  }

  /** Whether decisions about one container are recorded apart from those about the whole object. @internal */
  public _recordsOf(_container: string): boolean {
    return false;
  }

  /** Who decided, until when, and where it was discussed. @internal */
  protected _decision({ owner = Platform.of(this)._owner, until, ticket }: WaiverOptions) {
    return { owner, until, ticket };
  }

  /** The record of an object. @internal */
  protected _waiversOf(target: IConstruct | undefined, checkId: string): Waivers {
    return Waivers.of(target === undefined ? this.onlyObject(checkId) : this.ownObject(target)).as(this);
  }

  private onlyObject(checkId: string): ApiObject {
    if (this.mainObject !== undefined) return this.mainObject;
    const objects = this.node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
    if (objects.length === 1) return objects[0];
    if (objects.length === 0) {
      const must = `have an object, and ${pathOf(this)} has made none yet`;
      fail(this, { prop: 'waive', must, got: undefined, remedy: 'call it after what makes one, such as expose' });
    }
    this.checkKnown(checkId);
    fail(this, {
      prop: 'waive.target',
      must: `be one of the ${objects.length} objects of ${pathOf(this)}`,
      got: undefined,
      remedy: `name the object that ${checkId} is about; preflight list has all checks`,
    });
  }

  /** With a target it may be a check of the user's own, which is known when everything is written. */
  private checkKnown(checkId: string): void {
    if (CHECK_IDS.includes(checkId)) return;
    const meant = closestWord(checkId, CHECK_IDS);
    const other = 'give options.target too where it is a check of your own';
    fail(this, {
      prop: 'waive.checkId',
      must: 'name a check of the readiness checklist',
      got: checkId,
      remedy: `${meant === undefined ? 'see preflight list' : `write ${meant}`}, or ${other}`,
    });
  }

  private ownObject(target: IConstruct): ApiObject {
    if (!isObjectBelow(this, target)) {
      fail(this, {
        prop: 'waive.target',
        must: `be an object of ${pathOf(this)}`,
        got: pathOf(target),
        remedy: 'waive it at the construct that made it',
      });
    }
    return ApiObject.of(target);
  }
}
