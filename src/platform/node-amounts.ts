import { Size } from 'cdk8s';
import { IConstruct } from 'constructs';
import { NodeSize } from './node-size';
import { fail } from '../internal/fail';
import { Nanos, NANOS_PER_UNIT } from '../internal/values/quantity';
import { amountOfCpu, amountOfSize } from '../internal/values/unit-amounts';

const CPUS = 256n * NANOS_PER_UNIT;
const TEBIBYTE = 1024n ** 4n * NANOS_PER_UNIT;

/** What a node has, as numbers. */
export interface NodeAmounts {
  readonly cpu: Nanos;
  readonly memory: Nanos;
  readonly ephemeralStorage: Nanos;
}

/** The amounts of a node, with all defaults filled in: more than nearly every node that can be had. */
export function nodeAmounts({ cpu, memory, ephemeralStorage }: NodeSize): NodeAmounts {
  return {
    cpu: (cpu && amountOfCpu(cpu)) ?? CPUS,
    memory: (memory && amountOfSize(memory)) ?? 4n * TEBIBYTE,
    ephemeralStorage: (ephemeralStorage && amountOfSize(ephemeralStorage)) ?? 64n * TEBIBYTE,
  };
}

/** Refuses the size of a node that no pod would fit into. */
export function checkNodeSize(scope: IConstruct, { cpu, ...sizes }: NodeSize): void {
  if (cpu !== undefined && (amountOfCpu(cpu) ?? 0n) <= 0n) {
    const remedy = 'use Cpu.units(16)';
    fail(scope, { prop: 'largestNode.cpu', must: 'be an amount of CPUs', got: cpu.amount, remedy });
  }
  for (const [key, size] of Object.entries<Size | undefined>(sizes)) {
    if (size !== undefined && amountOfSize(size) === undefined) {
      const remedy = 'use Size.gibibytes(64)';
      fail(scope, { prop: `largestNode.${key}`, must: 'be whole KiB, at least one', got: size.asString(), remedy });
    }
  }
}
