import { App, Chart } from 'cdk8s';
import { Config, MountSecretOptions, ProductionService, Provider } from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, only, render, stage, yamlOf } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const TLS = { 'tls.crt': 'server.crt', 'tls.key': 'server.key' };
const ITEMS = Object.entries(TLS).map(([key, path]) => ({ key, path }));
const FILE_NAMES = 'hold file names of letters, digits, -, _ and .';
const NAME_IT = 'choose such a name; the folder is the path';
const PERMISSIONS = 'be permissions by which the group of the pod reads, and none but root writes';
const IN_OCTAL = 'write them in octal, such as 0o440';

describe('mountSecret', () => {
  it('writes every key as a file that root and the group of the pod read, and nobody else', () => {
    const found = deployment((api) => api.mountSecret('tls', '/etc/tls'));
    const { volumes, containers, securityContext } = found.spec.template.spec;

    expect(volumes[1]).toEqual({ name: 'etc-tls', secret: { secretName: 'tls', defaultMode: 0o440 } });
    expect(containers[0].volumeMounts[1]).toEqual({ name: 'etc-tls', mountPath: '/etc/tls', readOnly: true });
    expect(securityContext.fsGroup).toBe(10001);
    expect(found.metadata.annotations).toMatchObject({ 'preflight/external': 'Secret/tls' });
  });

  it('chooses keys, and how their files are called', () => {
    const { volumes } = mounted('/etc/tls', { keys: TLS });

    expect(volumes[1].secret).toEqual({ secretName: 'tls', defaultMode: 0o440, items: ITEMS });
  });

  it.each([0o440, 0o444, 0o640, 0o550, 0o040])('takes the permissions %i', (mode) => {
    expect(mounted('/etc/tls', { mode }).volumes[1].secret.defaultMode).toBe(mode);
  });

  it('leaves what the image has in the folder, where each file is mounted by itself', () => {
    const { volumes, containers } = mounted('/etc/postgresql', { keys: TLS, keepFolder: true });
    const [{ name, secret }] = volumes.slice(1);

    expect(secret).toEqual({ secretName: 'tls', defaultMode: 0o440, items: ITEMS });
    expect(containers[0].volumeMounts.slice(1)).toEqual(['server.crt', 'server.key'].map((file) => (
      { name, mountPath: `/etc/postgresql/${file}`, subPath: file, readOnly: true }
    )));
  });

  it('writes the same whatever the order of the keys', () => {
    const keys = Object.fromEntries(Object.entries(TLS).reverse());
    const options = { keys: TLS, keepFolder: true };
    expect(mounted('/etc/app', { ...options, keys })).toEqual(mounted('/etc/app', options));
  });

  it('mounts one Secret in several folders', () => {
    const { volumes, containers } = deployment((api) => {
      api.mountSecret('tls', '/etc/tls');
      api.mountSecret('tls', '/etc/ca', { keys: { 'ca.crt': 'ca.crt' } });
      api.mountSecret('tls', '/etc/app', { keys: { 'ca.crt': 'a' }, keepFolder: true });
      api.mountSecret('tls', '/etc/app', { keys: { 'ca.crt': 'b' }, keepFolder: true });
    }).spec.template.spec;

    expect(volumes.slice(1).map(({ secret }: Manifest) => secret.secretName)).toEqual(['tls', 'tls', 'tls', 'tls']);
    expect(new Set(volumes.map(({ name }: Manifest) => name)).size).toBe(5);
    expect(containers[0].volumeMounts.slice(1).map(({ mountPath }: Manifest) => mountPath))
      .toEqual(['/etc/tls', '/etc/ca', '/etc/app/a', '/etc/app/b']);
  });

  it('stands beside folders of others, within them and around them', () => {
    expect(() => synth((api) => {
      api.mountSecret('tls', '/etc/app');
      api.mountSecret('ca', '/etc/app/ca');
      api.addWritableFolder('/etc/app/cache');
      api.addWritableFolder('/var/lib/app');
      api.mountSecret('tls', '/var/lib/app', { keys: TLS, keepFolder: true });
    })).not.toThrow();
  });

  it('is seen by a sidecar, a file by itself too', () => {
    const { initContainers } = deployment((api) => {
      api.mountSecret('tls', '/etc/app', { keys: { 'ca.crt': 'ca.crt' }, keepFolder: true });
      api.addSidecar('agent', { image: IMAGE, port: 9121, folders: ['/etc/app/ca.crt'] });
    }).spec.template.spec;

    expect(initContainers[0].volumeMounts)
      .toContainEqual(expect.objectContaining({ mountPath: '/etc/app/ca.crt', subPath: 'ca.crt', readOnly: true }));
  });

  it('leaves the group to OpenShift, which gives each namespace one', () => {
    const found = deployment((api) => api.mountSecret('tls', '/etc/tls'), Provider.OPENSHIFT);
    expect(found.spec.template.spec.volumes[1].secret.defaultMode).toBe(0o440);
    expect(found.spec.template.spec.securityContext).not.toHaveProperty('fsGroup');
  });

  it.each(MINORS)('is valid on %s, and cdk8s writes the same bytes', (kubernetesVersion) => {
    const build = (chart: Chart) => call(chart, (api) => {
      api.mountSecret('tls', '/etc/tls', { keys: TLS, mode: 0o444 });
      api.mountSecret('tls', '/etc/app', { keys: TLS, keepFolder: true });
    });
    const manifests = render(build, { kubernetesVersion });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
    const [ours, theirs] = [stage().app, new App()].map((app) => new Chart(app, 'same', { namespace: 'shop' }));
    [ours, theirs].forEach(build);
    expect(yamlOf(theirs)).toBe(yamlOf(ours));
  });

  it.each<[string, MountSecretOptions, string]>([
    ['no key', { keys: {} }, "'mountSecret.keys' must hold a key, got {}; leave it out to have them all"],
    ['a key that is none', { keys: { 'a/b': 'a' } }, "'mountSecret.keys.key' must be a key of a Secret (letters,"
      + ' digits, -, _ and .), got "a/b"; write it as it stands in the Secret'],
    ['a file elsewhere', { keys: { a: '../a' } }, `'mountSecret.keys' must ${FILE_NAMES}, got "../a"; ${NAME_IT}`],
    ['no file', { keys: { a: undefined as unknown as string } },
      "'mountSecret.keys.a' must be text, got nothing; give it a value, or leave it out"],
    ['one file of two keys', { keys: { a: 'x', b: 'x' } }, "'mountSecret.keys' must name each file once, got \"x\";"
      + ' give one of the two another name'],
    ['files by themselves without their names', { keepFolder: true }, "'mountSecret.keys' must name the files that"
      + " keepFolder mounts, got nothing; name them, like { 'tls.key': 'server.key' }"],
    ['a mode that the pod could not read by', { mode: 0o400 }, `'mountSecret.mode' must ${PERMISSIONS}, got "0o400";`
      + ` ${IN_OCTAL}`],
    ['a mode by which everybody writes', { mode: 0o666 }, `'mountSecret.mode' must ${PERMISSIONS}, got "0o666";`
      + ` ${IN_OCTAL}`],
    ['a mode in decimal', { mode: 440 }, `'mountSecret.mode' must ${PERMISSIONS}, got "0o670"; ${IN_OCTAL}`],
    ['a mode with more than permissions', { mode: 0o4440 }, `'mountSecret.mode' must ${PERMISSIONS}, got 2336;`
      + ` ${IN_OCTAL}`],
    ['a mode that is no number', { mode: '0440' as unknown as number },
      "'mountSecret.mode' must be a number, got \"0440\"; write 0o440"],
  ])('refuses %s', (...[, options, complaint]) => {
    expectRefusal((api) => api.mountSecret('tls', '/etc/tls', options), complaint);
  });

  it('refuses a file in a folder that another mount fills, in either order', () => {
    const remedy = 'choose another folder, or keep it in both mounts by keepFolder';
    const file = { keys: { 'ca.crt': 'ca.crt' }, keepFolder: true };
    expectRefusal((api) => {
      api.mountSecret('tls', '/etc/app');
      api.mountSecret('ca', '/etc/app/ca', file);
    }, "'mountSecret.path' must not be in /etc/app, which has the files of another mount, got \"/etc/app/ca/ca.crt\";"
      + ` ${remedy}`);
    expectRefusal((api) => {
      api.mountSecret('ca', '/etc/app', file);
      api.mountSecret('tls', '/etc/app');
    }, `'mountSecret.path' must not hold /etc/app/ca.crt, which is mounted by itself, got "/etc/app"; ${remedy}`);
  });

  it('refuses a file that is there already', () => {
    const file = { keys: { 'ca.crt': 'ca.crt' }, keepFolder: true };
    expectRefusal((api) => {
      api.mountSecret('ca', '/etc/app', file);
      api.mountSecret('other', '/etc/app', file);
    }, "'mountSecret.path' must be a file that nothing is mounted at, got \"/etc/app/ca.crt\"; choose another one");
  });

  it('meets the files of a configuration that stand beside others', () => {
    const config = Config.files({ 'app.yaml': 'a: 1' }, { mountPath: '/etc/app', keepFolder: true });
    const { chart } = stage();
    const api = new ProductionService(chart, 'api', { image: IMAGE, config });
    api.mountSecret('tls', '/etc/app', { keys: TLS, keepFolder: true });
    expect(messageOf(() => api.mountSecret('tls', '/etc/app'))).toMatch(NAMED_ERROR);
  });
});

function call(chart: Chart, verbs: (api: ProductionService) => void): void {
  verbs(new ProductionService(chart, 'api', { image: IMAGE }));
}

function synth(verbs: (api: ProductionService) => void, provider?: Provider): Manifest[] {
  return render((chart) => call(chart, verbs), { provider });
}

function deployment(verbs: (api: ProductionService) => void, provider?: Provider): Manifest {
  return only(synth(verbs, provider), 'Deployment');
}

function mounted(path: string, options: MountSecretOptions): Manifest {
  return deployment((api) => api.mountSecret('tls', path, options)).spec.template.spec;
}

function expectRefusal(verbs: (api: ProductionService) => void, complaint: string): void {
  const message = messageOf(() => call(stage().chart, verbs));
  expect(message).toBe(`[shop/api] ${complaint}`);
  expect(message).toMatch(NAMED_ERROR);
}
