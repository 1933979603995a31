'use strict';

const { createTransformer } = require('@swc/jest');

/** What tsc makes of the same files, for a clean clone in a tenth of the time; types are checked by the linter. */
module.exports = createTransformer({
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, useDefineForClassFields: true },
    keepClassNames: true,
  },
  // Modules of Node as they are: a copy would not see what a test puts in the place of their functions.
  module: { type: 'commonjs', noInterop: true },
  sourceMaps: 'inline',
});
