import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, IResolver, JsonPatch, ResolutionContext } from 'cdk8s';
import { Config, ProductionApp, ProductionService, StatefulService } from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, stage } from '../../support/render';

const HASH = 'preflight/config-hash';
const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'config-'));
fs.writeFileSync(path.join(FOLDER, 'b.yaml'), 'y: 1');
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

type Change = (api: ProductionService) => void;

/** Every way to change a ConfigMap after its construct was made, whatever it is for. */
const CHANGES: Record<string, Change> = {
  addData: ({ configMap }) => configMap!.addData('b', '1'),
  addFile: ({ configMap }) => configMap!.addFile(path.join(FOLDER, 'b.yaml'), 'b'),
  patch: (api) => api.patch(api.configMap!, JsonPatch.replace('/data/a', 'patched')),
  removal: (api) => api.patch(api.configMap!, JsonPatch.remove('/data/a')),
  mergePatch: (api) => api.mergePatch(api.configMap!, { data: { a: 'merged' } }),
  addJsonPatch: ({ configMap }) => ApiObject.of(configMap!).addJsonPatch(JsonPatch.add('/data/c', '')),
};

describe('the hash of a configuration', () => {
  it.each(Object.entries({
    ...CHANGES,
    addBinaryData: ({ configMap }: ProductionService) => configMap!.addBinaryData('b', 'AAEC'),
    addDirectory: ({ configMap }: ProductionService) => configMap!.addDirectory(FOLDER),
  }))('follows files that are changed by %s', (_, change) => {
    expect(hashOf(files(), change)).not.toBe(hashOf(files()));
  });

  it.each(Object.entries(CHANGES))('follows variables that are changed by %s', (_, change) => {
    const variables = () => Config.environment({ a: '1' });
    expect(hashOf(variables(), change)).not.toBe(hashOf(variables()));
  });

  it('tells each change from each other', () => {
    const values = ['1', '2'].flatMap((value) => [
      hashOf(files(), ({ configMap }) => configMap!.addData('b', value)),
      hashOf(files(), ({ configMap }) => configMap!.addBinaryData('b', `AAA${value}`)),
      hashOf(files(), (api) => api.patch(api.configMap!, JsonPatch.replace('/data/a', `x${value}`))),
    ]);
    expect(new Set(values).size).toBe(6);
  });

  it('is that of the content, however it came to be', () => {
    const given = hashOf(Config.files({ a: '1', b: '2' }));
    expect(hashOf(files(), ({ configMap }) => configMap!.addData('b', '2'))).toBe(given);
    expect(hashOf(files(), (api) => api.patch(api.configMap!, JsonPatch.add('/data/b', '2')))).toBe(given);
    expect(hashOf(files(), (api) => api.mergePatch(api.configMap!, { metadata: { annotations: { a: 'b' } } })))
      .toBe(hashOf(files()));
  });

  it('follows what the resolvers of the app make of it', () => {
    const [first, second] = ['1', '2'].map((value) => {
      const app = new ProductionApp({ resolvers: [replacing('here', value)] });
      addService(new Chart(app, 'shop', { namespace: 'shop' }), Config.files({ a: 'here' }));
      return readYaml(app.synthYaml());
    });
    expect(only(first, 'ConfigMap').data).toEqual({ a: '1' });
    expect(annotationsIn(first)[HASH]).not.toBe(annotationsIn(second)[HASH]);
  });

  it('is there for every workload, in the plain App of cdk8s too', () => {
    const bytes = [new ProductionApp(), new App()].map((app) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      const store = new StatefulService(chart, 'store', {
        image: IMAGE, ports: [{ name: 'http', containerPort: 8080 }], claims: [], config: files(),
      });
      store.configMap!.addData('b', '2');
      expect(app.synthYaml()).toBe(app.synthYaml());
      return app.synthYaml() as string;
    });
    const { annotations } = only(readYaml(bytes[0]), 'StatefulSet').spec.template.metadata;
    expect(annotations[HASH]).toBe(hashOf(Config.files({ a: '1', b: '2' })));
    expect(bytes[1]).toBe(bytes[0]);
  });
});

