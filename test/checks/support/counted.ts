/** How often something was read. */
export interface Reads {
  count: number;
}

/** The same data, of which each read of a member counts. */
export function counted<T extends object>(value: T, reads: Reads): T {
  const known = new WeakMap<object, object>();
  const wrap = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    const wrapped = known.get(one) ?? new Proxy(one, {
      get: (target, key) => {
        reads.count += 1;
        return wrap(Reflect.get(target, key));
      },
    });
    known.set(one, wrapped);
    return wrapped;
  };
  return wrap(value) as T;
}
