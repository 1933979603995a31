import { writeProofs } from './proofs';

export = writeProofs;
