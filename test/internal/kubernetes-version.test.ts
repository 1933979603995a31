import { DEFAULT_MINOR, NEWEST_MINOR, OLDEST_MINOR, parseMinor } from '../../src/internal/kubernetes-version';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { stage } from '../support/render';
import { MINORS } from '../support/schemas';

describe('parseMinor', () => {
  it.each(MINORS)('reads %s', (version) => {
    expect(`1.${parseMinor(stage().chart, version)}`).toBe(version);
  });

  it.each([
    '1.27', '1.38', '1.30.2', 'v1.30', '1.030', '2.30', '1', '1.', '', ' 1.30', '1.30\n', '1.3', '1.30+', 'latest',
  ])('refuses %j', (version) => {
    const message = messageOf(() => parseMinor(stage().chart, version));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop] 'kubernetesVersion' must be a minor from 1.28 to 1.37, "
      + `got ${JSON.stringify(version)}; give the oldest minor among your clusters, without the patch`);
  });

  it('supports the minors that there are schemas for', () => {
    const length = NEWEST_MINOR - OLDEST_MINOR + 1;
    expect(Array.from({ length }, (_, index) => `1.${OLDEST_MINOR + index}`)).toEqual(MINORS);
    expect(MINORS).toContain(`1.${DEFAULT_MINOR}`);
  });
});
