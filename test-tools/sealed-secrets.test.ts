import { execFileSync, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Chart } from 'cdk8s';
import { KubesealOutput, SealedSecret, SealedSecretProps } from '../src';
import { TOOLS } from './harness/programs';
import { SEALED_SECRETS_CAN_BE_DECRYPTED } from '../src/checks/validity/sealed-secrets-can-be-decrypted';
import { resultsOf } from '../test/checks/support/cases';
import { messageOf } from '../test/support/errors';
import { render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';

const SECONDS = 60_000;
const VALUES = { username: 'shop', password: 'pässword with spaces\n', empty: '' };
const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  type: 'acme.io/database',
  metadata: { name: 'database', namespace: 'shop' },
  stringData: VALUES,
};
const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-sealed-'));
const KEY = path.join(FOLDER, 'tls.key');
const CERTIFICATE = path.join(FOLDER, 'tls.crt');

beforeAll(() => {
  // As the controller makes its own.
  const certificate = ['-keyout', KEY, '-out', CERTIFICATE, '-subj', '/CN=sealed', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:4096', '-nodes', ...certificate], { stdio: 'pipe' });
}, SECONDS);

afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

/** What kubeseal makes of a Secret for somebody who has the certificate alone. */
function seal(secret: object, ...args: string[]): string {
  return execFileSync(TOOLS.kubeseal(), ['--cert', CERTIFICATE, ...args], {
    input: JSON.stringify(secret), encoding: 'utf8', stdio: 'pipe',
  });
}

/** What the controller's own code makes of a SealedSecret with the private key, or what it says against it. */
function unseal(manifest: Manifest): { readonly secret?: Manifest; readonly error: string } {
  const { status, stdout, stderr } = spawnSync(
    TOOLS.kubeseal(), ['--recovery-unseal', '--recovery-private-key', KEY],
    { input: JSON.stringify(manifest), encoding: 'utf8' },
  );
  return status === 0 ? { secret: JSON.parse(stdout), error: '' } : { error: stderr };
}

function written(text: string, props: Partial<SealedSecretProps> = {}): Manifest {
  const make = (chart: Chart) => new SealedSecret(chart, 'sealed', { sealed: KubesealOutput.text(text), ...props });
  return render(make)[0];
}

/** Where our own check finds fault with it. */
function faultsOf(manifest: Manifest): (string | undefined)[] {
  const results = resultsOf(SEALED_SECRETS_CAN_BE_DECRYPTED, JSON.stringify(manifest));
  return results.filter(({ status }) => status !== 'passed').map(({ path: place }) => place);
}

function valuesOf({ data }: Manifest): Record<string, string> {
  return Object.fromEntries(Object.entries<string | null>(data).map(([key, text]) => (
    [key, Buffer.from(text ?? '', 'base64').toString('utf8')]
  )));
}

describe('what kubeseal seals', () => {
  it.each<[string, string[], Partial<SealedSecretProps>]>([
    ['for a name', ['-o', 'yaml'], {}],
    ['as JSON', ['-o', 'json'], {}],
    ['for a namespace, under another name', ['-o', 'yaml', '--scope', 'namespace-wide'], { name: 'other' }],
    ['for a cluster', ['-o', 'yaml', '--scope', 'cluster-wide'], { clusterWideReason: 'pulls images' }],
  ])('%s can be decrypted as it is written', (_, args, props) => {
    const manifest = written(seal(SECRET, ...args), props);
    const { secret, error } = unseal(manifest);
    expect(error).toBe('');
    expect(valuesOf(secret)).toEqual(VALUES);
    expect(secret.type).toBe('acme.io/database');
    expect(secret.metadata).toMatchObject({
      name: props.name ?? 'database',
      namespace: 'shop',
      labels: { 'app.kubernetes.io/managed-by': 'cdk8s-preflight' },
    });
    expect(JSON.stringify(manifest)).not.toContain(Buffer.from(VALUES.password).toString('base64'));
    expect(faultsOf(manifest)).toEqual([]);
  });

  it('for another namespace is refused, as it could not be decrypted', () => {
    const text = seal({ ...SECRET, metadata: { name: 'database', namespace: 'pay' } }, '-o', 'json');
    expect(messageOf(() => written(text))).toContain('must be sealed for the namespace that it is put into, shop');
    const moved = JSON.parse(text);
    moved.metadata.namespace = 'shop';
    expect(unseal(moved).error).toContain('no key could decrypt secret');
    expect(faultsOf(moved)).toEqual(['spec.template.metadata.namespace']);
  });

  it('for another name is refused, as it could not be decrypted', () => {
    const text = seal(SECRET, '-o', 'json');
    expect(messageOf(() => written(text, { name: 'other' }))).toContain('must stay database, for which it was sealed');
    const renamed = JSON.parse(text);
    renamed.metadata.name = 'other';
    expect(unseal(renamed).error).toContain('no key could decrypt secret');
    expect(faultsOf(renamed)).toEqual(['spec.template.metadata.name']);
  });

  it.each([['by another namespace', { namespace: 'pay' }], ['by a scope', {
    annotations: { 'sealedsecrets.bitnami.com/namespace-wide': 'true' },
  }]])('and is changed by hand, %s, is refused, as it could not be decrypted', (_, metadata) => {
    const changed = JSON.parse(seal({ ...SECRET, metadata: { name: 'database', namespace: 'shop' } }, '-o', 'json'));
    Object.assign(changed.metadata, metadata);
    expect(unseal(changed).error).toContain('no key could decrypt secret');
    expect(messageOf(() => written(JSON.stringify(changed)))).toMatch(/'sealed\.metadata\.\w+' must /);
    expect(faultsOf(changed)).toHaveLength(1);
  });

  it.each([
    ['cluster-wide', { name: 'database', labels: { tier: 'db' } }],
    ['namespace-wide', { name: 'other', namespace: 'shop' }],
  ])('value by value %s can be decrypted whatever the template says of its scope', (scope, metadata) => {
    const raw = ['--raw', '--namespace', 'shop', '--name', 'other', '--scope', scope];
    const password = execFileSync(TOOLS.kubeseal(), ['--cert', CERTIFICATE, ...raw], { input: 'x', encoding: 'utf8' });
    const manifest: Manifest = {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: {
        name: 'database', namespace: 'shop', annotations: { [`sealedsecrets.bitnami.com/${scope}`]: 'true' },
      },
      spec: { encryptedData: { password }, template: { metadata } },
    };
    const { secret, error } = unseal(manifest);
    expect(error).toBe('');
    expect(valuesOf(secret!)).toEqual({ password: 'x' });
    expect(faultsOf(manifest)).toEqual([]);
  });

  it('is no Secret that nobody sealed', () => {
    expect(messageOf(() => written(JSON.stringify(SECRET)))).toContain('this is the Secret itself');
  });
});
