import { DEFAULT_MINOR, NEWEST_MINOR, OLDEST_MINOR, parseMinor } from '../../src/internal/kubernetes-version';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { stage } from '../support/render';
import { MINORS } from '../support/schemas';

describe('parseMinor', () => {
  it.each(MINORS)('reads %s', (version) => {
    expect(`1.${parseMinor(stage().chart, version)}`).toBe(version);
  });

  it.each([
    '1.27', '1.38', '1.30.2', 'v1.30', '1.030', '2.30', '1', '1.', '', ' 1.30', '1.30\n', '1.4', '1.30+', 'latest',
  ])('refuses %j', (version) => {
    const message = messageOf(() => parseMinor(stage().chart, version));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop] 'kubernetesVersion' must be a minor from 1.28 to 1.37, "
      + `got ${JSON.stringify(version)}; give the oldest minor among your clusters, without the patch`);
  });

  it('knows what is left of 1.30 where it is a number', () => {
    expect(messageOf(() => parseMinor(stage().chart, '1.3'))).toBe("[shop] 'kubernetesVersion' must be a minor from "
      + '1.28 to 1.37, got "1.3"; write \'1.30\' as text: a number loses the zero at its end');
  });

  it('supports the minors that there are schemas for', () => {
    const length = NEWEST_MINOR - OLDEST_MINOR + 1;
    expect(Array.from({ length }, (_, index) => `1.${OLDEST_MINOR + index}`)).toEqual(MINORS);
    expect(MINORS).toContain(`1.${DEFAULT_MINOR}`);
  });
});
