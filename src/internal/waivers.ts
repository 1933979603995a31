import { IConstruct } from 'constructs';
import { checkDate } from './dates';
import { fail } from './fail';
import { WAIVER_ANNOTATION_PREFIX } from './labels';
import { checkReason, checkText } from './text';

// An annotation's name may have 63 characters, `waive.` among them.
const CHECK_ID = /^(?=.{1,57}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** The ids of the checks that an opt-out of ours leaves unmet. */
export const CheckIds = {
  AUTOSCALER: 'has-autoscaler',
  REPLICAS: 'has-enough-replicas',
  DISRUPTION_BUDGET: 'has-disruption-budget',
  PROBES: 'has-probes',
  CPU_LIMIT: 'has-cpu-limit',
  DRAIN: 'drains-before-stop',
  SPREAD: 'spreads-over-zones',
  METRICS: 'has-metrics',
  POD_SECURITY: 'namespace-enforces-restricted',
  QUOTA: 'namespace-has-quota',
} as const;

/** That a typed default was left, and why; without it nothing was left, whatever the reason would be. */
export interface OptOut {
  readonly reason: string;
}

/** A decision not to follow a check. */
export interface WaiverEntry {
  readonly checkId: string;
  readonly reason: string;
  readonly owner?: string;
  readonly until?: string;
  readonly ticket?: string;
}

/** The decisions recorded for one object, as its annotations. */
export class Waivers {
  private readonly entries = new Map<string, WaiverEntry>();

  constructor(private readonly scope: IConstruct) {}

  public add(entry: WaiverEntry): void {
    const { checkId } = entry;
    if (!CHECK_ID.test(checkId)) {
      const remedy = 'write it as the readiness checklist does, such as has-cpu-limit';
      fail(this.scope, { prop: 'waive.checkId', must: 'be a check id in kebab-case', got: checkId, remedy });
    }
    checkReason(this.scope, 'waive.reason', entry.reason);
    for (const text of [entry.owner ?? '', entry.ticket ?? '']) checkText(this.scope, 'waive', text);
    if (entry.until !== undefined) checkDate(this.scope, 'waive.until', entry.until);
    if (this.entries.has(checkId)) {
      const remedy = 'remove this call: an opt-out, the environment or another call gave a reason already';
      fail(this.scope, { prop: 'waive.checkId', must: 'be waived once', got: checkId, remedy });
    }
    this.entries.set(checkId, entry);
  }

  /** Records a default that was left through the prop. */
  public addOptOut(prop: string, checkId: string, { reason }: OptOut): void {
    checkReason(this.scope, prop, reason);
    this.add({ checkId, reason });
  }

  public annotations(): Record<string, string> {
    const lines = [...this.entries.values()].map((entry) => [WAIVER_ANNOTATION_PREFIX + entry.checkId, valueOf(entry)]);
    return Object.fromEntries(lines) as Record<string, string>;
  }
}

/** The reason alone, or one line of JSON where more is known or the reason itself could be taken for JSON. */
function valueOf({ reason, owner, until, ticket }: WaiverEntry): string {
  const isMore = owner !== undefined || until !== undefined || ticket !== undefined || reason.trim().startsWith('{');
  return isMore ? JSON.stringify({ reason, owner, until, ticket }) : reason;
}
