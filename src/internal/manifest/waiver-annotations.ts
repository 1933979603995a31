import { ApiObject, Lazy } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Overlay } from './overlay';
import { fail } from '../fail';
import { WAIVER_ANNOTATION_PREFIX } from '../naming/labels';
import { checkCalendarDay } from '../values/calendar-days';
import { undefinedIfEmpty } from '../values/json';
import { checkReason, checkText } from '../values/plain-text';

// An annotation's name may have 63 characters, `waive.` among them.
const MAX_KEY_LENGTH = 57;
const CHECK_ID = /^(?=.{1,57}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** That a typed default was left, and why; without it nothing was left, whatever the reason would be. */
export interface OptOut {
  readonly reason: string;
  /** Whether the check asks for it, known once the object is written; always, where it is left out. */
  isAsked?(): boolean;
}

/** A decision not to follow a check. */
export interface WaiverEntry {
  readonly checkId: string;
  readonly reason: string;
  readonly owner?: string;
  readonly until?: string;
  readonly ticket?: string;
  /** Whether the check asks for it; nothing is recorded that nobody needs. */
  isAsked?(): boolean;
}

const RECORD = Symbol.for('cdk8s-preflight.waivers');

/** The decisions recorded for one object, as its annotations. */
export class Waivers {
  /** The record of an object, which every construct adds to that says something of it. */
  public static of(object: ApiObject): Waivers {
    const known = (object as RecordedObject)[RECORD];
    if (known !== undefined) return known;
    const waivers = new Waivers(object);
    waivers.recordAt(object);
    const annotations = Lazy.any({ produce: () => undefinedIfEmpty(waivers.annotations()) });
    Overlay.of(object).merge({ metadata: { annotations } });
    return waivers;
  }

  /**
   * @param scope who is named in messages
   * @param container the container beside the main one that they concern
   * @param entries the record, by what follows the prefix of the annotation
   */
  constructor(
    private readonly scope: IConstruct,
    private readonly container?: string,
    private readonly entries = new Map<string, WaiverEntry>(),
  ) {}

  /** Makes this the record of an object; who made the object writes its annotations. */
  public recordAt(object: ApiObject): void {
    (object as RecordedObject)[RECORD] = this;
  }

  /** The same record, where another construct is named in messages. */
  public as(scope: IConstruct): Waivers {
    return new Waivers(scope, this.container, this.entries);
  }

  /** The same record, where what is added concerns one container beside the main one. */
  public ofContainer(scope: IConstruct, container: string): Waivers {
    return new Waivers(scope, container, this.entries);
  }

  /** Whether a reason is on record that holds for the whole object. */
  public has(checkId: string): boolean {
    return this.entries.has(checkId);
  }

  public add(entry: WaiverEntry): void {
    const { checkId, reason, owner = '', ticket = '', until } = entry;
    if (!CHECK_ID.test(checkId)) {
      const remedy = 'write it as the readiness checklist does, such as has-cpu-limit';
      fail(this.scope, { prop: 'waive.checkId', must: 'be a check id in kebab-case', got: checkId, remedy });
    }
    checkReason(this.scope, 'waive.reason', reason);
    for (const text of [owner, ticket]) checkText(this.scope, 'waive', text);
    if (until !== undefined) checkCalendarDay(this.scope, 'waive.until', until);
    const key = this.container === undefined ? checkId : `${checkId}.${this.container}`;
    if (key.length > MAX_KEY_LENGTH) {
      const must = `fit into the name of an annotation with the name of the container, ${MAX_KEY_LENGTH} in all`;
      fail(this.scope, { prop: 'waive.checkId', must, got: key, remedy: 'give the container a shorter name' });
    }
    if (this.entries.has(key)) {
      const remedy = 'remove this call: an opt-out, the environment or another call gave a reason already';
      fail(this.scope, { prop: 'waive.checkId', must: 'be waived once', got: key, remedy });
    }
    this.entries.set(key, entry);
  }

  /** Records a default that was left through the prop. */
  public addOptOut(prop: string, checkId: string, { reason, isAsked }: OptOut): void {
    checkReason(this.scope, prop, reason);
    this.add({ checkId, reason, isAsked });
  }

  public annotations(): Record<string, string> {
    const asked = [...this.entries].filter(([, entry]) => entry.isAsked?.() ?? true);
    const lines = asked.map(([key, entry]) => [WAIVER_ANNOTATION_PREFIX + key, valueOf(entry)]);
    return Object.fromEntries(lines) as Record<string, string>;
  }
}

interface RecordedObject extends ApiObject {
  [RECORD]?: Waivers;
}

/** The reason alone, or one line of JSON where more is known or the reason itself could be taken for JSON. */
function valueOf({ reason, owner, until, ticket }: WaiverEntry): string {
  const isMore = owner !== undefined || until !== undefined || ticket !== undefined || reason.trim().startsWith('{');
  return isMore ? JSON.stringify({ reason, owner, until, ticket }) : reason;
}
