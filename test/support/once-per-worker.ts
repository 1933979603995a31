/** What was made under this key by an earlier suite of the worker, or is made now. */
export function oncePerWorker<T>(key: string, make: () => T): T {
  const { workerCache } = globalThis as { workerCache?: Map<string, unknown> };
  // Where suites have a realm of their own, there is nothing to be shared.
  if (workerCache === undefined) return make();
  if (!workerCache.has(key)) workerCache.set(key, make());
  return workerCache.get(key) as T;
}
