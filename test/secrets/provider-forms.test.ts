import { App, Chart } from 'cdk8s';
import { checkForms, SERVER_FORM } from '../../src/secrets/provider-forms';
import { messageOf } from '../support/errors';

function check(value: string): void {
  const given = [{ prop: 'server', value, ...SERVER_FORM }];
  checkForms(new Chart(new App(), 'shop'), { verb: 'Vault', within: 'provider', given });
}

describe('the address of a server', () => {
  it.each([
    'https://vault', 'https://vault.vault.svc:8200/', 'https://10.0.0.1:1', 'https://[2001:db8::1]:65535/v1/proxy',
  ])('may be %s', (address) => {
    expect(() => check(address)).not.toThrow();
  });

  it.each([
    'https://vault.example.com:99999', 'https://vault:0', 'https://a:b:c', 'https://a:b:c:[', 'https://[::',
    'https://vault:', 'https://a..b', 'https://256.1.1.1', 'http://vault',
  ])('may not be %s, which nothing could ask', (address) => {
    expect(messageOf(() => check(address))).toBe("[shop] 'provider.server' must have the form that Vault takes, "
      + `got "${address}"; write it like https://vault.vault.svc:8200`);
  });
});
