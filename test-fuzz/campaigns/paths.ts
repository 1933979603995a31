import * as path from 'path';
import { Campaign } from '../campaign';
import { writeEvidence, writeWaivers } from '../input/named-files';
import { addOddities, preparedFolder } from '../input/odd-folders';
import { checkOptions, expectJudged } from '../judged';

const GLOBS = [
  '*', '**', '*.yaml', '[', '{a,b}', '**/**/**/**/x', 'a*a*a*a*a*a*b', '../**', '/', '', '\\', '?'.repeat(300),
];

/** Folders of strangers: what an archive or a repository may hold beside manifests. */
export const PATHS: Campaign = {
  name: 'paths',
  what: 'folders with links in circles, pipes, odd names, other encodings and files of other programs',
  share: 4,
  isTimed: true,
  run(random, { index, folder }) {
    const root = preparedFolder(folder);
    addOddities(random, root);
    const options = {
      ...checkOptions(random, [random.oneIn(8) ? `${root}/../odd` : root], index),
      exclude: random.oneIn(4) ? [random.pick(GLOBS)] : [],
      waivers: random.oneIn(8) ? writeWaivers(path.join(folder, 'waivers.yaml'), random) : undefined,
    };
    if (random.oneIn(8)) expectJudgedOrRefused(options, writeEvidence(path.join(folder, 'evidence.yaml'), random));
    else expectJudged(options);
  },
};

/** What people attest is refused as a whole where it cannot be read, by a message that names the file. */
function expectJudgedOrRefused(options: ReturnType<typeof checkOptions>, evidence: string): void {
  try {
    expectJudged({ ...options, evidence });
  } catch (error) {
    const { message, constructor } = error as Error;
    if (constructor !== Error || !message.replace(/^--evidence /, '').startsWith(evidence)) throw error;
  }
}
