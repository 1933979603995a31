import { randomInt } from 'crypto';
import { availableParallelism } from 'os';
import { parseArgs } from 'util';
import { Campaign } from './campaign';
import { campaignNamed, CAMPAIGNS } from './campaigns';

const MAX_SEED = 2 ** 31;

/** What the command line asks for. */
export interface FuzzOptions {
  readonly campaigns: readonly Campaign[];
  readonly minutes: number;
  readonly seed: number;
  /** How many cases of each campaign at most. */
  readonly cases: number;
  /** The one case to repeat. */
  readonly only?: number;
  readonly workers: number;
  /** Whether the figures go to docs/proofs.md. */
  readonly isRecorded: boolean;
  /** Whether they stand below those of an earlier run, instead of taking their place. */
  readonly isBelow: boolean;
}

/** Reads `--minutes 10 --seed 7 --only manifests,texts --cases 1000 --case 3 --workers 2 --record --below`. */
export function readOptions(args: string[]): FuzzOptions {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string' },
      only: { type: 'string' },
      cases: { type: 'string' },
      case: { type: 'string' },
      workers: { type: 'string' },
      record: { type: 'boolean', default: false },
      below: { type: 'boolean', default: false },
    },
  });
  return {
    campaigns: values.only === undefined ? CAMPAIGNS : values.only.split(',').map(campaignNamed),
    minutes: numberOf('minutes', values.minutes, 0)!,
    seed: wholeNumberOf('seed', values.seed) ?? randomInt(MAX_SEED),
    cases: wholeNumberOf('cases', values.cases) ?? Number.MAX_SAFE_INTEGER,
    only: wholeNumberOf('case', values.case),
    workers: wholeNumberOf('workers', values.workers) ?? availableParallelism(),
    isRecorded: values.record,
    isBelow: values.below,
  };
}

function wholeNumberOf(option: string, text: string | undefined): number | undefined {
  const number = numberOf(option, text, 0);
  if (number === undefined || Number.isSafeInteger(number)) return number;
  throw new Error(`--${option} must be a whole number, got ${text}`);
}

function numberOf(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() === '' || !(number >= least)) throw new Error(`--${option} must be a number, got ${text}`);
  return number;
}
