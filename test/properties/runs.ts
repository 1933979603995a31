const SEED = Number(process.env.FC_SEED ?? 20240101);
const FACTOR = Number(process.env.FC_RUNS ?? 1);

/** The same runs each time; `FC_SEED` chooses others, and `FC_RUNS` multiplies their number. */
export function runs(count: number): { seed: number; numRuns: number } {
  return { seed: SEED, numRuns: Math.max(1, Math.ceil(count * FACTOR)) };
}
