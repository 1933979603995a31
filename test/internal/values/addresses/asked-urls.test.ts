import { isAskedUrl, isUrlOfGo } from '../../../../src/internal/values/addresses/asked-urls';
import { isHostPort } from '../../../../src/internal/values/addresses/hosts';
import { URLS_OF_GO } from '../../../support/urls-of-go';

describe('an address that programs ask', () => {
  it.each([
    'https://shop.example.com', 'http://shop:8080/a%20b?c=%41', 'https://10.0.0.1/', 'https://[::1]:8443/',
    'https://a_b.c./',
    'https://shop/wörter',
  ])('is %s', (text) => {
    expect(isAskedUrl(text)).toBe(true);
  });

  it.each([
    'https:///x', 'https://{{x}}/', 'https://a`b/', 'https://a\\b/', 'https://exa%41mple.com/', 'https://a/%zz',
    'https://a/?b=%',
    'https://a{b}/', 'https://a:0/', 'https://a:70000/', 'https://a:/', 'https://a..b/', 'https://-a/',
    'https://1.2.3/',
    'https://256.1.1.1/', 'https://[::x]/', 'https://bücher.example/', 'https://u:p@a/', 'https://a b/',
    'https://a/b c',
    'ftp://a/', 'a', '', `https://${'a'.repeat(64)}/`,
  ])('is not %j', (text) => {
    expect(isAskedUrl(text)).toBe(false);
  });
});

it.each(Object.entries(URLS_OF_GO))('%j is what Go takes: %s', (text, isTaken) => {
  expect(isUrlOfGo(text)).toBe(isTaken);
});

it.each([
  ['smtp.example.com:587', true], ['[::1]:25', true], ['10.0.0.1:25', true],
  ['smtp', false], ['smtp:', false], ['smtp:0', false], ['a..b:25', false], ['::1:25', false], ['[::1]', false],
  ['[10.0.0.1]:25', false], [':25', false],
])('%s is a host with a port: %s', (text, isOne) => {
  expect(isHostPort(text)).toBe(isOne);
});
