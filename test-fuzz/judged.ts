import { Fault } from './campaign';
import { FORGED } from './input/hostile-values';
import { expectForm } from './report-forms';
import { Severity } from '../src/checks/model/severity';
import { check, CheckOptions } from '../src/cli/check/command';
import { REPORT_FORMATS } from '../src/cli/options';
import { DEFAULT_MINOR, NEWEST_MINOR, OLDEST_JUDGED_MINOR } from '../src/internal/kubernetes-version';
import { Random } from '../test/support/random';

/** Moves the cursor of a terminal, breaks a line, or turns the direction of what is written after it. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
/** Says no at once of nearly all of a report: the time of a case is the command's, and not that of whoever reads it. */
const PLAIN = /^[\n\x20-\x7e]*$/;
/** What a program says of its own mistakes, and not of what it was given. */
const OWN_ERRORS = [
  'the check itself failed', 'Maximum call stack', 'Cannot read propert', 'is not a function', 'is not iterable',
  'Cannot convert', 'Invalid array length', 'Invalid string length', 'node:internal', '.ts:', '.js:',
];
const AROUND = 60;
const MAX_KEPT = 10_000_000;

/** Options of `preflight check` that differ from case to case. */
export function checkOptions(random: Random, paths: readonly string[], index: number): CheckOptions {
  return {
    paths,
    exclude: [],
    packages: [],
    only: [],
    skip: [],
    format: REPORT_FORMATS[index % REPORT_FORMATS.length],
    reports: [],
    failOn: random.pick([Severity.CRITICAL, Severity.WARNING, Severity.ADVICE]),
    minor: random.pick([DEFAULT_MINOR, DEFAULT_MINOR, DEFAULT_MINOR, NEWEST_MINOR, OLDEST_JUDGED_MINOR]),
    registries: random.oneIn(4) ? ['ghcr.io'] : [],
    asOf: '2026-06-30',
    isAll: random.oneIn(3),
    areBoxesShown: random.oneIn(4),
    isColored: false,
  };
}

/** Runs the command, and looks at all that it says. */
export function expectJudged(options: CheckOptions): void {
  const parts: string[] = [];
  let length = 0;
  const code = check(options, (text) => {
    length += text.length;
    // To keep it all would be our own memory, and not that of the command.
    if (length <= MAX_KEPT) parts.push(text);
    else expectSafe(text);
  });
  if (![0, 1, 2].includes(code)) throw new Fault(`the exit code is ${code}`);
  const output = parts.join('');
  expectSafe(output);
  if (length <= MAX_KEPT) expectForm(options.format, output);
}

/** What is written for a person or a program is one line where one line is meant. */
export function expectSafe(output: string): void {
  const index = PLAIN.test(output) ? -1 : output.search(UNPRINTABLE);
  if (index >= 0) throw new Fault(`something unprintable is printed: ${around(output, index)}`);
  const forged = output.indexOf(`\n${FORGED}`);
  if (forged >= 0) throw new Fault(`a line is forged: ${around(output, forged)}`);
  const own = OWN_ERRORS.map((words) => output.indexOf(words)).find((found) => found >= 0);
  if (own !== undefined) throw new Fault(`an error of its own is printed: ${around(output, own)}`);
}

function around(text: string, index: number): string {
  return JSON.stringify(text.slice(Math.max(0, index - AROUND), index + 2 * AROUND));
}
