import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { hostileText } from '../../test/support/cdk8s/hostile-texts';
import { NAMED_ERROR, withoutHeading } from '../../test/support/errors';
import { Random } from '../../test/support/random';
import { readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { Campaign, Fault } from '../campaign';
import { hostileValue } from '../input/hostile-values';
import { expectSafe } from '../judged';
import { digestElsewhere } from '../texts/other-machine';
import { digestOf, Outcome, outcomeOf, TextCase } from '../texts/outcome';
import { PLACES } from '../texts/places';

const ERROR_LENGTH = 2_000;

/** Texts in the props of constructs: what users get from forms, files and other programs. */
export const TEXTS: Campaign = {
  name: 'texts',
  what: 'texts in names, values, files and reasons of constructs, read back by two readers, in two locales',
  share: 4,
  isTimed: true,
  async run(random, { folder }) {
    const given = { place: random.below(PLACES.length), text: textFrom(random) };
    fs.writeFileSync(path.join(folder, 'case.json'), JSON.stringify(given));
    const outcome = outcomeOf(given);
    if (outcome.yaml === undefined) expectRefusal(outcome.error!);
    else expectRead(outcome.yaml, given);
    await expectSameElsewhere(outcome, given);
  },
};

function textFrom(random: Random): string {
  const value = random.oneIn(4) ? hostileValue(random) : undefined;
  return typeof value === 'string' ? value : fc.sample(hostileText, { seed: random.below(2 ** 30), numRuns: 1 })[0];
}

function expectRefusal(error: Error): void {
  const message = withoutHeading(error);
  if (error.constructor.name === 'TypeError' || !NAMED_ERROR.test(message)) throw error;
  const { length } = message;
  if (length > ERROR_LENGTH) throw new Fault(`the message has ${length} characters: ${message.slice(0, 200)}`);
  expectSafe(message);
}

function expectRead(yaml: string, { place, text }: TextCase): void {
  const documents = parseAllDocuments(yaml, { version: '1.1' });
  const problem = documents.flatMap(({ errors }) => errors).at(0);
  if (problem) throw new Fault(`what is written is no YAML: ${problem.message}`);
  expectText(documents.map((document) => document.toJSON() as Manifest), { place, text });
  expectText(readYaml(yaml), { place, text });
}

function expectText(manifests: Manifest[], { place, text }: TextCase): void {
  const found = PLACES[place].read(manifests, text);
  if (found !== text) throw new Fault(`what is read is another text: ${JSON.stringify(found)?.slice(0, 200)}`);
}

async function expectSameElsewhere(outcome: Outcome, given: TextCase): Promise<void> {
  if (await digestElsewhere(given) !== digestOf(outcome)) throw new Fault('another locale makes something else of it');
}
