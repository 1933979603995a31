import {
  shortened, shownInTurn, shownLines, shownText, visible, visibleLines,
} from '../../../src/internal/values/visible-text';

describe('visible', () => {
  it.each([
    ['what everybody sees', 'a b "c" \\ é 中 \u{1f600}', 'a b "c" \\ é 中 \u{1f600}'],
    ['what breaks a line', 'a\nb\rc\td\u2028e\u2029f\u0085g\vh', 'a\\nb\\rc\\td\\u2028e\\u2029f\\u0085g\\u000bh'],
    ['what moves the cursor', '\u001b[2J\u009b1A\b\u0007\u007f', '\\u001b[2J\\u009b1A\\b\\u0007\\u007f'],
    ['what turns its direction', '\u202ea\u2066b\u200f\u061c', '\\u202ea\\u2066b\\u200f\\u061c'],
    ['what is not seen', '\u200b\ufeff\u00ad\u3164\ufe0f\u{e0041}',
      '\\u200b\\ufeff\\u00ad\\u3164\\ufe0f\\udb40\\udc41'],
    ['half a character', 'a\ud800b\udc00', 'a\\ud800b\\udc00'],
  ])('shows %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(visible(shown)).toBe(shown);
  });

  it('leaves JSON what it means, and lines what they are', () => {
    const value = { 'a\u202e': ['\n\u007f\u2028\ud800', '\u{e0041}'] };
    expect(JSON.parse(visibleLines(JSON.stringify(value, undefined, 2)))).toEqual(value);
    expect(visibleLines('a\u202e\n\u001bb\n')).toBe('a\\u202e\n\\u001bb\n');
  });
});

describe('shortened, shownText and shownLines', () => {
  it.each([
    ['what fits', 'abcd', 'abcd'], ['what is longer', 'abcde', 'abcd...'], ['a pair', 'abc\u{1f600}', 'abc...'],
  ])('cut %s', (_, text, shown) => {
    expect(shortened(text, 4)).toBe(shown);
    expect(shownText(text, 4)).toBe(shown);
    expect(shownLines(text, 4, '  ')).toBe(shown);
  });

  it('count escapes as what they are', () => {
    expect(shownText('\n'.repeat(100), 10)).toBe(`${'\\n'.repeat(5)}...`);
    expect(shownText('\u202e', 3)).toBe('\\u2...');
  });

  it('let no line of a text begin where another text does', () => {
    expect(shownLines('a\nb\rc\n\u001bd', 100, '    ')).toBe('a\n    b\\rc\n    \\u001bd');
  });
});

describe('shownInTurn', () => {
  it('names as many as there is room for, and counts the others', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `n${index}`);
    expect(shownInTurn(['a', 'b'], ' => ')).toBe('a => b');
    expect(shownInTurn(names, ' => ', 20)).toBe('n0 => n1 => n2 => n3 => ... and 4996 more');
    expect(shownInTurn(['x'.repeat(1000), 'y\n'], ', ', 20)).toBe(`${'x'.repeat(10)}..., y\\n`);
  });
});
