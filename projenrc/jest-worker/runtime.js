'use strict';

const { createRequire } = require('module');
const { compileFunction } = require('vm');
const Runtime = require('jest-runtime').default;

/** Packages without a state that a test could leave behind; every other module is loaded anew for each suite. */
const SHARED_PACKAGES = new Set([
  'ajv', 'cdk8s', 'cdk8s-plus-28', 'constructs', 'fast-check', 'js-yaml', 'typescript', 'yaml',
]);

/** What modules are made by, which holds no state: to compile all of `src` for each suite takes longer than most suites. */
const COMPILED = new Map();

function compiled(source, filename, parameters) {
  const known = COMPILED.get(filename);
  if (known?.source === source) return known.make;
  const make = compileFunction(source, parameters, { filename });
  COMPILED.set(filename, { source, make });
  return make;
}

/** Runs modules in the realm of the worker, where Node loads large packages once for all suites. */
module.exports = class WorkerRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    if (typeof executor?.compile !== 'function') throw new Error('jest-runtime compiles elsewhere now; change this file');
    executor.compile = (source, filename) => compiled(source, filename, executor.injectedModuleParameters);
  }

  requireModule(from, name, options, isRequireActual) {
    const isShared = SHARED_PACKAGES.has(name) && options?.isInternalModule !== true;
    return isShared ? createRequire(from)(name) : super.requireModule(from, name, options, isRequireActual);
  }
};
