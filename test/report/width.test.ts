import { Colors, unpainted } from '../../src/report/colors';
import { wrapped } from '../../src/report/width';

const WORDS = Array(30).fill('word').join(' ');
const LONG = 'x'.repeat(120);

describe('wrapped', () => {
  it.each([
    ['below the text after a word of its own', '  why      ', 11],
    ['below what follows a severity', 'CRITICAL  ', 10],
    ['a little further in where there is none', '    ', 6],
    ['a little further in where the line begins with its text', '', 2],
  ])('goes on %s', (_, head, margin) => {
    const [first, second, ...others] = wrapped([head + WORDS]);
    expect(others).toEqual([]);
    expect(first.startsWith(`${head}word`)).toBe(true);
    expect(first.length).toBeGreaterThan(95);
    expect(first.length).toBeLessThanOrEqual(100);
    expect(/^ */.exec(second)![0]).toHaveLength(margin);
    expect(`${first} ${second.trim()}`).toBe(head + WORDS);
  });

  it.each(['', 'short', `  a  b${' '.repeat(20)}c`, LONG, `    ${LONG}`])('leaves %j as it is', (line) => {
    expect(wrapped([line])).toEqual([line]);
  });

  it('lets a long word stand alone', () => {
    const margin = ' '.repeat(11);
    expect(wrapped([`  at       one ${LONG} two`])).toEqual(['  at       one', margin + LONG, `${margin}two`]);
  });

  it('does not count colours', () => {
    const painted = `  ${new Colors(true).paint('bold', WORDS.slice(0, 97))}`;
    expect(wrapped([painted])).toEqual([painted]);
    const broken = wrapped([`  ${new Colors(true).paint('bold', WORDS)}`]);
    expect(broken.map(unpainted)).toEqual(wrapped([`  ${WORDS}`]));
  });
});
