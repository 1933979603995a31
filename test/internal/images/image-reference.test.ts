import { parseImage, rewriteRegistry } from '../../../src/internal/images/image-reference';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { stage } from '../../support/render';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('parseImage', () => {
  it.each([
    ['redis:7', 'redis', '7', undefined],
    ['acme/web:1.4.2', 'acme/web', '1.4.2', undefined],
    ['ghcr.io/acme/web:v1.0', 'ghcr.io/acme/web', 'v1.0', undefined],
    ['localhost/web:1', 'localhost/web', '1', undefined],
    ['registry.example.com:5000/shop/web:1', 'registry.example.com:5000/shop/web', '1', undefined],
    [`registry:5000/web@${DIGEST}`, 'registry:5000/web', undefined, DIGEST],
    [`ghcr.io/acme/web@${DIGEST}`, 'ghcr.io/acme/web', undefined, DIGEST],
    [`ghcr.io/acme/web:1.4.2@${DIGEST}`, 'ghcr.io/acme/web', '1.4.2', DIGEST],
    [`ghcr.io/acme/web:latest@${DIGEST}`, 'ghcr.io/acme/web', 'latest', DIGEST],
    ['a.b__c--d/e_f:T_a.g-1', 'a.b__c--d/e_f', 'T_a.g-1', undefined],
    [`web:${'t'.repeat(128)}`, 'web', 't'.repeat(128), undefined],
  ])('reads %s', (...[image, repository, tag, digest]) => {
    expect(parseImage(stage().chart, 'image', image)).toEqual({ repository, tag, digest });
  });

  it.each([
    ['an upper-case name', 'Web:1'],
    ['an upper-case path', 'ghcr.io/Acme/web:1'],
    ['a space inside', 'ghcr.io/acme/web :1'],
    ['a space before it', ' ghcr.io/acme/web:1'],
    ['a variable', '$(IMAGE):1'],
    ['a variable as its tag', 'ghcr.io/acme/web:$(TAG)'],
    ['a shell command', 'web:`id`'],
    ['a line break at the end', 'web:1\n'],
    ['a line break inside', 'web:1\nweb:2'],
    ['a scheme', 'https://ghcr.io/acme/web:1'],
    ['an empty tag', 'web:'],
    ['a tag that is too long', `web:${'t'.repeat(129)}`],
    ['a tag that begins with a dot', 'web:.1'],
    ['two tags', 'web:1:2'],
    ['a short digest', 'web@sha256:0123'],
    ['an upper-case digest', `web@${DIGEST.replace(/abcdef/g, 'ABCDEF')}`],
    ['a digest of another kind', `web@md5:${'0'.repeat(32)}`],
    ['an empty path segment', 'ghcr.io//web:1'],
    ['a slash at the end', 'ghcr.io/acme/:1'],
    ['dots that follow one another', 'acme..shop/web:1'],
    ['a port that is no number', 'registry:port/web:1'],
    ['more text than a reference may have', `${'a/'.repeat(300)}web:1`, `"${'a/'.repeat(99)}a...`],
    ['nothing', ''],
  ])('refuses %s', (_, image, got = JSON.stringify(image)) => {
    const message = messageOf(() => parseImage(stage().chart, 'image', image));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop] 'image' must be an image like registry.example.com/shop/web:1.4.2, "
      + `got ${got}; give repository and tag, best with @sha256:<digest>`);
  });

  it('refuses an image that is no text at all', () => {
    const message = messageOf(() => parseImage(stage().chart, 'image', undefined as unknown as string));
    expect(message).toContain('got nothing;');
  });

  it.each(['redis', 'ghcr.io/acme/web', 'ghcr.io/acme/web:latest', 'registry:5000/web'])(
    'refuses %s, which is pinned by nothing', (image) => {
      const message = messageOf(() => parseImage(stage().chart, 'image', image));
      expect(message).toMatch(NAMED_ERROR);
      expect(message).toBe(`[shop] 'image' must name a tag other than latest, or a digest, got "${image}"; `
        + 'pin the version, or a restart may run other code than the pod beside it');
    },
  );

  it('answers at once on text that is made to take long', () => {
    const start = process.hrtime.bigint();
    for (const text of [`${'a-'.repeat(249)}!`, `${'a'.repeat(499)}!`, `${'a.'.repeat(249)}/!`]) {
      expect(() => parseImage(stage().chart, 'image', text)).toThrow();
    }
    expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(2);
  });
});

describe('rewriteRegistry', () => {
  const registries = {
    'docker.io': 'mirror.acme.io/hub',
    'docker.io/library': 'mirror.acme.io/official',
    'ghcr.io': 'mirror.acme.io:5000',
    'ghcr.io/acme': 'own.acme.io',
  };

  it.each([
    ['a short name, which is one of docker.io/library', 'redis:7', 'mirror.acme.io/official/redis:7'],
    ['a short name with a digest', `redis@${DIGEST}`, `mirror.acme.io/official/redis@${DIGEST}`],
    ['a name of docker.io', 'acme/web:1', 'mirror.acme.io/hub/acme/web:1'],
    ['docker.io written out', 'docker.io/acme/web:1', 'mirror.acme.io/hub/acme/web:1'],
    ['docker.io/library written out', 'docker.io/library/redis:7', 'mirror.acme.io/official/redis:7'],
    ['by the longest prefix', 'ghcr.io/acme/web:1', 'own.acme.io/web:1'],
    ['by the shorter prefix where the longer ends inside a word', 'ghcr.io/acmes/web:1',
      'mirror.acme.io:5000/acmes/web:1'],
  ])('replaces %s', (_, image, expected) => {
    expect(rewriteRegistry(image, registries)).toBe(expected);
  });

  it.each([
    'quay.io/acme/web:1', 'ghcr.io.example.com/web:1', 'localhost/docker.io/web:1', 'registry:5000/ghcr.io/web:1',
  ])('leaves %s as it is written', (image) => {
    expect(rewriteRegistry(image, registries)).toBe(image);
  });

  it('leaves a short name short where nothing replaces docker.io', () => {
    expect(rewriteRegistry('redis:7', { 'ghcr.io': 'mirror.acme.io' })).toBe('redis:7');
    expect(rewriteRegistry('redis:7', {})).toBe('redis:7');
  });

  it('replaces once, even where the replacement matches a prefix again', () => {
    expect(rewriteRegistry('a.io/web:1', { 'a.io': 'b.io', 'b.io': 'c.io' })).toBe('b.io/web:1');
  });

  it('knows that docker.io/redis is docker.io/library/redis', () => {
    expect(rewriteRegistry('docker.io/redis:7', { 'docker.io': 'mirror.acme.io' }))
      .toBe('mirror.acme.io/library/redis:7');
  });

  it.each([
    ['docker.io/library/redis', 'redis:7', 'mirror.acme.io/cache:7'],
    ['ghcr.io/acme/web', `ghcr.io/acme/web@${DIGEST}`, `mirror.acme.io/cache@${DIGEST}`],
  ])('takes the whole repository %s as a prefix too', (prefix, image, expected) => {
    expect(rewriteRegistry(image, { [prefix]: 'mirror.acme.io/cache' })).toBe(expected);
  });
});
