import { mapOf, mapsIn } from '../../model/values/plain-data';

/** By these labels others find the pods that cert-manager makes while it proves that a host is ours. */
export const ACME_SOLVER_LABELS = { 'acme.cert-manager.io/http01-solver': 'true' };

/** Whether a selector is about pods that a controller makes by itself, so that no manifest has them. */
export function selectsMadePods(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = mapOf(selector);
  const keys = [...Object.keys(mapOf(matchLabels)), ...mapsIn(matchExpressions).map(({ item }) => item.key)];
  return Object.keys(ACME_SOLVER_LABELS).some((label) => keys.includes(label));
}
