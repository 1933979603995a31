import { cdk8s } from 'projen';

/** projen adds patterns of its own; tests are in one place here, and share what is slow to load. */
export function configureJest(project: cdk8s.ConstructLibraryCdk8s): void {
  const config = project.jest!.config;
  config.testMatch = ['<rootDir>/test/**/*.test.ts'];
  config.maxWorkers = '100%';
  config.transform = { '^.+\\.ts$': '<rootDir>/projenrc/jest-worker/transform.js' };
  project.deps.removeDependency('ts-jest');
  config.setupFiles = ['<rootDir>/projenrc/jest-worker/replaceable-modules.js'];
  config.testEnvironment = '<rootDir>/projenrc/jest-worker/environment.js';
  config.runtime = '<rootDir>/projenrc/jest-worker/runtime.js';
  config.testSequencer = '<rootDir>/projenrc/jest-worker/sequencer.js';
  for (const key of Object.keys(config).filter((name) => name.startsWith('coverage'))) delete config[key];
}
