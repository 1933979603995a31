'use strict';

// Before anything is loaded: what a module exports can be replaced in a copy alone, as test/support/examples.ts does.
jest.mock('../../src/internal/kubernetes-version', () => (
  { __esModule: true, ...jest.requireActual('../../src/internal/kubernetes-version') }
));
