import * as fs from 'fs';
import * as path from 'path';
import { Campaign } from '../campaign';
import { manifestFile } from '../input/manifest-files';
import { checkOptions, expectJudged } from '../judged';

/** Manifests of strangers: what a checker reads from anybody. */
export const MANIFESTS: Campaign = {
  name: 'manifests',
  what: 'manifests with their texts and their fields changed, put to `preflight check`',
  share: 14,
  isTimed: true,
  run(random, { index, folder }) {
    const count = random.oneIn(5) ? 2 + random.below(2) : 1;
    const names = Array.from({ length: count }, (_, number) => `${number}.${random.pick(['yaml', 'json'])}`);
    const files = names.map((name) => path.join(folder, name));
    for (const file of files) fs.writeFileSync(file, manifestFile(random));
    expectJudged(checkOptions(random, random.oneIn(2) ? files : [folder], index));
  },
};
