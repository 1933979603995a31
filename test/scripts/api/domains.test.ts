import { domainOf, DOMAINS } from '../../../scripts/api/domains';
import { messageOf } from '../../support/errors';
import { jsiiTypes } from '../../support/project/assembly';

describe('the domains of the API', () => {
  it('are the first folder below src, whatever comes below it', () => {
    expect(domainOf('src/backup/etcd/etcd-backup.ts')).toBe('backup');
  });

  it('have a sentence each, and a public type', () => {
    const domains = jsiiTypes().map(({ locationInModule }) => domainOf(locationInModule.filename));
    expect([...new Set(domains)].sort()).toEqual(Object.keys(DOMAINS).sort());
  });

  it('are asked for where a new folder has none', () => {
    expect(messageOf(() => domainOf('src/chaos/pod-killer.ts')))
      .toBe('src/chaos has public types, but no sentence in scripts/api/domains.ts; write what it is for');
  });
});
