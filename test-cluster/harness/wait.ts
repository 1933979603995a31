const PAUSE_MILLISECONDS = 100;

/** What is waited for, and how long. */
export interface Wait {
  readonly what: string;
  readonly seconds: number;
}

/** Asks again until there is an answer; fails when the time is over. */
export async function waitFor<T>({ what, seconds }: Wait, ask: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
  throw new Error(`${what} did not happen within ${seconds} seconds`);
}
