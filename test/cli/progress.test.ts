import { Progress } from '../../src/cli/check/progress';

describe('Progress', () => {
  const written: string[] = [];
  const stream = (isTTY: boolean) => ({ isTTY, write: (text: string) => written.push(text) });
  let now: number;

  beforeEach(() => {
    written.length = 0;
    now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => { jest.restoreAllMocks(); });

  it('tells a terminal how far long work is, not too often, and clears up', () => {
    const progress = new Progress(stream(true));
    for (now = 0; now <= 1250; now += 50) progress.say(() => `at ${now}`);
    progress.end();
    expect(written).toEqual(['\r\u001b[Kat 1000', '\r\u001b[Kat 1100', '\r\u001b[Kat 1200', '\r\u001b[K']);
  });

  it('says nothing where nobody looks, and of what is soon done', () => {
    const unseen = new Progress(stream(false));
    const quick = new Progress(stream(true));
    now = 900;
    quick.say(() => 'soon');
    now = 5000;
    unseen.say(() => 'unseen');
    [unseen, quick].forEach((progress) => progress.end());
    expect(written).toEqual([]);
  });
});
