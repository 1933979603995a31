import { readArguments } from '../../../scripts/new-construct/arguments';
import { messageOf } from '../../support/errors';

const USAGE = '; write npx projen new:construct DOMAIN/NAME --emits KIND, '
  + 'such as network/allow-egress --emits NetworkPolicy';

describe('the command line of new:construct', () => {
  it('is a path and a kind', () => {
    expect(readArguments(['backup/volumes/volume-backup', '--emits', 'velero.io/v1/Backup']))
      .toEqual({ path: 'backup/volumes/volume-backup', emits: 'velero.io/v1/Backup' });
  });

  it.each([
    [[], 'the path must be given once, got []'],
    [['network/a', 'network/b'], 'the path must be given once, got ["network/a","network/b"]'],
    [['network'], 'the path must be a domain and a name in small letters, digits and dashes, got "network"'],
    [['network/AllowEgress'],
      'the path must be a domain and a name in small letters, digits and dashes, got "network/AllowEgress"'],
    [['internal/secret'], 'the domain must be one of constructs, got "internal/secret"'],
    [['network/a'], "'--emits' must be given, got nothing"],
  ])('%j is refused, with what to write instead', (argv, message) => {
    expect(messageOf(() => readArguments(argv))).toBe(message + USAGE);
  });

  it('names an option that it does not know', () => {
    expect(messageOf(() => readArguments(['network/a', '--emit', 'X']))).toMatch(/^Unknown option '--emit'.*; write npx/);
  });
});
