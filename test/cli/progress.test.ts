import { Progress } from '../../src/cli/check/progress';

describe('Progress', () => {
  const written: string[] = [];
  const line = (isSeen: boolean) => (
    { isSeen, show: (text: string) => written.push(text), clear: () => written.push('cleared') }
  );
  let now: number;

  beforeEach(() => {
    written.length = 0;
    now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => { jest.restoreAllMocks(); });

  it('tells a terminal how far long work is, not too often, and clears up', () => {
    const progress = new Progress(line(true));
    for (now = 0; now <= 1250; now += 50) progress.say(() => `at ${now}`);
    progress.end();
    expect(written).toEqual(['at 1000', 'at 1100', 'at 1200', 'cleared']);
  });

  it('says nothing where nobody looks, and of what is soon done', () => {
    const unseen = new Progress(line(false));
    const quick = new Progress(line(true));
    now = 900;
    quick.say(() => 'soon');
    now = 5000;
    unseen.say(() => 'unseen');
    [unseen, quick].forEach((progress) => progress.end());
    expect(written).toEqual([]);
  });
});
