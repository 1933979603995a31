import { ApiObject, App, Chart, IResolver, Lazy, resolve, ResolutionContext } from 'cdk8s';
import * as fc from 'fast-check';
import { resolveData } from '../../../src/internal/manifest/tokens';
import { Json } from '../../../src/internal/values/json';
import { runs } from '../../properties/runs';

class Quantity {
  constructor(public readonly value: Json) {}
}

const SHOUTING: IResolver = {
  resolve(context: ResolutionContext) {
    if (context.value === 'quiet') context.replaceValue('LOUD');
  },
};

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, undefined, 0, -1, true, '', 'quiet', new Date(0), Symbol.iterator, () => 1),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'value', 'resolve', 'constructor'), tie('value'), { maxKeys: 3 }),
    tie('value').map((inner) => Object.assign(Object.create(null), { inner })),
    tie('value').map((inner) => Lazy.any({ produce: () => inner })),
    tie('value').map((inner) => ({ resolve: () => inner })),
    tie('value').map((inner) => new Quantity(inner)),
  ),
})).value;

describe.each([
  ['those of cdk8s alone', new App()],
  ['one of the user', new App({ resolvers: [SHOUTING] })],
])('resolveData with resolvers: %s', (_, app) => {
  const target = new ApiObject(new Chart(app, 'chart'), 'object', { apiVersion: 'v1', kind: 'ConfigMap' });

  it('makes of everything what cdk8s makes of it', () => {
    fc.assert(fc.property(value, (data) => {
      expect(outcome(() => resolveData(data, target))).toEqual(outcome(() => resolve([], data, target)));
    }), runs(3_000));
  });

  it('gives a copy', () => {
    const data = { a: [{ b: 1 }] };
    const resolved = resolveData(data, target);
    resolved.a[0].b = 2;
    expect(data).toEqual({ a: [{ b: 1 }] });
  });
});

/** What it gives, or that it fails. */
function outcome(run: () => Json): Json {
  try {
    return { value: run() };
  } catch (error) {
    return { error: (error as Error).constructor.name };
  }
}
