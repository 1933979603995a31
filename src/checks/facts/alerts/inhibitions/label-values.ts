import type { PatternEdges } from '../label-patterns';

/** A value of a label, and the place of the alert that has it. */
interface PlacedValue {
  readonly text: string;
  readonly place: number;
}

/** Values that follow each other in an order of theirs. */
interface Run {
  readonly values: readonly PlacedValue[];
  readonly start: number;
  readonly end: number;
}

/** The values of one label, found by how they begin or end. */
export class LabelValues {
  private readonly forwards: readonly PlacedValue[];
  private readonly backwards: readonly PlacedValue[];

  constructor(values: readonly PlacedValue[]) {
    this.forwards = inOrder(values);
    this.backwards = inOrder(values.map(({ text, place }) => ({ text: reversed(text), place })));
  }

  /** How many alerts have the label. */
  public get count(): number {
    return this.forwards.length;
  }

  /** The fewer of those that begin and those that end as is asked. */
  public runOf({ first, last, isWhole }: PatternEdges): Run {
    if (isWhole) return runOf(this.forwards, first, Infinity);
    const [beginning, ending] = [
      runOf(this.forwards, first, first.length), runOf(this.backwards, reversed(last), last.length),
    ];
    return sizeOf(beginning) < sizeOf(ending) ? beginning : ending;
  }
}

/** How many values are in a run. */
export function sizeOf({ start, end }: Run): number {
  return end - start;
}

/** The places of the alerts with the values of a run. */
export function placesIn({ values, start, end }: Run): number[] {
  return values.slice(start, end).map(({ place }) => place);
}

function inOrder(values: readonly PlacedValue[]): PlacedValue[] {
  return [...values].sort((left, right) => (left.text < right.text ? -1 : Number(left.text > right.text)));
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** The values that are a text as far as they are compared. */
function runOf(values: readonly PlacedValue[], text: string, length: number): Run {
  const start = firstIndex(values, (value) => value.slice(0, length) >= text);
  return { values, start, end: firstIndex(values, (value) => value.slice(0, length) > text) };
}

/** Where something begins to hold, which holds for all after it too. */
function firstIndex(values: readonly PlacedValue[], holds: (value: string) => boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(values[middle].text)) high = middle;
    else low = middle + 1;
  }
  return low;
}
