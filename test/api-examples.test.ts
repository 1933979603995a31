import { KubernetesApi, RouteTls } from '../src';
import { API_EXAMPLES } from './support/api-examples';
import { Surroundings } from './support/api-surroundings';
import { jsiiTypes } from './support/project/assembly';
import { readYaml, stage } from './support/render';
import { withEnvironment } from './support/system/environment';
import { inFolder } from './support/system/folders';

const PLATFORM = {
  ingressControllerNamespace: 'ingress',
  kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
  tls: RouteTls.clusterIssuer('letsencrypt'),
};
const CONSTRUCTS = jsiiTypes().filter((type) => type.base === 'constructs.Construct').map(({ name }) => name);

describe('the examples of the API', () => {
  it('hold one of each construct', () => {
    expect(Object.keys(API_EXAMPLES)).toEqual(expect.arrayContaining(CONSTRUCTS));
  });

  it.each(Object.entries(API_EXAMPLES))('%s does what it says without an error', (_name, example) => {
    const { app, chart } = stage(PLATFORM);
    inFolder((folder) => withEnvironment({ CDK8S_OUTDIR: folder }, () => example(new Surroundings(chart))));
    expect(() => app.synthYaml()).not.toThrow();
  });

  it.each(CONSTRUCTS)('%s makes objects', (name) => {
    const { app, chart } = stage(PLATFORM);
    API_EXAMPLES[name](new Surroundings(chart));
    expect(readYaml(app.synthYaml()).map(({ kind }) => kind)).not.toEqual([]);
  });
});
