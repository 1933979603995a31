import { isSealed } from '../../../src/internal/values/ciphertexts';
import { fakeCiphertext } from '../../support/secrets/sealed-manifests';

const bytes = (length: number, rest: number) => {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(length);
  return Buffer.concat([head, Buffer.alloc(rest, 7)]).toString('base64');
};

it.each([
  ['what is made for a key of 2048 bits', fakeCiphertext('a'), true],
  ['what is made for a key of 4096 bits', bytes(512, 512 + 16), true],
  ['an empty value, which is sealed too', bytes(256, 256 + 16), true],
  ['a short text in Base64', Buffer.from('hunter2').toString('base64'), false],
  ['a long text in Base64', Buffer.from('hunter2 '.repeat(100)).toString('base64'), false],
  ['a ciphertext that was cut', bytes(256, 256 + 15), false],
  ['Base64 without its end', `${bytes(256, 272)}A`, false],
  ['what is no Base64', '-----BEGIN', false],
  ['nothing', '', false],
])('%s', (_, text, expected) => {
  expect(isSealed(text)).toBe(expected);
});
