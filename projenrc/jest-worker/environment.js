'use strict';

const fs = require('fs');
const { ModuleMocker } = require('jest-mock');

/** What lives as long as the worker, for `test/support/once-per-worker.ts`. */
Object.defineProperty(globalThis, 'workerCache', { value: new Map() });

const KNOWN_GLOBALS = new Set(Reflect.ownKeys(globalThis));
/** Jest's hundred frames are most of what a refused call costs; a test stands near the top of them. */
const MOST_FRAMES = 30;
const { console: CONSOLE, process: { exit: EXIT } } = globalThis;

/**
 * Suites run in the realm of their worker instead of one of their own, one after the other.
 *
 * What is loaded and compiled then stays so for the next suite, and globals are found without the detour through a proxy.
 * Whatever a suite adds to the globals goes with it. There are no fake timers.
 */
module.exports = class WorkerEnvironment {
  constructor(_config, { testPath }) {
    this.testPath = testPath;
    this.usageBefore = process.cpuUsage();
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = null;
  }

  async setup() {}

  handleTestEvent({ name }) {
    if (name === 'setup') Error.stackTraceLimit = MOST_FRAMES;
  }

  async teardown() {
    for (const key of Reflect.ownKeys(globalThis).filter((name) => !KNOWN_GLOBALS.has(name))) {
      if (Object.getOwnPropertyDescriptor(globalThis, key).configurable) delete globalThis[key];
    }
    // Jest puts its own in their place for each suite.
    globalThis.console = CONSOLE;
    process.exit = EXIT;
    this.recordTime();
  }

  /** For `npx projen test:times`. */
  recordTime() {
    const target = process.env.SUITE_TIMES;
    if (target === undefined) return;
    const { user, system } = process.cpuUsage(this.usageBefore);
    fs.appendFileSync(target, `${JSON.stringify({ file: this.testPath, seconds: (user + system) / 1e6 })}\n`);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return globalThis;
  }
};
