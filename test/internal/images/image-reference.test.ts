import { parseImage, rewriteRegistry } from '../../../src/internal/images/image-reference';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { stage } from '../../support/render';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const UPPER_DIGEST = DIGEST.replace(/abcdef/g, 'ABCDEF');
const REGISTRY = 'have a registry that is a host name, perhaps with a port';
const REPOSITORY = 'have a repository of lower-case letters and digits, with ., _ or - between them';
const TAG = 'have a tag of letters, digits, _, . and -, at most 128, neither . nor - first';
const IN_DIGEST = 'have a digest of sha256: and 64 hexadecimal digits in lower case';
const AN_IMAGE = 'be an image like registry.example.com/shop/web:1.4.2';
const GIVE = 'give repository and tag, best with @sha256:<digest>';

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
    ['an upper-case name', 'Web:1', REPOSITORY, 'write web'],
    ['an upper-case path', 'ghcr.io/Acme/web:1', REPOSITORY, 'write acme/web'],
    ['a space inside', 'ghcr.io/acme/web :1', REPOSITORY, 'correct the repository, "acme/web "'],
    ['a space before it', ' ghcr.io/acme/web:1', REGISTRY, 'correct the registry, " ghcr.io"'],
    ['a variable', '$(IMAGE):1', REPOSITORY, 'correct the repository, "$(IMAGE)"'],
    ['a variable as its tag', 'ghcr.io/acme/web:$(TAG)', TAG, 'correct the tag, "$(TAG)"'],
    ['a shell command', 'web:`id`', TAG, 'correct the tag, "`id`"'],
    ['a line break at the end', 'web:1\n', TAG, 'correct the tag, "1\\n"'],
    ['a line break inside', 'web:1\nweb:2', TAG, 'correct the tag, "1\\nweb:2"'],
    ['a scheme', 'https://ghcr.io/acme/web:1', 'begin with its registry', 'leave out https://'],
    ['an empty tag', 'web:', TAG, 'correct the tag, ""'],
    ['a tag that is too long', `web:${'t'.repeat(129)}`, TAG, `correct the tag, "${'t'.repeat(129)}"`],
    ['a tag that begins with a dot', 'web:.1', TAG, 'correct the tag, ".1"'],
    ['two tags', 'web:1:2', TAG, 'correct the tag, "1:2"'],
    ['a short digest', 'web@sha256:0123', IN_DIGEST, 'correct the digest, "sha256:0123"'],
    ['an upper-case digest', `web@${UPPER_DIGEST}`, IN_DIGEST, `correct the digest, "${UPPER_DIGEST}"`],
    ['a digest of another kind', 'web:1@md5:0', IN_DIGEST, 'correct the digest, "md5:0"'],
    ['two digests', `web@${DIGEST}@${DIGEST}`, IN_DIGEST, `correct the digest, "${DIGEST}@${DIGEST}"`],
    ['an empty path segment', 'ghcr.io//web:1', REPOSITORY, 'correct the repository, "/web"'],
    ['a slash at the end', 'ghcr.io/acme/:1', REPOSITORY, 'correct the repository, "acme/"'],
    ['a registry alone', 'ghcr.io/:1', REPOSITORY, 'correct the repository, ""'],
    ['dots that follow one another', 'acme..shop/web:1', REGISTRY, 'correct the registry, "acme..shop"'],
    ['a port that is no number', 'registry:port/web:1', REGISTRY, 'correct the registry, "registry:port"'],
    ['what is wrong twice', 'registry:port/Web:-', REGISTRY, 'correct the registry, "registry:port"'],
    ['more text than a reference may have', `${'a/'.repeat(300)}web:1`, 'have at most 500 characters',
      'shorten the repository', `"${'a/'.repeat(99)}a...`],
    ['nothing', '', AN_IMAGE, GIVE],
    ['white space', ' \n', AN_IMAGE, GIVE],
  ])('says what is wrong with %s', (...[, image, must, remedy, got = JSON.stringify(image)]) => {
    const message = messageOf(() => parseImage(stage().chart, 'image', image));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop] 'image' must ${must}, got ${got}; ${remedy}`);
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
