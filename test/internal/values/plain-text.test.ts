import { checkArguments, checkProcessText, checkReason, checkText } from '../../../src/internal/values/plain-text';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { stage } from '../../support/render';

const HIGH = '\uD83D';
const LOW = '\uDE00';
const WHOLE = `${HIGH}${LOW}`;

describe('checkText', () => {
  it.each(['', 'plain', 'with \n lines', '\0', 'Zoë', '日本', WHOLE, `${WHOLE}${WHOLE}`, '"\'`$(x)\\'])(
    'takes %j', (text) => {
      expect(() => checkText(stage().chart, 'args', text)).not.toThrow();
    },
  );

  it.each([HIGH, LOW, `${LOW}${HIGH}`, `a${HIGH}b`, `${WHOLE}${LOW}`, `${HIGH}${WHOLE}`])(
    'refuses half a pair: %j', (text) => {
      const message = messageOf(() => checkText(stage().chart, 'args', text));
      expect(message).toMatch(NAMED_ERROR);
      expect(message)
        .toBe(`[shop] 'args' must be valid Unicode text, got ${JSON.stringify(text)}; remove the unpaired surrogate`);
    },
  );

  it.each([
    ['a\u2028b', 'hold no control character and no line separator of Unicode', '"a\\u2028b"'],
    ['\ta\nb', 'not begin with a tab where it has more than one line', '"\\ta\\nb"'],
    ['0o7', 'not look like a number to the API server', '"0o7"'],
  ])('refuses %j, which the API server would misread', (text, must, got) => {
    const message = messageOf(() => checkText(stage().chart, 'args', text));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop] 'args' must ${must}, got ${got}; `
      + 'write it differently, or ship it in a file');
  });

  it.each([
    [undefined, 'nothing'], [null, 'null'], [7, '7'], [{}, '{}'], [['a'], '["a"]'],
  ])('refuses %j, which is no text', (value, got) => {
    const message = messageOf(() => checkText(stage().chart, 'args', value as unknown as string));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop] 'args' must be text, got ${got}; give it a value, or leave it out`);
  });
});

describe('checkProcessText', () => {
  it('refuses NUL, which ends a text for every process', () => {
    const message = messageOf(() => checkProcessText(stage().chart, 'env.A', 'a\0b'));
    expect(message).toMatch(NAMED_ERROR);
    expect(message)
      .toBe("[shop] 'env.A' must hold no NUL character, got \"a\\u0000b\"; remove it, no process can receive one");
  });

  it('refuses half a pair too', () => {
    expect(messageOf(() => checkProcessText(stage().chart, 'env.A', HIGH))).toContain('valid Unicode text');
  });
});

describe('checkReason', () => {
  it('takes a reason', () => {
    expect(() => checkReason(stage().chart, 'reason', 'one writer by design')).not.toThrow();
  });

  it.each(['', ' ', '\n \t', '\u00a0'])('refuses %j, which says nothing', (reason) => {
    const message = messageOf(() => checkReason(stage().chart, 'reason', reason));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop] 'reason' must say why, got ${JSON.stringify(reason)}; `
      + 'write the reason, it appears in the readiness report');
  });

  it('refuses a reason that says nothing in a way that the API server cannot read', () => {
    const message = messageOf(() => checkReason(stage().chart, 'reason', '\n\t'));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe("[shop] 'reason' must not begin with a tab "
      + 'where it has more than one line, got "\\n\\t"; write it differently, or ship it in a file');
  });

  it('refuses a reason that is left out', () => {
    expect(messageOf(() => checkReason(stage().chart, 'reason', undefined as unknown as string))).toMatch(NAMED_ERROR);
  });
});

describe('checkArguments', () => {
  it('takes a list, and none at all', () => {
    expect(() => checkArguments(stage().chart, 'args', ['-c', '$(HOME) `id`'])).not.toThrow();
    expect(() => checkArguments(stage().chart, 'args', undefined)).not.toThrow();
  });

  it('refuses the list for one bad argument', () => {
    expect(messageOf(() => checkArguments(stage().chart, 'args', ['ok', 'a\0b']))).toContain('got "a\\u0000b";');
  });
});
