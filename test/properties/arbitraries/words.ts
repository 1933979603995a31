import * as fc from 'fast-check';
import { isPlainWord } from './text';
import { TimeCase } from '../services/service-case';

/** Given or left out. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

/** Everything but one value. */
export function unlike<T>(value: T, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return arbitrary.filter((other) => other !== value);
}

export const serviceName = fc.oneof(
  fc.constantFrom('api', 'y', 'no', 'null', 'true', 'on', 'e1', 'constructor', 'a'.repeat(63), 'x--y'),
  fc.stringMatching(/^[a-z]([-a-z0-9]{0,10}[a-z0-9])?$/),
);

export const dnsLabel = fc.oneof(
  fc.constantFrom('web', '1e3', '010', '0x10', '2024-01-01', 'yes', 'null', '0', 'b'.repeat(63)),
  fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,8}[a-z0-9])?$/).filter(isPlainWord),
);

export const subdomain = fc.oneof(dnsLabel, fc.constantFrom('a.b', '1.5', '1.2.3', 'c'.repeat(63),
  `${'d.'.repeat(126)}d`));

export const labelValue = fc.oneof(
  fc.constantFrom('payments', 'cc-42', '1e3', '0x10', 'on', 'null', '1_000', '2024-01-01', '1.0', 'A'.repeat(63)),
  fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,8}[A-Za-z0-9])?$/).filter(isPlainWord),
);

const labelKey = fc.oneof(
  fc.constantFrom('app', 'example.com/name', 'no', '1e3', '010', 'k8s.io/N_1.a'),
  fc.stringMatching(/^[a-z]{1,6}$/),
);

export function labels(minKeys: number): fc.Arbitrary<Record<string, string>> {
  return fc.dictionary(labelKey, labelValue, { minKeys, maxKeys: 3, noNullPrototype: true });
}

export const portNumber = fc.oneof(fc.constantFrom(1024, 8080, 9090, 65535), fc.integer({ min: 1024, max: 65535 }));

/** Whole seconds of the range, in any unit that can say them. */
export function seconds(min: number, max: number): fc.Arbitrary<TimeCase> {
  const amount = fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max: Math.min(max, min + 100) }));
  return fc.tuple(fc.constantFrom('millis' as const, 'seconds' as const, 'minutes' as const), amount)
    .map(([unit, value]) => {
      if (unit === 'millis') return { unit, amount: value * 1000 };
      return unit === 'minutes' && value % 60 === 0 ? { unit, amount: value / 60 } : { unit: 'seconds', amount: value };
    });
}
