import { CHECKS } from '../../src/checks/catalogue';
import { Manifest } from '../../src/checks/model/manifest';
import { identityOf } from '../../src/report/finding-identity';

const TOKEN = `ghp_${'aB3dE5fG7hI9jK1lM2nO4pQ6rS8tU0vW1xYz'}`;
const CONTENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', annotations: { 0: 'x' } },
  spec: {
    template: {
      spec: {
        containers: [
          { name: 'proxy' },
          { name: 'web', env: [{ name: 'A' }, { name: TOKEN }, { name: 'b c' }] },
          { args: ['a'] },
        ],
      },
    },
  },
};

function pathOf(path: string): string | undefined {
  const manifest = new Manifest(CONTENT);
  return identityOf({ check: CHECKS[0], status: 'failed', message: 'x', manifest, path }).path;
}

describe('what a finding is known by', () => {
  it('is the check, the object with the group of its kind, and the container', () => {
    const result = { check: CHECKS[0], status: 'failed', message: 'x', manifest: new Manifest(CONTENT) } as const;

    expect(identityOf({ ...result, container: 'web', line: 3, file: 'a.yaml' })).toEqual({
      check: CHECKS[0].id, kind: 'apps/Deployment', namespace: 'shop', name: 'web', container: 'web',
    });
    expect(identityOf({ ...result, manifest: undefined })).toEqual({
      check: CHECKS[0].id, kind: '', namespace: '', name: '',
    });
  });

  it.each([
    ['spec.replicas', 'spec.replicas'],
    ['spec.template.spec.containers[1].image', 'spec.template.spec.containers[web].image'],
    ['spec.template.spec.containers[1].env[0].value', 'spec.template.spec.containers[web].env[A].value'],
    ['spec.template.spec.containers[2].args[0]', 'spec.template.spec.containers[].args[]'],
    ['spec.template.spec.containers[9].image', 'spec.template.spec.containers[].image'],
    ['metadata.annotations[0]', 'metadata.annotations[0]'],
    ['metadata.annotations[acme.io/x]', 'metadata.annotations[acme.io/x]'],
    ['spec.__proto__.constructor[3]', 'spec.__proto__.constructor[]'],
    ['[[[', '[[['],
    ['', ''],
  ])('has the path %j with the names of list items', (path, expected) => {
    expect(pathOf(path)).toBe(expected);
  });

  it('has no name that may be a secret, or no name', () => {
    for (const place of [1, 2]) {
      expect(pathOf(`spec.template.spec.containers[1].env[${place}].value`))
        .toBe('spec.template.spec.containers[web].env[].value');
    }
  });

  it('has no places of lists where there is no object', () => {
    expect(identityOf({ check: CHECKS[0], status: 'failed', message: 'x', path: 'waivers[2]' }).path).toBe('waivers[]');
  });
});
