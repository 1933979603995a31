import { typedObjects } from '../../../../src/app/rules/objects/typed-objects';

describe('typedObjects', () => {
  it('takes objects that say what they are', () => {
    expect(typedObjects([{ path: 'a', manifest: { apiVersion: 'v1', kind: 'Service' } }])).toEqual([]);
  });

  it('refuses each of the two that is missing, empty or no text', () => {
    const remedy = 'remove the patch that took it away';
    expect(typedObjects([{ path: 'a', manifest: { kind: 5 } }, { path: 'b', manifest: { apiVersion: '', kind: 'x' } }]))
      .toEqual([
        `[a] 'apiVersion' must be text, got nothing; ${remedy}`,
        `[a] 'kind' must be text, got 5; ${remedy}`,
        `[b] 'apiVersion' must be text, got ""; ${remedy}`,
      ]);
  });
});
