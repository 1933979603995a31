import { CheckDescription, Result, Status } from '../model/result';

/** As many results of each check and status are kept: a file of 300 kB can make hundreds of thousands. */
export const MOST_TOLD = 1_000;

/** What of one check is counted, beyond what is kept. */
export interface Untold {
  readonly check: CheckDescription;
  readonly status: Status;
  readonly findings: number;
  /** Of how many objects nothing is kept. */
  readonly objects: number;
}

/** What is counted instead of kept: what passed, most of all results of large sets, and more of what did not. */
export class Tally {
  private readonly passes = new Map<string, number>();
  private readonly objects = new Map<string, number>();
  private readonly counts = new Map<string, Count>();
  private readonly foreign = new Map<string, number>();

  /** @param mostTold as many results of each check and status are kept */
  constructor(private readonly mostTold = MOST_TOLD) {}

  /** Of an object that a check said something of, how often it passed. */
  public add(checkId: string, passed: number): void {
    this.passes.set(checkId, this.passedOf(checkId) + passed);
    this.objects.set(checkId, (this.objects.get(checkId) ?? 0) + 1);
  }

  /** Counts a result that did not pass; true where it is to be kept. Those of an object come together. */
  public isKept({ check, status, manifest, waiver }: Result): boolean {
    const key = `${status} ${check.id}`;
    let count = this.counts.get(key);
    if (count === undefined) this.counts.set(key, count = { check, status, told: 0, findings: 0, objects: 0 });
    const isKept = count.told < this.mostTold;
    if (isKept) count.told += 1;
    else count.findings += 1;
    if (!isKept && manifest !== count.last) count.objects += 1;
    count.last = manifest;
    const tool = isKept ? undefined : waiver?.tool;
    if (tool !== undefined) this.foreign.set(tool, (this.foreign.get(tool) ?? 0) + 1);
    return isKept;
  }

  /** How much of what is not kept is waived in the form of each tool. */
  public untoldByTool(): ReadonlyMap<string, number> {
    return this.foreign;
  }

  /** How often a check passed. */
  public passedOf(checkId: string): number {
    return this.passes.get(checkId) ?? 0;
  }

  /** Of how many objects a check said something; undefined where it was put to none here. */
  public objectsOf(checkId: string): number | undefined {
    return this.objects.get(checkId);
  }

  /** What did not pass and is not kept. */
  public untold(): Untold[] {
    return [...this.counts.values()].filter(({ findings }) => findings > 0)
      .map(({ check, status, findings, objects }) => ({ check, status, findings, objects }));
  }
}

interface Count {
  readonly check: CheckDescription;
  readonly status: Status;
  told: number;
  findings: number;
  objects: number;
  /** The object of the last result. */
  last?: Result['manifest'];
}
