import * as path from 'path';
import { soak, SoakOptions } from './soak';
import { PLANTED, PLANTED_FAULTS } from '../campaigns/planted';

const SECONDS = 300;
const PATIENCE = 10;

/** Finds what was planted first: a soak that sees no fault because it cannot see any would say that all is well. */
export async function rehearse(options: Omit<SoakOptions, 'seconds'>): Promise<void> {
  const planted = { seconds: SECONDS, first: 0, cases: PLANTED_FAULTS.length, patience: PATIENCE, print: () => {} };
  const { faults } = await soak(PLANTED, { ...options, ...planted, faults: path.join(options.work, 'planted') });
  const unseen = PLANTED_FAULTS.flatMap(({ said }, index) => {
    const found = faults.filter((fault) => fault.index === index).map(({ message }) => message);
    return found.length === 1 && said.test(found[0]) ? [] : [`${said}, got ${JSON.stringify(found)}`];
  });
  if (unseen.length > 0) throw new Error(`planted faults were not seen: ${unseen.join('; ')}`);
}
