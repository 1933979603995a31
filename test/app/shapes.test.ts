import { App, Lazy, ResolutionContext, YamlOutputType } from 'cdk8s';
import { ProductionApp } from '../../src';
import { Late, SHAPES } from '../support/cdk8s-shapes';
import { filesIn, inFolder } from '../support/folders';

const TYPES = Object.values(YamlOutputType).filter((type): type is YamlOutputType => typeof type === 'number');

describe.each(Object.entries(SHAPES))('%s', (_, build) => {
  it.each(TYPES)('become the bytes of App with the YamlOutputType %i', (yamlOutputType) => {
    const [ours, theirs] = written(build, { yamlOutputType });
    expect(ours).toEqual(theirs);
    expect(Object.keys(theirs).length).toBeGreaterThan(0);
  });

  it('become the bytes of App with metadata and another extension', () => {
    const [ours, theirs] = written(build, { recordConstructMetadata: true, outputFileExtension: '.yml' });
    expect(ours).toEqual(theirs);
    expect(theirs['construct-metadata.json']).toContain('resources');
  });

  it('become the bytes of App with a resolver of the user', () => {
    const resolvers = [{
      resolve(context: ResolutionContext) {
        if (context.value === 'v1' || context.key[0] === 'count') context.replaceValue(Lazy.any(new Late()));
      },
    }];
    const [ours, theirs] = written(build, { resolvers });
    expect(ours).toEqual(theirs);
  });

  it('become the bytes of App where nothing is sorted', () => {
    process.env.CDK8S_DISABLE_SORT = '1';
    try {
      const [ours, theirs] = written(build, {});
      expect(ours).toEqual(theirs);
    } finally {
      delete process.env.CDK8S_DISABLE_SORT;
    }
  });
});

/** What our app and cdk8s' own write of the same. */
function written(build: (app: App) => void, props: object): Record<string, string>[] {
  return [ProductionApp, App].map((type) => inFolder((outdir) => {
    const app = new type({ outdir, ...props });
    build(app);
    app.synth();
    return filesIn(outdir);
  }));
}
