import { Writer } from './writer';
import { Cost, fastest, newFolder } from '../measure';

/** What took that long in all is not repeated: its noise is small beside it. */
const ENOUGH_SECONDS = 10;

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
  /** Its time to the first row's, at least that where it was not finished; unknown where the first one was not. */
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
  const best = costs.map((some, index) => ({ ...withMemory(writers[index], fastest(some)), runs: some.length }));
  const rows = best.map((cost, index) => rowOf(writers[index].name, cost, best[0]));
  return { title, rows, notes: [] };
}

/** The section with one more sentence below it. */
export function withNote(section: Section, ...notes: readonly string[]): Section {
  return { ...section, notes: [...section.notes, ...notes] };
}

function isEnough(costs: readonly Cost[]): boolean {
  return costs.reduce((sum, { seconds }) => sum + seconds, 0) > ENOUGH_SECONDS;
}

function withMemory(writer: Writer, cost: Cost): Cost {
  return cost.unfinished || writer.memory === undefined ? cost : { ...cost, mebibytes: writer.memory() };
}

function rowOf(name: string, cost: Cost & { runs: number }, first: Cost): Row {
  const memory = cost.mebibytes && first.mebibytes && cost.mebibytes / first.mebibytes;
  return { name, ...cost, time: first.unfinished ? undefined : cost.seconds / first.seconds, memory };
}
