import { PortOpenings } from './port-openings';
import { PortRange } from './port-ranges';
import { groupBy } from '../../model/values/group-by';

/** Something that opens ports in several places. */
interface Opens {
  readonly all: readonly { readonly ports: PortOpenings }[];
}

/** Finds what may open a port: where many open one each, and none the same, they are not asked one by one. */
export class OpeningsByPort<T extends Opens> {
  private readonly byNumber: ReadonlyMap<string, T[]>;
  private readonly others: readonly T[];

  constructor(openings: readonly T[]) {
    const numbersOf = ({ all }: T) => all.map(({ ports }) => ports.singleNumbers);
    const keysOf = (one: T) => new Set(numbersOf(one).flatMap((numbers) => numbers?.map(String) ?? []));
    this.byNumber = groupBy(openings, (one) => [...keysOf(one)]);
    this.others = openings.filter((one) => numbersOf(one).includes(undefined));
  }

  /** All that may open some of the ports, where it is not more than so many. */
  public few(ranges: readonly PortRange[], most: number): readonly T[] | undefined {
    if (this.others.length > most || ranges.some(({ first, last }) => first !== last)) return undefined;
    const lists = ranges.map(({ first }) => this.byNumber.get(String(first)) ?? []);
    if (lists.some(({ length }) => length > most)) return undefined;
    const found = new Set([...lists.flat(), ...this.others]);
    return found.size > most ? undefined : [...found];
  }
}
