import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { expectedFiles } from '../../test/support/examples';
import { readYaml } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { CertificateAuthority } from '../harness/backups/certificates';
import { canRunBackups } from '../harness/backups/requirements';
import { VolumeContents, WrittenPostgres } from '../harness/backups/written-postgres';

const DATABASE = 'accounts-db';
const IS_ENCRYPTED = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()';
const describeWhere = canRunBackups() ? describe : describe.skip;

describeWhere('the databases of the bank', () => {
  const manifests = Object.values(expectedFiles('bank-of-anthos')).flatMap(readYaml);
  const written = find('StatefulSet', DATABASE);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-postgres-tls-'));
  const authority = new CertificateAuthority(path.join(folder, 'authority'));
  const contents = contentsOf();
  const verified = { sslmode: 'verify-full', sslrootcert: authority.file };
  let server: WrittenPostgres;

  beforeAll(async () => {
    server = await WrittenPostgres.start(written, contents);
  }, 60_000);

  afterAll(async () => {
    await server.destroy();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('serve by TLS, with a certificate that is verified', () => {
    expect(server.query(IS_ENCRYPTED, verified)).toBe('t');
  });

  it('refuse who does not encrypt', () => {
    expect(() => server.query('SELECT 1', { sslmode: 'disable' })).toThrow(/no pg_hba\.conf entry .*no encryption/);
  });

  it('would not start with a key that everybody may read', async () => {
    const readable = structuredClone(written);
    for (const { secret } of readable.spec.template.spec.volumes as Manifest[]) {
      if (secret !== undefined) secret.defaultMode = 0o444;
    }
    await expect(WrittenPostgres.start(readable, contents)).rejects.toThrow(/has group or world access/);
  }, 60_000);

  function contentsOf(): VolumeContents {
    const { certificate, key } = authority.issue('server', { usage: 'server' });
    const [text, secretText] = [certificate, key].map((file) => fs.readFileSync(file, 'utf8'));
    return {
      [`${DATABASE}-tls`]: { 'tls.crt': text, 'tls.key': secretText },
      [`${DATABASE}-credentials`]: { password: 'correct horse' },
      ...Object.fromEntries(manifests.filter(({ kind }) => kind === 'ConfigMap')
        .map(({ metadata, data }) => [metadata.name, data])),
    };
  }

  function find(kind: string, name: string): Manifest {
    return manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name)!;
  }
});
