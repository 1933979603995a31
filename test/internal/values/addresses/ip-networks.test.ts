import { isCidr } from '../../../../src/internal/values/addresses/ip-networks';

describe('isCidr', () => {
  it.each([
    '0.0.0.0/0', '10.0.0.0/8', '169.254.20.10/32', '203.0.113.0/24', '::/0', 'fd00::/8', '2001:db8::1/128',
  ])('takes %s', (text) => {
    expect(isCidr(text)).toBe(true);
  });

  it.each([
    '', '/', '/8', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0/8', '256.0.0.0/8',
    '010.0.0.0/8', '10.0.0.0/8 ', '10.0.0.0/8\n', 'fd00::/129', 'fd00:::/8', 'example.com/24', '10.0.0.0/1e1', 'any',
  ])('refuses %j', (text) => {
    expect(isCidr(text)).toBe(false);
  });

  it('refuses a zone, which Kubernetes cannot parse', () => {
    expect(isCidr('fe80::1%eth0/64')).toBe(false);
  });

  // The API server refuses these in new objects since 1.36, where StrictIPCIDRValidation is on by default.
  it.each(['10.0.0.5/8', '10.0.0.0/08', 'fd00::1/8', '::ffff:10.0.0.0/104'])(
    'refuses %s, which is ambiguous and illegal on newer minors', (text) => {
      expect(isCidr(text)).toBe(false);
    },
  );
});
