'use strict';

const fs = require('fs');
const path = require('path');
const Sequencer = require('@jest/test-sequencer').default;

const ROOT = path.resolve(__dirname, '../..');
const ROW = /^\| (\S+\.test\.ts) \| ([\d.]+) \|$/gm;

/** Long suites first, also in a clone that ran none yet: at the end no worker waits for another one's long suite. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const times = measuredTimes();
    const secondsOf = ({ path: file }) => times.get(path.relative(ROOT, file)) ?? 0;
    return super.sort(tests).sort((left, right) => (
      this.hasFailed(right) - this.hasFailed(left) || secondsOf(right) - secondsOf(left)
    ));
  }
};

/** What `npx projen test:times` measured. */
function measuredTimes() {
  const page = fs.readFileSync(path.join(ROOT, 'bench/test-times.md'), 'utf8');
  return new Map([...page.matchAll(ROW)].map(([, file, seconds]) => [file, Number(seconds)]));
}
