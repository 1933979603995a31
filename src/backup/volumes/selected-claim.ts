/** A claim as those that snapshots are taken of. */
export interface SelectedClaim {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
}
