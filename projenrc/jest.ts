import { cdk8s } from 'projen';

/** projen adds patterns of its own; tests are in one place here. */
export function configureJest(project: cdk8s.ConstructLibraryCdk8s): void {
  const config = project.jest!.config;
  config.testMatch = ['<rootDir>/test/**/*.test.ts'];
  for (const key of Object.keys(config).filter((name) => name.startsWith('coverage'))) delete config[key];
}
