import { codeInProse } from '../../../src/report/check-page/code-in-prose';

function marked(text: string): string {
  return codeInProse(text).map((piece) => (piece.isCode ? `«${piece.text}»` : piece.text)).join('');
}

describe('code in a sentence', () => {
  it.each([
    ['Remove hostPort, and gRPC stays.', 'Remove «hostPort», and gRPC stays.'],
    ['spec: {maxSurge: 1}, or a minAvailable below 3', '«spec: {maxSurge: 1}», or a «minAvailable» below 3'],
    ['Keep globalDefault: true at one of them.', 'Keep «globalDefault: true» at one of them.'],
    ['Keep failurePolicy: Ignore.', 'Keep «failurePolicy: Ignore».'],
    ['Seal it for its namespace: kubeseal --scope strict', 'Seal it for its namespace: kubeseal --scope strict'],
    ['label it example.com/a: "b, c", and go on', 'label it «example.com/a: "b, c"», and go on'],
    ["probes: Probes.http({ path: ')' }) without headers", "«probes: Probes.http({ path: ')' })» without headers"],
    ['new Platform({ a: [1] }), or PriorityTiers', '«new Platform({ a: [1] })», or PriorityTiers'],
    ['the addresses that `kubectl get pods` lists', 'the addresses that «kubectl get pods» lists'],
    ['Give spec.template.metadata.labels every one', 'Give «spec.template.metadata.labels» every one'],
    ['run it itself: command: [/web].', 'run it itself: «command: [/web]».'],
    ['', ''],
  ])('is found in %j', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it('that is never closed is none, and no character is lost', () => {
    for (const text of ['spec: {a: [1', 'call(', "key_a: 'x", '`', 'a`b', '{}[]()', 'x: y: z:', 'ünïcode: {a}']) {
      expect(codeInProse(text).map((piece) => piece.text).join('')).toBe(text);
    }
  });

  it('takes time in proportion to the text, whatever is never closed in it', () => {
    const looks = (text: string) => {
      const spy = jest.spyOn(RegExp.prototype, 'test');
      codeInProse(text);
      const { length } = spy.mock.calls;
      spy.mockRestore();
      return length;
    };
    const text = 'spec: {call(`a_b: "';
    expect(looks(text.repeat(400))).toBeLessThanOrEqual(4.2 * looks(text.repeat(100)));
  });
});
