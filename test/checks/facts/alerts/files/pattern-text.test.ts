import { closedParentheses } from '../../../../../src/checks/facts/alerts/files/pattern-text';

it.each([
  ['a(b|c)', true], ['[(]', true], ['[])]', true], ['[^])]', true], ['\\(', true], ['[\\](]', true],
  ['[[:alpha:](]', true], ['[[(]', true], ['\\Q(\\E', true], ['', true], [')(', true],
  ['b(', false], ['b)', false], ['[a', false], ['[]', false], ['(()', false], ['[a](', false], ['))((', false],
])('%s is closed: %s', (pattern, isClosed) => {
  expect(closedParentheses(pattern)).toBe(isClosed);
});