describe('what is added to a ConfigMap', () => {
  it('is written, beside what was there', () => {
    const found = manifests(files(), ({ configMap }) => {
      configMap!.addData('b', '');
      configMap!.addBinaryData('c', 'AAEC');
    });
    expect(only(found, 'ConfigMap')).toMatchObject({ data: { a: '1', b: '' }, binaryData: { c: 'AAEC' } });
  });

  it('is written where all of it is empty text', () => {
    const found = manifests(Config.files({}), ({ configMap }) => configMap!.addData('b', ''));
    expect(only(found, 'ConfigMap').data).toEqual({ b: '' });
  });

  it.each<[string, Config, Change, string]>([
    ['a name that is none of a file', files(), ({ configMap }) => configMap!.addData('a b', ''),
      "'config' must hold file names of letters, digits, -, _ and ., got \"a b\"; choose such a name; folders come"
      + ' from mountPath'],
    ['a name that is none of a variable', Config.environment({ a: '1' }),
      ({ configMap }) => configMap!.addData('b-c', ''),
      "'config' must hold names of environment variables (letters, digits and _, no digit first), got \"b-c\"; choose "
      + 'such a name'],
    ['binary data for variables', Config.environment({ a: '1' }),
      ({ configMap }) => configMap!.addBinaryData('b', 'AAEC'),
      "'config' must hold variables as text, for binary data become none, got \"b\"; add it as text, or keep files in "
      + 'Config.files'],
    ['more than a ConfigMap can hold', Config.files({ a: 'x'.repeat(1024 * 1024 - 2) }),
      ({ configMap }) => configMap!.addBinaryData('b', 'AAEC'),
      "'config' must hold at most 1048576 bytes, the limit of a ConfigMap, got \"1048577 bytes, the most of them "
      + '1048574 in a, 3 in b"; ship large files in '
      + 'the image or in a volume'],
    ['what is no Base64', files(), ({ configMap }) => configMap!.addBinaryData('b', 'A'),
      "'config.b' must be Base64, got \"A\"; write buffer.toString('base64')"],
    ['a number, by a patch', files(), (api) => api.patch(api.configMap!, JsonPatch.replace('/data/a', 1)),
      "'patch' must let 'config.a' be text, got {\"op\":\"replace\",\"path\":\"/data/a\",\"value\":1}; give it a"
      + ' value, or leave it out'],
    ['a file twice, by a merge patch', files(), (api) => api.mergePatch(api.configMap!, { binaryData: { a: 'AAEC' } }),
      "'mergePatch' must let 'config' hold each file once, as text or as binary data, got "
      + '{"binaryData":{"a":"AAEC"}}; remove one of the two'],
    ['no map, by a patch', files(), (api) => api.patch(api.configMap!, JsonPatch.replace('/data', 5)),
      "'patch' must let 'data' be a map, got {\"op\":\"replace\",\"path\":\"/data\",\"value\":5}; write a value"
      + ' for each key'],
  ])('is refused where it is %s', (...[, config, change, complaint]) => {
    for (const app of [new ProductionApp(), new App()]) {
      change(addService(new Chart(app, 'shop', { namespace: 'shop' }), config));
      expect(messageOf(() => app.synthYaml())).toContain(`[shop/api/Config] ${complaint}`);
    }
  });

  it('names the patch that broke it, not the ones beside it', () => {
    const { app, chart } = stage();
    const api = addService(chart, files());
    ['b', 'c d', 'e'].forEach((key) => api.patch(api.configMap!, JsonPatch.add(`/data/${key}`, '1')));
    expect(messageOf(() => app.synthYaml())).toContain('got {"op":"add","path":"/data/c d","value":"1"}; choose');
  });

  it('may be broken for a while, where a later patch mends it', () => {
    const found = manifests(files(), (api) => api.patch(api.configMap!,
      JsonPatch.add('/data/b c', '1'), JsonPatch.move('/data/b c', '/data/b')));
    expect(only(found, 'ConfigMap').data).toEqual({ a: '1', b: '1' });
  });
});

function files(): Config {
  return Config.files({ a: '1' });
}

function addService(chart: Chart, config: Config): ProductionService {
  return new ProductionService(chart, 'api', { image: IMAGE, config });
}

function manifests(config: Config, change: Change = () => undefined) {
  const { app, chart } = stage();
  change(addService(chart, config));
  return readYaml(app.synthYaml());
}

function hashOf(config: Config, change?: Change): string {
  return annotationsIn(manifests(config, change))[HASH];
}

function annotationsIn(found: ReturnType<typeof manifests>): Record<string, string> {
  return only(found, 'Deployment').spec.template.metadata.annotations;
}

function replacing(from: string, to: string): IResolver {
  return {
    resolve(context: ResolutionContext) {
      if (context.value === from) context.replaceValue(to);
    },
  };
}
