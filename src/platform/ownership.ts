/**
 * Who answers for a subtree, and who pays for it.
 *
 * Every value becomes a label of every object, so each must be a label value.
 */
export interface Ownership {
  /**
   * The team that is on call, as the label `team`.
   *
   * @default - no label `team`
   */
  readonly team?: string;

  /**
   * Who is billed, as the label `cost-center`.
   *
   * @default - no label `cost-center`
   */
  readonly costCenter?: string;

  /**
   * Who decides about it, as the label `owner`. Waivers and alerts that name nobody else name the team where it is
   * left out.
   *
   * @default - no label `owner`
   */
  readonly owner?: string;
}
