import { JsonPatch } from 'cdk8s';
import { Config, ProductionService, ProductionServiceProps } from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest } from '../../support/schemas';

const FILE_NAME = 'hold file names of letters, digits, -, _ and .';
const FOLDER = 'be an absolute folder below /, without a colon, without .. and without / at its end';
const VARIABLE_NAME = 'hold names of environment variables (letters, digits and _, no digit first)';

describe('Config.files', () => {
  it('keeps each entry as a file, whatever is in it', () => {
    const data = { 'app.yaml': 'greeting: "hello"\nnote: \'$(id) `id` {{ x }}\'\n', 'empty': '', 'yes': 'no' };

    expect(only(manifests({ config: Config.files(data) }), 'ConfigMap').data).toEqual(data);
  });

  it('mounts the files read-only in /etc/config', () => {
    const { volumes, containers } = podSpec({ config: Config.files({ a: 'b' }) });

    expect(volumes).toContainEqual({ name: 'etc-config', configMap: { name: 'web' } });
    expect(containers[0].volumeMounts).toContainEqual({ name: 'etc-config', mountPath: '/etc/config', readOnly: true });
  });

  it('mounts the files where it is told to', () => {
    const { containers } = podSpec({ config: Config.files({ a: 'b' }, { mountPath: '/opt/app/conf' }) });

    expect(containers[0].volumeMounts)
      .toContainEqual({ name: 'opt-app-conf', mountPath: '/opt/app/conf', readOnly: true });
  });

  it('leaves what the image has in the folder where it is told to', () => {
    const config = Config.files({ 'b.conf': 'b', 'a.conf': 'a' }, { mountPath: '/etc/nginx', keepFolder: true });
    const { volumes, containers } = podSpec({ config });
    const { name } = volumes[1];

    expect(volumes[1]).toEqual({ name, configMap: { name: 'web' } });
    expect(containers[0].volumeMounts.slice(1)).toEqual(['a.conf', 'b.conf'].map((file) => (
      { name, mountPath: `/etc/nginx/${file}`, subPath: file, readOnly: true }
    )));
  });

  it('mounts nothing where no file is to stand beside others', () => {
    const { volumes, containers } = podSpec({ config: Config.files({}, { keepFolder: true }) });

    expect(volumes.map((volume: Manifest) => volume.name)).toEqual(['tmp']);
    expect(containers[0].volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
  });

  it.each<[string, (api: ProductionService) => void, string]>([
    ['added', (api) => api.configMap!.addData('b', 'y'), "'config' must hold the files that keepFolder mounts, a, got"],
    ['removed by a patch', (api) => api.patch(api.configMap!, JsonPatch.remove('/data/a')),
      "'patch' must let 'config' hold the files that keepFolder mounts, a, got"],
  ])('refuses files that are %s once each is mounted by itself', (...[, change, complaint]) => {
    const { app, chart } = stage();
    const config = Config.files({ a: 'x' }, { keepFolder: true });
    change(new ProductionService(chart, 'web', { image: IMAGE, config }));
    const message = messageOf(() => app.synthYaml());

    expect(message).toContain(`[shop/web/Config] ${complaint}`);
    expect(message).toContain('; name them in Config.files, or leave keepFolder out');
  });

  it('writes a ConfigMap with the name and the labels of the workload', () => {
    const found = manifests({ config: Config.files({ 'app.yaml': 'a: 1' }) });

    expect(only(found, 'ConfigMap')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: only(found, 'ServiceAccount').metadata,
      data: { 'app.yaml': 'a: 1' },
      immutable: false,
    });
  });

  it('is not touched by what happens to the entries afterwards', () => {
    const files: Record<string, string> = { a: 'before' };
    const config = Config.files(files);
    files.a = 'after';

    expect(only(manifests({ config }), 'ConfigMap').data).toEqual({ a: 'before' });
  });

  it.each([
    ['../a', `'config' must ${FILE_NAME}, got "../a"; choose such a name; folders come from mountPath`],
    ['a/b', `'config' must ${FILE_NAME}, got "a/b"; choose such a name; folders come from mountPath`],
    ['..data', `'config' must ${FILE_NAME}, got "..data"; choose such a name; folders come from mountPath`],
    ['.', `'config' must ${FILE_NAME}, got "."; choose such a name; folders come from mountPath`],
    ['', `'config' must ${FILE_NAME}, got ""; choose such a name; folders come from mountPath`],
  ])('refuses the file name %j', (name, complaint) => {
    expectRefusal({ config: Config.files({ [name]: 'x' }) }, `[shop/web] ${complaint}`);
  });

  it.each(['conf', '/', '/a:b', '/a/../b', '//a', '/a\nb', ''])('refuses the folder %j', (mountPath) => {
    expectRefusal({ config: Config.files({ a: 'b' }, { mountPath }) },
      `[shop/web] 'config.mountPath' must ${FOLDER}, got ${JSON.stringify(mountPath)}; write it like /var/cache/app`);
  });

  it('refuses a folder that something is mounted at already', () => {
    expect(() => service({ config: Config.files({ a: 'b' }, { mountPath: '/tmp' }) })).toThrow(NAMED_ERROR);
  });

  it('refuses text that a file in UTF-8 cannot hold', () => {
    expectRefusal({ config: Config.files({ a: 'x\udc00' }) },
      '[shop/web] \'config.a\' must be valid Unicode text, got "x\\udc00"; remove the unpaired surrogate');
  });

  it('holds as many bytes as a ConfigMap can, and not one more', () => {
    const message = "[shop/web] 'config' must hold at most 1048576 bytes, the limit of a ConfigMap, got"
      + ' "1048577 bytes, the most of them 1048576 in a, 1 in b"; ship large files in the image or in a volume';

    expect(() => service({ config: Config.files({ a: 'é'.repeat(524288) }) })).not.toThrow();
    expectRefusal({ config: Config.files({ a: 'é'.repeat(524288), b: 'x' }) }, message);
  });
});

