import { cdk8s, JsonFile } from 'projen';

/** Folders beside `src` that editors, the linter and tsx read as TypeScript. */
export function addTypeScriptConfigs(project: cdk8s.ConstructLibraryCdk8s): void {
  // Examples import the package by its name, as users do.
  addConfig(project, 'examples', { paths: { 'cdk8s-preflight': ['../src'] } });
  addConfig(project, 'scripts', {});
  addConfig(project, 'test-cluster', { types: ['jest', 'node'] });
  addConfig(project, 'test-fuzz', { types: ['node'], paths: { 'cdk8s-preflight': ['../src'] } });
  addConfig(project, 'test-tools', { types: ['jest', 'node'] });
  addConfig(project, 'bench', { types: ['node'] });
}

function addConfig(project: cdk8s.ConstructLibraryCdk8s, folder: string, compilerOptions: object): void {
  new JsonFile(project, `${folder}/tsconfig.json`, {
    obj: {
      extends: '../tsconfig.json',
      compilerOptions: { noEmit: true, rootDir: '..', ...compilerOptions },
      include: ['**/*.ts'],
    },
  });
}
