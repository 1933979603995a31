'use strict';

const { createRequire } = require('module');
const { compileFunction } = require('vm');
const Runtime = require('jest-runtime').default;

/** Packages without a state that a test could leave behind; every other module is loaded anew for each suite. */
const SHARED_PACKAGES = new Set([
  'ajv', 'cdk8s', 'cdk8s-plus-28', 'constructs', 'fast-check', 'js-yaml', 'typescript', 'yaml',
]);

/** Runs modules in the realm of the worker, where Node loads large packages once for all suites. */
module.exports = class WorkerRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    if (typeof executor?.compile !== 'function') throw new Error('jest-runtime compiles elsewhere now; change this file');
    executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModule(from, name, options, isRequireActual) {
    const isShared = SHARED_PACKAGES.has(name) && options?.isInternalModule !== true;
    return isShared ? createRequire(from)(name) : super.requireModule(from, name, options, isRequireActual);
  }
};