describe('Config.environment', () => {
  it('gives each entry to the process as a variable', () => {
    const found = manifests({ config: Config.environment({ MODE: 'fast', LIMIT: '012' }) });
    const [container] = only(found, 'Deployment').spec.template.spec.containers;

    expect(only(found, 'ConfigMap').data).toEqual({ MODE: 'fast', LIMIT: '012' });
    expect(container.envFrom).toEqual([{ configMapRef: { name: 'web' } }]);
    expect(container.volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
  });

  it.each(['1A', 'A-B', 'A B', ''])('refuses the name %j', (name) => {
    expectRefusal({ config: Config.environment({ [name]: 'x' }) },
      `[shop/web] 'config' must ${VARIABLE_NAME}, got ${JSON.stringify(name)}; choose such a name`);
  });

  it('refuses a value that no process can be given', () => {
    expectRefusal({ config: Config.environment({ A: 'a\0b' }) },
      '[shop/web] \'config.A\' must hold no NUL character, got "a\\u0000b"; remove it, no process can receive one');
  });

  it('refuses a name that env has already', () => {
    expectRefusal({ env: { MODE: 'slow' }, config: Config.environment({ MODE: 'fast' }) },
      "[shop/web] 'env' must name each environment variable once, got \"MODE\"; remove one of the two");
  });
});

describe('the command line and the environment', () => {
  it('reach the process as they are', () => {
    const hostile = ['"', "'", '$$(id)', '`id`', 'a\nb', '{{ x }}', 'yes', ''];
    const { containers: [container] } = podSpec({ command: hostile, args: hostile, env: { A: 'yes', B: '"\n' } });

    expect([container.command, container.args]).toEqual([hostile, hostile]);
    expect(container.env).toEqual([{ name: 'A', value: 'yes' }, { name: 'B', value: '"\n' }]);
  });

  it.each<[Partial<ProductionServiceProps>, string]>([
    [{ args: ['\0'] }, '\'args\' must hold no NUL character, got "\\u0000"; remove it, no process can receive one'],
    [{ command: ['\ud800'] },
      '\'command\' must be valid Unicode text, got "\\ud800"; remove the unpaired surrogate'],
    [{ env: { 'A=B': '' } }, `'env' must ${VARIABLE_NAME}, got "A=B"; choose such a name`],
    [{ env: { A: '\0' } },
      '\'env.A\' must hold no NUL character, got "\\u0000"; remove it, no process can receive one'],
  ])('refuse %j', (props, complaint) => {
    expectRefusal(props, `[shop/web] ${complaint}`);
  });
});

describe('the hash of the configuration', () => {
  it('rolls the pods when a value or a name changes', () => {
    const contents: Record<string, string>[] = [{ a: '1' }, { a: '2' }, { b: '1' }, { a: '1', b: '' }];
    const hashes = contents.map((files) => hash(Config.files(files)));

    expect(new Set(hashes).size).toEqual(4);
  });

  it('leaves the pods alone when only the order changes', () => {
    expect(hash(Config.files({ a: '1', b: '2' }))).toEqual(hash(Config.files({ b: '2', a: '1' })));
  });

  it('is left out without configuration', () => {
    const { annotations } = only(manifests({}), 'Deployment').spec.template.metadata;

    expect(Object.keys(annotations)).not.toContain('preflight/config-hash');
  });
});

function service(props: Partial<ProductionServiceProps>): void {
  new ProductionService(stage().chart, 'web', { image: IMAGE, ...props });
}

function manifests(props: Partial<ProductionServiceProps>): Manifest[] {
  return render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, ...props }); });
}

function podSpec(props: Partial<ProductionServiceProps>): Manifest {
  return only(manifests(props), 'Deployment').spec.template.spec;
}

function hash(config: Config): string {
  return only(manifests({ config }), 'Deployment').spec.template.metadata.annotations['preflight/config-hash'];
}

function expectRefusal(props: Partial<ProductionServiceProps>, message: string): void {
  expect(() => service(props)).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
