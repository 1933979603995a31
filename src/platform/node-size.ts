import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';

/** What a node has for its pods. */
export interface NodeSize {
  /**
   * CPUs.
   *
   * @default Cpu.units(256)
   */
  readonly cpu?: Cpu;

  /**
   * Memory, in whole KiB.
   *
   * @default Size.tebibytes(4)
   */
  readonly memory?: Size;

  /**
   * Local storage, in whole KiB.
   *
   * @default Size.tebibytes(64)
   */
  readonly ephemeralStorage?: Size;
}
