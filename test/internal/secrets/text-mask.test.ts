import { array, assert, constantFrom, property } from 'fast-check';
import { TextMask } from '../../../src/internal/secrets/text-mask';

const mask = (hidden: readonly string[], text: string) => (
  new TextMask(hidden.map((one) => ({ text: one, kind: 'x' }))).applyTo(text).replaceAll('[x, which is not shown]', '#')
);

describe('TextMask', () => {
  it.each<[string, string[], string, string]>([
    ['the whole of a text', ['a'], 'a', '#'],
    ['a long word', ['hunter2-of-us'], 'is hunter2-of-us, twice: hunter2-of-us', 'is #, twice: #'],
    ['no part of a word', ['hunter2-of-us'], 'xhunter2-of-us hunter2-of-use', 'xhunter2-of-us hunter2-of-use'],
    ['a word of sentences in quotes alone', ['name'], 'the name "name"', 'the name "#"'],
    ['the longest one', ['hunter2', 'hunter2-of-us'], 'hunter2-of-us and hunter2', '# and #'],
    ['a shorter one where the longest is no whole word', ['hunter2', 'hunter2-of'], 'hunter2-off', '#-off'],
    ['what begins as another one',
      ['hunter2-a', 'hunter2-b', 'hunter2-c9'], 'hunter2-c hunter2-b hunter2', 'hunter2-c # hunter2'],
    ['what goes on behind another one', ['--key=hunter2', 'hunter2 and 3'], 'is --key=hunter2 and 3!', 'is #!'],
    ['what is beside another one', ['hunter2', '-or-3x'], 'hunter2-or-3x', '##'],
    ['what is written as JSON', ['hunter"2'], '{"a":"hunter\\"2"}', '{"a":"#"}'],
    ['all behind the beginning of what is long', [`h2${'x'.repeat(300)}`], `is "h2${'x'.repeat(198)}..."`, 'is "#'],
  ])('leaves out %s', (...[, hidden, text, shown]) => {
    expect(mask(hidden, text)).toBe(shown);
  });

  it('leaves nothing that any one of the texts alone would leave out', () => {
    const text = array(constantFrom('a', 'b1', '-', ' ', '"'), { maxLength: 12 }).map((parts) => parts.join(''));
    assert(property(array(text, { maxLength: 5 }), text, (hidden, said) => {
      const shown = mask(hidden, said);
      for (const one of hidden) expect(mask([one], shown)).toBe(shown);
    }));
  });
});
