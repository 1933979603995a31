import * as path from 'path';
import { programNamed } from './programs';
import { Cost, memoryOf, runNode, runProgram } from '../measure';

/** Something that writes manifests into the folder that it is given. */
export interface Writer {
  readonly name: string;
  /** Runs it once, for `limit` seconds at most. */
  write(folder: string, limit: number): Cost;
  /** The most memory at one time, where a run of its own has to say that. */
  memory?(): number | undefined;
}

/** A program of Node's, which gets the folder as its last argument. */
export function nodeWriter(name: string, program: string, ...args: (string | number)[]): Writer {
  return nodeRun(name, (folder) => [programNamed(program), ...args.map(String), folder]);
}

/** Node with any arguments. */
export function nodeRun(name: string, args: (folder: string) => readonly string[]): Writer {
  return { name, write: (folder, limit) => runNode(args(folder), { limit, strict: true }) };
}

/** Any program that writes all manifests to its standard output. */
export function toolWriter(name: string, program: string, args: readonly string[]): Writer {
  return {
    name,
    write: (folder, limit) => runProgram(program, args, {
      output: path.join(folder, 'all.yaml'), limit, strict: true,
    }),
    memory: () => memoryOf(program, args),
  };
}
