import { Lazy, ResolutionContext } from 'cdk8s';
import { OUTPUT_TYPES, writtenByBoth } from '../support/cdk8s/both-apps';
import { Late, SHAPES } from '../support/cdk8s/cdk8s-shapes';
import { withEnvironment } from '../support/system/environment';

describe.each(Object.entries(SHAPES))('%s', (_, build) => {
  it.each(OUTPUT_TYPES)('become the bytes of App with the YamlOutputType %i', (yamlOutputType) => {
    const [ours, theirs] = writtenByBoth(build, { yamlOutputType });
    expect(ours).toEqual(theirs);
    expect(Object.keys(theirs).length).toBeGreaterThan(0);
  });

  it('become the bytes of App with metadata and another extension', () => {
    const [ours, theirs] = writtenByBoth(build, { recordConstructMetadata: true, outputFileExtension: '.yml' });
    expect(ours).toEqual(theirs);
    expect(theirs['construct-metadata.json']).toContain('resources');
  });

  it('become the bytes of App with a resolver of the user', () => {
    const resolvers = [{
      resolve(context: ResolutionContext) {
        if (context.value === 'v1' || context.key[0] === 'count') context.replaceValue(Lazy.any(new Late()));
      },
    }];
    const [ours, theirs] = writtenByBoth(build, { resolvers });
    expect(ours).toEqual(theirs);
  });

  it('become the bytes of App where nothing is sorted', () => {
    const [ours, theirs] = withEnvironment({ CDK8S_DISABLE_SORT: '1' }, () => writtenByBoth(build));
    expect(ours).toEqual(theirs);
  });
});
