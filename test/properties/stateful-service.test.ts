import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { Plant } from './bad-values';
import { runs } from './runs';
import { STATEFUL_PLANTS } from './stateful-bad-values';
import { buildStatefulApp } from './stateful-build';
import { StatefulCase, validStatefulCase } from './stateful-case';
import { STATEFUL_SERVICE } from './stateful-expectations';
import { anyText } from './text';
import { expectComplete } from './verify';
import { ProductionApp } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';

const OUTDIR = path.join(__dirname, 'never-written');
const TEXT_PLANTS = STATEFUL_PLANTS.filter(({ values }) => typeof values[values.length - 1] === 'string');

const planted = fc.tuple(fc.constantFrom(...TEXT_PLANTS), anyText);
/** Calls in which any text may stand anywhere. */
const wildCase = fc.tuple(validStatefulCase, fc.array(planted, { maxLength: 2 })).map(([given, changes]) => (
  changes.reduce<StatefulCase>((changed, [plant, text]) => withPlanted(changed, plant, text), given)
));

function withPlanted(given: StatefulCase, { plant }: Plant<StatefulCase>, value: unknown): StatefulCase {
  return { ...given, ...plant(given, value as never) };
}

/** The message that a case ends in; undefined where it ends in output that is complete. */
function outcomeOf(given: StatefulCase): string | undefined {
  let app;
  try {
    app = buildStatefulApp(given, new ProductionApp({ outdir: OUTDIR }));
  } catch (error) {
    return (error as Error).message;
  }
  expectComplete(given, app, STATEFUL_SERVICE);
  return undefined;
}

describe('a StatefulService', () => {
  it('made of valid values is written in full', () => {
    fc.assert(fc.property(validStatefulCase, (given) => {
      expect(outcomeOf(given)).toBeUndefined();
    }), runs(60));
  });

  it.each(STATEFUL_PLANTS)('refuses a bad $title by the name $prop', ({ prop, values, plant }) => {
    fc.assert(fc.property(validStatefulCase, (given) => {
      for (const value of values) {
        const message = messageOf(() => buildStatefulApp({ ...given, ...plant(given, value as never) }));
        expect(message).toMatch(NAMED_ERROR);
        expect(message.slice(0, message.indexOf(' must '))).toMatch(`'${prop}'`);
      }
    }), runs(1));
  });

  it('made of any text ends in a named error before anything is written, or in a full output', () => {
    const outcomes: (string | undefined)[] = [];
    fc.assert(fc.property(wildCase, (given) => {
      const message = outcomeOf(given);
      outcomes.push(message);
      if (message !== undefined) expect(message).toMatch(NAMED_ERROR);
      expect(fs.existsSync(OUTDIR)).toBe(false);
    }), runs(60));
    const refused = outcomes.filter((message) => message !== undefined).length / outcomes.length;
    expect(refused).toBeGreaterThan(0.2);
    expect(refused).toBeLessThan(0.8);
  });
});
