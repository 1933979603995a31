import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { CaseFault } from './order';

const KEPT_OF_A_KIND = 5;
const KIND_LENGTH = 100;

/** Keeps the inputs of faults, with the command that repeats each; of what is said often, a few. */
export class KeptFaults {
  private readonly counts = new Map<string, number>();

  /**
   * @param folder where they are kept
   * @param campaign the name of the campaign
   * @param seed that of the soak
   */
  constructor(
    private readonly folder: string,
    private readonly campaign: string,
    private readonly seed: number,
  ) {}

  /** Takes the folder of a case, and says where it is kept; undefined where there are enough of its kind. */
  public take({ index, message }: CaseFault, input: string): string | undefined {
    const kind = message.split(/[\n"']/)[0].replace(/\d+/g, '*').slice(0, KIND_LENGTH);
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count > KEPT_OF_A_KIND) {
      fs.rmSync(input, { recursive: true, force: true });
      return undefined;
    }
    const target = path.join(this.folder, `${this.campaign}-${this.seed}-${index}`);
    fs.rmSync(target, { recursive: true, force: true });
    fs.mkdirSync(target, { recursive: true });
    // Pipes too, and from one file system to another.
    if (fs.existsSync(input)) execFileSync('mv', [input, path.join(target, 'input')]);
    fs.writeFileSync(path.join(target, 'fault.txt'), `${message}\n\nrepeat it by\n  ${this.commandFor(index)}\n`);
    return target;
  }

  private commandFor(index: number): string {
    return `npm run fuzz -- --only ${this.campaign} --seed ${this.seed} --case ${index}`;
  }
}
