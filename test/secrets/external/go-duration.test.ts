import { goDuration, secondsOfGo } from '../../../src/secrets/external/go-duration';

describe('a duration of Go', () => {
  it.each<[string, number | undefined]>([
    ['1h0m0s', 3600],
    ['1h30m', 5400],
    ['59m59.5s', 3599.5],
    ['1500ms', 1.5],
    ['5.s', 5],
    ['0s', 0],
    ['0', 0],
    ['', undefined],
    ['-1h', undefined],
    ['1', undefined],
    ['1 h', undefined],
    ['1d', undefined],
  ])('%s', (text, seconds) => {
    expect(secondsOfGo(text)).toBe(seconds);
  });

  it.each([[10, '10s'], [90, '1m30s'], [3600, '1h0m0s'], [90061, '25h1m1s']])('of %d seconds', (seconds, text) => {
    expect(goDuration(seconds)).toBe(text);
    expect(secondsOfGo(text)).toBe(seconds);
  });
});
