import * as fs from 'fs';
import { hostileValue } from './hostile-values';
import { mutatedText } from './text-mutations';
import { BOXES } from '../../src/checks/model/boxes';
import { Random } from '../../test/support/random';

const TICKED = BOXES.filter(({ evidence }) => evidence !== undefined).map(({ id }) => id);
const ATTESTED = { owner: 'ada', date: '2026-01-01', expires: '2027-01-01', evidence: 'https://wiki.example.com/on-call' };
const WAIVED = { check: 'has-cpu-limit', reason: 'measured', objects: [{ kind: 'Deployment', name: '*' }] };

/** Writes what `--evidence` may name. */
export function writeEvidence(file: string, random: Random): string {
  const boxes = random.times(1 + random.below(3), () => [random.pick(TICKED), changed(ATTESTED, random)]);
  return write(file, Object.fromEntries(boxes) as object, random);
}

/** Writes what `--waivers` may name. */
export function writeWaivers(file: string, random: Random): string {
  return write(file, { waivers: random.times(1 + random.below(3), () => changed(WAIVED, random)) }, random);
}

/** With another value of one of its fields. */
function changed(fields: object, random: Random): object {
  return { ...fields, [random.pick(Object.keys(fields))]: hostileValue(random) };
}

function write(file: string, content: object, random: Random): string {
  const text = JSON.stringify(content, undefined, 1);
  fs.writeFileSync(file, random.oneIn(3) ? mutatedText(text, random) : text);
  return file;
}
