/** What passed, counted instead of kept: of large sets it is most of all results. */
export class Tally {
  private readonly passes = new Map<string, number>();
  private readonly objects = new Map<string, number>();

  /** Of an object that a check said something of, how often it passed. */
  public add(checkId: string, passed: number): void {
    this.passes.set(checkId, this.passedOf(checkId) + passed);
    this.objects.set(checkId, (this.objects.get(checkId) ?? 0) + 1);
  }

  /** How often a check passed. */
  public passedOf(checkId: string): number {
    return this.passes.get(checkId) ?? 0;
  }

  /** Of how many objects a check said something; undefined where it was put to none here. */
  public objectsOf(checkId: string): number | undefined {
    return this.objects.get(checkId);
  }
}
