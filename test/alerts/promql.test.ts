import { promqlString, seriesOf } from '../../src/alerts/promql';

describe('promqlString', () => {
  it.each([
    ['plain', '"plain"'],
    ['', '""'],
    ['a"b', '"a\\"b"'],
    ['a\\b', '"a\\\\b"'],
    ['two\nlines', '"two\\nlines"'],
    ["it's {`odd`}", '"it\'s {`odd`}"'],
    ['\0', '"\\u0000"'],
  ])('writes %j as %s', (text, written) => {
    expect(promqlString(text)).toBe(written);
  });
});

describe('seriesOf', () => {
  it('matches each label as it is, in the order given', () => {
    expect(seriesOf('up', { namespace: 'shop', pod: 'a"} or up{b="' }))
      .toBe('up{namespace="shop",pod="a\\"} or up{b=\\""}');
  });
});
