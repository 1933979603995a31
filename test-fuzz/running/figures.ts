import { Batch } from './child';
import { CaseFault, Slowest } from './order';
import { Campaign } from '../campaign';

/** What is known of a campaign at its end. */
export class Figures {
  public cases = 0;
  /** Of small inputs. */
  public slowest: Slowest = { seconds: 0, index: 0 };
  /** Of large ones, for as much of them as a small one may be. */
  public slowestLarge: Slowest = { seconds: 0, index: 0 };
  /** Of a process, in MiB. */
  public peakMemory = 0;
  public readonly faults: CaseFault[] = [];
  /** How often cases were skipped, by the reason. */
  public readonly skipped = new Map<string, number>();

  constructor(public readonly campaign: Campaign, public readonly seed: number) {}

  /** Adds cases from a first one on. */
  public add(first: number, { faults, end, next }: Batch): void {
    this.cases += next - first;
    this.faults.push(...faults);
    if (end === undefined) return;
    this.slowest = slower(this.slowest, end.slowest);
    this.slowestLarge = slower(this.slowestLarge, end.slowestLarge);
    this.peakMemory = Math.max(this.peakMemory, end.peakMemory);
    for (const [reason, count] of Object.entries(end.skipped)) {
      this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + count);
      this.cases -= count;
    }
  }

  /** For a person, in one line. */
  public get line(): string {
    const { campaign, cases, faults, slowest, slowestLarge, peakMemory } = this;
    const large = slowestLarge.seconds === 0 ? '' : `, of large ones ${timeOf(slowestLarge)} for as much`;
    return `${campaign.name}: ${cases} cases, ${faults.length} faults, slowest ${timeOf(slowest)}${large}, `
      + `at most ${peakMemory} MiB`;
  }
}

function slower(left: Slowest, right: Slowest): Slowest {
  return right.seconds > left.seconds ? right : left;
}

function timeOf({ seconds, index }: Slowest): string {
  return `${seconds.toFixed(2)} s (case ${index})`;
}
