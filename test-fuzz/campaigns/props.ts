import * as fs from 'fs';
import * as path from 'path';
import { hostileCallOf } from '../../test/support/hostile/hostile-calls';
import { Campaign, Fault } from '../campaign';

/** Values of any type in calls of the library, as JavaScript may make them. */
export const PROPS: Campaign = {
  name: 'props',
  what: 'values of any type in public calls; refused by name, or written as the schemas take it',
  share: 4,
  isTimed: true,
  run(random, { folder }) {
    const { title, outcome } = hostileCallOf(random.below(2 ** 30));
    fs.writeFileSync(path.join(folder, 'call.txt'), title);
    const { kind, message } = outcome();
    if (kind !== 'refused' && kind !== 'written') throw new Fault(`${title}: ${kind}: ${message}`);
  },
};
