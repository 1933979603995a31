import { Writer } from './writer';
import { Cost, fastest, newFolder } from '../measure';

/** What took that long in all is not repeated more often than that: its noise is small beside it. */
const ENOUGH_SECONDS = 10;
const LEAST_RUNS = 3;

/** How everything is measured. */
export interface Conditions {
  /** Small sizes, and each but once. */
  readonly quick: boolean;
  /** How often a thing is measured, at most. */
  readonly runs: number;
  /** Seconds after which a run is ended. */
  readonly limit: number;
}

/** One thing that was measured, beside the first of its section. */
export interface Row extends Cost {
  readonly name: string;
  readonly runs: number;
  /**
   * Its time to the first row's, at least that where it was not finished; unknown where the first one was not. Each run
   * is compared with the one of the first row in the same turn; this is the median.
   */
  readonly time?: number;
  /** Its memory to the first row's. */
  readonly memory?: number;
}

/** Things that do the same. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

/** Measures writers in turns, so that a busy moment of the machine meets all of them. */
export function measure(title: string, writers: readonly Writer[], conditions: Conditions): Section {
  const costs = writers.map((): Cost[] => []);
  for (let run = 0; run < conditions.runs; run++) {
    writers.forEach((writer, index) => {
      if (!isEnough(costs[index])) costs[index].push(writer.write(newFolder(), conditions.limit));
    });
  }
  const best = costs.map((some, index) => withMemory(writers[index], fastest(some)));
  const rows = writers.map(({ name }, index): Row => ({
    name,
    ...best[index],
    runs: costs[index].length,
    time: medianRatio(costs[index], costs[0]),
    memory: ratioOf(best[index].mebibytes, best[0].mebibytes),
  }));
  return { title, rows, notes: [] };
}

/** The section with one more sentence below it. */
export function withNote(section: Section, ...notes: readonly string[]): Section {
  return { ...section, notes: [...section.notes, ...notes] };
}

function isEnough(costs: readonly Cost[]): boolean {
  if (costs.some(({ unfinished }) => unfinished)) return true;
  return costs.length >= LEAST_RUNS && costs.reduce((sum, { seconds }) => sum + seconds, 0) > ENOUGH_SECONDS;
}

function withMemory(writer: Writer, cost: Cost): Cost {
  return cost.unfinished || writer.memory === undefined ? cost : { ...cost, mebibytes: writer.memory() };
}

/** Whatever else the machine did in a turn met both of a pair. */
function medianRatio(costs: readonly Cost[], first: readonly Cost[]): number | undefined {
  const pairs = costs.slice(0, first.length).map((cost, turn) => ({ cost, beside: first[turn] }));
  const finished = pairs.filter(({ beside }) => !beside.unfinished);
  return median(finished.map(({ cost, beside }) => cost.seconds / beside.seconds));
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

function ratioOf(part: number | undefined, whole: number | undefined): number | undefined {
  return part && whole && part / whole;
}
