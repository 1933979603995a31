import { Campaign } from '../campaign';
import { addOddities, preparedFolder } from '../input/odd-folders';
import { checkOptions, expectJudged } from '../judged';

/** Folders of strangers: what an archive or a repository may hold beside manifests. */
export const PATHS: Campaign = {
  name: 'paths',
  what: 'folders with links in circles, pipes, odd names, other encodings and files of other programs',
  share: 4,
  isTimed: true,
  run(random, { index, folder }) {
    const root = preparedFolder(folder);
    addOddities(random, root);
    const options = checkOptions(random, [random.oneIn(8) ? `${root}/../${'odd'}` : root], index);
    expectJudged({ ...options, exclude: random.oneIn(4) ? [random.pick(GLOBS)] : [] });
  },
};

const GLOBS = [
  '*', '**', '*.yaml', '[', '{a,b}', '**/**/**/**/x', 'a*a*a*a*a*a*b', '../**', '/', '', '\\', '?'.repeat(300),
];
