import * as fs from 'fs';
import * as path from 'path';
import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { anyText } from './arbitraries/text';
import { runs } from './runs';
import { ProductionApp } from '../../src';
import { messageOf, NAMED_ERROR, withoutHeading } from '../support/errors';

const OUTDIR = path.join(__dirname, 'never-written');

/** One bad value: what it is called, what the error must name, where it goes, and what may be put there. */
export interface Plant<C> {
  /** Where one prop may be bad in several ways. */
  readonly title?: string;
  readonly prop: string;
  readonly values: readonly unknown[];
  readonly plant: (given: C, value: never) => Partial<C>;
}

/** How a case is built, in an App of ours or in that of cdk8s. */
export type Build<C> = (given: C, app?: App) => App;

/** A construct, and all ways to call it. */
export interface Calls<C> {
  readonly valid: fc.Arbitrary<C>;
  readonly plants: readonly Plant<C>[];
  /** Those of them in whose place any text may stand. */
  readonly textPlants: readonly Plant<C>[];
  readonly build: Build<C>;
  /** Fails where what a case is built to is not complete. */
  readonly verify: (given: C, app: App) => void;
  /** How many cases are made up. */
  readonly cases: number;
}

/** What holds of every construct, whatever it is given; to be called in the `describe` of one. */
export function itTakesAnyCall<C extends object>(calls: Calls<C>): void {
  const { valid, plants, build, cases } = calls;

  it('made of valid values is written in full', () => {
    fc.assert(fc.property(valid, (given) => {
      expect(outcomeOf(calls, given)).toBeUndefined();
    }), runs(cases));
  });

  it.each(plants.map((plant) => ({ title: plant.prop, ...plant })))(
    'refuses a bad $title by the name $prop', ({ prop, values, plant }) => {
      fc.assert(fc.property(valid, (given) => {
        for (const value of values) {
          const message = messageOf(() => build({ ...given, ...plant(given, value as never) }));
          expect(message).toMatch(NAMED_ERROR);
          expect(message.slice(0, message.indexOf(' must '))).toMatch(`'${prop}'`);
        }
      }), runs(1));
    },
  );

  it('made of any text ends in a named error before anything is written, or in a full output', () => {
    const outcomes: (string | undefined)[] = [];
    fc.assert(fc.property(withAnyText(calls), (given) => {
      const message = outcomeOf(calls, given);
      outcomes.push(message);
      if (message !== undefined) expect(message).toMatch(NAMED_ERROR);
      expect(fs.existsSync(OUTDIR)).toBe(false);
    }), runs(cases));
    const refused = outcomes.filter((message) => message !== undefined).length / outcomes.length;
    expect(refused).toBeGreaterThan(0.2);
    expect(refused).toBeLessThan(0.8);
  });
}

/** Calls in which any text may stand in two places. */
function withAnyText<C extends object>({ valid, textPlants }: Calls<C>): fc.Arbitrary<C> {
  const planted = fc.tuple(fc.constantFrom(...textPlants), anyText);
  return fc.tuple(valid, fc.array(planted, { maxLength: 2 })).map(([given, changes]) => (
    changes.reduce<C>((changed, [{ plant }, text]) => ({ ...changed, ...plant(changed, text as never) }), given)
  ));
}

/** The message that a case ends in; undefined where it ends in output that is complete. */
function outcomeOf<C>({ build, verify }: Calls<C>, given: C): string | undefined {
  let app;
  try {
    app = build(given, new ProductionApp({ outdir: OUTDIR }));
    app.synthYaml();
  } catch (error) {
    return withoutHeading(error as Error);
  }
  verify(given, app);
  return undefined;
}
