import { CanaryShare } from './canary-share';
import { ReplicaBounds } from '../../availability/autoscaling';

const ALL = 100;
const TENTH = 10;

/** How few and how many pods a side may have. */
export type PodRange = Required<Omit<ReplicaBounds, 'reason'>>;

/** The pods of a canary beside those of a stable side, as near to a share as whole pods come. */
export function canaryRange(percent: number, stable: PodRange): PodRange {
  const min = nearestPods(percent, stable.min);
  return { min, max: Math.max(min, nearestPods(percent, stable.max)) };
}

/** What came of it. */
export function canaryShare(percent: number, canary: PodRange, stable: PodRange): CanaryShare {
  return {
    asked: percent, atMinimum: shareOf(canary.min, stable.min), atMaximum: shareOf(canary.max, stable.max),
  };
}

/** For people: what was asked for, and what it is. */
export function shareText({ asked, atMinimum, atMaximum }: CanaryShare): string {
  const errors = [atMinimum, atMaximum].map((share) => Math.round(Math.abs(share - asked) * TENTH) / TENTH);
  const least = `${atMinimum}% of the pods at the minimum of both sides, ${errors[0]} points from ${asked}%`;
  return `${least}; ${atMaximum}% at the maximum, ${errors[1]} points from it`;
}

/** One at least: a canary without pods shows nothing. */
function nearestPods(percent: number, stable: number): number {
  const exact = (stable * percent) / (ALL - percent);
  const [fewer, more] = [Math.max(1, Math.floor(exact)), Math.max(1, Math.ceil(exact))];
  return errorOf(fewer, stable, percent) <= errorOf(more, stable, percent) ? fewer : more;
}

function errorOf(canary: number, stable: number, percent: number): number {
  return Math.abs((ALL * canary) / (canary + stable) - percent);
}

function shareOf(canary: number, stable: number): number {
  return Math.round((ALL * TENTH * canary) / (canary + stable)) / TENTH;
}
