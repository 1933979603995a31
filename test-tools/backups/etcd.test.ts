import * as fs from 'fs';
import * as path from 'path';
import { EtcdSite } from './etcd-site';
import { followPage } from './restore-page';
import { expectSuccess } from './site';
import { SecretKey } from '../../src';
import { EtcdServer } from '../harness/backups/etcd-server';
import { canRunBackups } from '../harness/backups/requirements';

const KEYS = 10_000;
const encryptionKey = SecretKey.of('encryption', 'passphrase');
const describeWhere = canRunBackups() ? describe : describe.skip;

describeWhere.each([
  ['as it is', {}],
  ['encrypted', { encryptionKey }],
])('an etcd of 10,000 keys, %s', (_, props) => {
  const written = someKeys(KEYS);
  let site: EtcdSite;

  beforeAll(async () => {
    site = await EtcdSite.open();
    await site.etcd.put(written);
  });

  afterAll(() => site.close());

  it('is backed up, under the time and the name of the pod', async () => {
    expectSuccess(await site.backUp({ podName: 'etcd-1' }, props));
    expect(site.site.complete()).toEqual([expect.stringMatching(/^\d{8}T\d{6}Z-etcd-1$/)]);
  });

  it('is in the bucket in the clear only where no key was given', () => {
    const snapshot = site.site.store.list().find((key) => key.includes('snapshot.db'))!;
    const isReadable = site.site.store.read(snapshot).includes('/registry/configmaps/shop/4711');
    expect(isReadable).toBe(!('encryptionKey' in props));
  });

  it('is gone with its data', async () => {
    await site.etcd.destroy();
    expect(fs.existsSync(site.etcd.dataFolder)).toBe(false);
  });

  it('is brought back by a drill, from the bucket alone, with as many keys', async () => {
    const { logs, ...result } = await site.drill({}, { props });
    expectSuccess({ ...result, logs });
    expect(logs.compare).toContain(`restored ${KEYS} keys at revision`);
    expect(logs.compare).toContain(`restored ${KEYS} keys that begin with /registry/`);
  });

  it('is brought back by the page about restores, from the bucket alone, with every key and value', async () => {
    const folder = site.site.emptyFolder();
    fs.writeFileSync(path.join(folder, 'passphrase'), site.site.secrets.encryption.passphrase);
    const env = { ...site.site.bucketSettings('shop/etcd'), MEMBER: 'test', PEER_URL: 'http://127.0.0.1:2380' };
    await followPage('Restore etcd', { folder, env, isEncrypted: 'encryptionKey' in props });

    const dataFolder = path.join(folder, 'etcd-restored');
    const restored = await EtcdServer.start({ ...site.certificates, dataFolder });
    const found = await restored.readAll();
    await restored.destroy();
    expect(found).toEqual(written);
  });
});

function someKeys(count: number): Map<string, string> {
  return new Map(Array.from({ length: count }, (_, index) => (
    [`/registry/configmaps/shop/${index}`, `value ${index} ${'x'.repeat(index % 300)}`]
  )));
}
