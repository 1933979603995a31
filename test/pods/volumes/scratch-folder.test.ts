import { Size } from 'cdk8s';
import { ProductionService } from '../../../src';
import { NAMED_ERROR } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest } from '../../support/schemas';

const LIKE = 'write it like /var/cache/app';
const FREE = 'be a folder that nothing is mounted at';
const FOLDER = 'be an absolute folder below /, without a colon, without .. and without / at its end';

describe('writable folders', () => {
  it('are one, /tmp, where none is asked for', () => {
    const { volumes, containers } = podSpec(() => undefined);

    expect(volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }]);
    expect(containers[0].volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
  });

  it('stand beside /tmp, each with a size of its own', () => {
    const { volumes, containers } = podSpec((service) => {
      service.addWritableFolder('/var/cache/app', { sizeLimit: Size.gibibytes(1) });
      service.addWritableFolder('/run');
    });

    expect(containers[0].volumeMounts).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'var-cache-app', mountPath: '/var/cache/app' },
      { name: 'run', mountPath: '/run' },
    ]);
    expect(volumes).toEqual([
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'var-cache-app', emptyDir: { sizeLimit: '1024Mi' } },
      { name: 'run', emptyDir: { sizeLimit: '64Mi' } },
    ]);
  });

  it.each([
    ['capitals', ['/Data', '/data', '/DATA']],
    ['other characters', ['/a.b', '/a_b', '/a b', '/ä']],
    ['long paths', [`/${'x'.repeat(80)}`, `/${'x'.repeat(81)}`]],
    ['slashes and dashes', ['/a/b', '/a-b']],
  ])('get volume names that are legal and different whatever their paths: %s', (_, paths) => {
    const { volumes } = podSpec((service) => paths.forEach((path) => service.addWritableFolder(path)));
    const names = volumes.map(({ name }: Manifest) => name);

    expect(new Set(names).size).toEqual(paths.length + 1);
    expect(names.filter((name: string) => !/^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name))).toEqual([]);
  });

  it.each(['tmp', '/', '', '/a:b', '/a/../b', '/./a', '//a', '/a\nb'])(
    'refuse a path that is no folder below / (%#)',
    (path) => {
      expectRefusal((service) => service.addWritableFolder(path),
        `[shop/web] 'addWritableFolder.path' must ${FOLDER}, got ${JSON.stringify(path)}; ${LIKE}`);
    },
  );

  it('refuse a folder that something is mounted at already', () => {
    expectRefusal((service) => service.addWritableFolder('/tmp'),
      `[shop/web] 'addWritableFolder.path' must ${FREE}, got "/tmp"; choose another one`);
  });

  it('refuse such a folder with a slash at its end too', () => {
    expect(() => change((service) => service.addWritableFolder('/tmp/'))).toThrow(NAMED_ERROR);
  });

  it.each([
    [Size.mebibytes(0), '0Mi'], [Size.kibibytes(100), '100Ki'], [Size.mebibytes(1.5), '1.5Mi'],
    [Size.mebibytes(0.0001), '0.0001Mi'], [Size.mebibytes(NaN), 'NaNMi'],
  ])('refuse a size limit of %j', (sizeLimit, got) => {
    expectRefusal((service) => service.addWritableFolder('/run', { sizeLimit }),
      `[shop/web] 'addWritableFolder.sizeLimit' must be whole MiB, at least one, got "${got}"; use Size.mebibytes(64)`);
  });
});

describe('folders of Secrets', () => {
  it('are mounted read-only', () => {
    const { volumes, containers } = podSpec((service) => service.mountSecret('web-tls', '/etc/tls'));

    expect(volumes).toContainEqual({ name: 'etc-tls', secret: { secretName: 'web-tls', defaultMode: 0o440 } });
    expect(containers[0].volumeMounts)
      .toContainEqual({ name: 'etc-tls', mountPath: '/etc/tls', readOnly: true });
  });

  it('may show one Secret in two places', () => {
    const { containers } = podSpec((service) => {
      service.mountSecret('web-tls', '/etc/tls');
      service.mountSecret('web-tls', '/opt/tls');
    });

    expect(containers[0].volumeMounts.map(({ mountPath }: Manifest) => mountPath))
      .toEqual(['/tmp', '/etc/tls', '/opt/tls']);
  });

  it('may be told apart by nothing but where the name ends and the path begins', () => {
    const { containers } = podSpec((service) => {
      service.mountSecret('db', '/etc/x');
      service.mountSecret('db-etc', '/x');
    });

    expect(containers[0].volumeMounts.map(({ mountPath }: Manifest) => mountPath)).toEqual(['/tmp', '/etc/x', '/x']);
  });

  it.each([
    ['Web_TLS', '/etc/tls', "'mountSecret.secretName' must be a DNS-1123 subdomain (lower-case letters, digits, - and"
      + ' ., at most 253), got "Web_TLS"; choose such a name'],
    ['web-tls', 'etc/tls', `'mountSecret.path' must ${FOLDER}, got "etc/tls"; write it like /var/cache/app`],
    ['web-tls', '/tmp', `'mountSecret.path' must ${FREE}, got "/tmp"; choose another one`],
  ])('refuse the Secret %j at %j', (secretName, path, complaint) => {
    expectRefusal((service) => service.mountSecret(secretName, path), `[shop/web] ${complaint}`);
  });
});

function change(by: (service: ProductionService) => void): void {
  by(new ProductionService(stage().chart, 'web', { image: IMAGE }));
}

function podSpec(by: (service: ProductionService) => void): Manifest {
  const found = render((chart) => by(new ProductionService(chart, 'web', { image: IMAGE })));
  return only(found, 'Deployment').spec.template.spec;
}

function expectRefusal(by: (service: ProductionService) => void, message: string): void {
  expect(() => change(by)).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
