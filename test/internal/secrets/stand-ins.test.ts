import { secretsInCommand } from '../../../src/internal/secrets/secret-commands';
import { secretInPair } from '../../../src/internal/secrets/secret-texts';
import { Place } from '../../../src/internal/secrets/secret-values';

const DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const VAPID = 'BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U';
const HEADER = encoded({ alg: 'HS256' });
const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82cdd33';

describe('what stands where a secret would', () => {
  it.each([
    ['DB_PASSWORD', '${DB_PASSWORD}'], ['DB_PASSWORD', '$(DB_PASSWORD)'], ['DB_PASSWORD', '{{ .Values.db.password }}'],
    ['DB_PASSWORD', '<password>'], ['DB_PASSWORD', 'your-password-here'], ['DB_PASSWORD', 'REPLACE_ME'],
    ['DB_PASSWORD', 'xxxxxxxx'], ['DB_PASSWORD', '********'], ['DB_PASSWORD', '[REDACTED]'],
    ['DB_PASSWORD', '/etc/db/password'],
    ['DB_PASSWORD', 'vault:secret/data/db#password'],
    ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db'],
    ['DB_PASSWORD', 'op://shop/db/password'], ['DB_PASSWORD', 'ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=]'],
    ['secret_access_key', 's3_secret_access_key'], ['EXPRESSION', 'http(s?)://(\\w+):(\\w+)@'],
    ['NAME', 'sync-secret-a5ba1128989878da9227e0a9811f15bf3089558812daadeaa5ec10f45caa5479'],
    ['DB_PASSWORD_FILE', '/run/secrets/db'], ['TOKEN_TTL', '3600'], ['SECRET_NAME', 'api-db'],
    ['PUBLIC_KEY', 'A1b2C3d4E5f6G7h8I9j0K1l2'],
    ['URL', 'https://shop.example.com/a?b=c'], ['URL', 'postgres://shop@db/shop'],
    ['URL', 'postgres://$(USER):$(PASSWORD)@db/shop'],
    ['URL', 'postgres://<user>:<password>@db/shop'], ['URL', 'postgres://USER:PASSWORD@db/shop'],
    ['URL', 'http://{user}:{password}@db'],
    ['SENTRY_DSN', 'https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/42'],
    ['COMMIT', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'], ['CHECKSUM', DIGEST], ['REQUEST_ID', UUID],
    ['CLIENT_ID', '0oa1B2c3D4e5F6g7H8i9j0K1'],
    ['IMAGE', `registry.example.com/shop/api:1.4.2@sha256:${DIGEST}`],
    ['STRIPE_KEY', 'pk_live_51H8aBcDeFgHiJkLmNoPqRsT'],
    ['STRIPE_PUBLISHABLE_KEY', 'pk_live_51H8aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefghijklmnopqrstuvwxyz'],
    ['CLERK_PUBLISHABLE_KEY', 'pk_test_Y2xlcmsuZXhhbXBsZS5jb20k'], ['DUB_KEY', 'dub_pk_A1b2C3d4E5f6G7h8I9j0K1l2'],
    ['SUPABASE_KEY', 'sb_publishable_A1b2C3d4E5f6G7h8I9j0K1'],
    ['SUPABASE_ANON_KEY', `${HEADER}.${encoded({ iss: 'supabase', role: 'anon' })}.A1b2C3d4E5f6G7`],
    ['RECAPTCHA_SITE_KEY', '6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI'],
    ['TURNSTILE_SITEKEY', '0x4AAAAAAADnPIDROrmt1Wwj'],
    ['VAPID_PUBLIC_KEY', VAPID], ['applicationServerKey', VAPID],
    ['DD_CLIENT_TOKEN', 'pub0123456789abcdef0123456789abcdef'],
    ['ALGOLIA_SEARCH_KEY', '0123456789abcdef0123456789abcdef'],
    ['NEXT_PUBLIC_SEGMENT_KEY', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6'],
    ['VITE_MAP_TOKEN', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6'],
    ['passwd', 'postgres:x:999:999::/var/lib/postgresql:/bin/bash\n'],
    ['common-passwords.txt', '123456\nqwerty\nletmein\n'],
    ['passwords.txt', 'Your passwords are kept elsewhere.\n'],
    ['image', `registry.example.com:5000/shop/api@sha256:${DIGEST}`], ['REPOSITORY', 'git@github.com:shop/api.git'],
    ['CA', '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUE\n-----END CERTIFICATE-----'],
    ['SSH', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9x ada@example.com'], ['KEY_PEM', '-----BEGIN PUBLIC KEY-----'],
    ['JWKS', '{"keys":[{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx","e":"AQAB"}]}'],
    ['app.yaml', 'password: ${DB_PASSWORD}\npasswordFile: /etc/db\npasswordPolicy: strict\ntoken: refresh\n'],
    ['app.yaml', 'secretKey: db-password\napiKey: my-key-name\n'], ['app.yaml', 'secretKey: password\n'],
    ['objects', '- objectName: user\n  secretPath: secret/data/db\n  secretKey: username\n'],
    ['objects', '[{"secretKey": "s3AccessKeyV2Prod", "objectName": "key"}]\n'],
    ['secret.yaml', 'data:\n  - secretKey: AWS_SECRET_ACCESS_KEY\n    remoteRef: {key: shop, property: apiKey}\n'],
    ['secretKey', 'db-password'], ['token.yaml', 'token: build-agent-12\n'], ['VERSION', 'djEuMi4zOmxhdGVzdA=='],
    ['app.json', '{"password": {"type": "string"}, "secret": "db-credentials", "tokenUrl": "https://example.com/token"}'],
    ['run.sh', '#!/bin/sh\necho "Enter your password: now"\nread PASSWORD\n[ "$PASSWORD" = "" ] && exit 1\n'],
    ['run.sh', '#!/bin/sh\nmysql -u root -p"$PASSWORD" -e x\ncurl -u "$USER:$PASSWORD" http://x\ndocker run --user 1000:1000 x\n'],
    ['sshd_config', 'PasswordAuthentication no\nPermitEmptyPasswords no\n'],
    ['pg_hba.conf', 'host all all 0.0.0.0/0 password\n'],
    ['main.py', 'connect(password=password, token=settings.token)\n'], ['main.tf', 'password = var.db_password\n'],
    ['alerts.yaml', 'summary: "{{ $labels.pod }} uses an expired token"\nkey: value\n'],
    ['labels.conf', 'fd00:10:244:1::b8a4\n'],
  ])('is no secret: %s = %s', (name, value) => {
    expect(secretInPair(name, value)).toBeUndefined();
  });

  it.each([
    ['nginx.ingress.kubernetes.io/auth-secret', 'basic-auth'], ['checksum/secret', DIGEST],
    ['example.com/password', 'password'],
    ['password', 'db-password'], ['password', 'shop-db-credentials'],
    ['secretKey', 'password'], ['token', 'agent-1'], ['key', 'A1b2C3d4E5f6G7h8I9j0K1l2'],
    ['vault.hashicorp.com/agent-inject-secret-db', 'db/creds/shop'],
    ['cosign.sigstore.dev/signature', 'MEUCIGsd5kBomJgAJKbzoaoaDt5sWGSdA9EPGon4XY3Jmg9XAiEAwtqhN7tRzXNP3y0l5h2nx'],
    ['kubernetes.io/change-cause', 'kubectl apply --filename=secret.yaml'],
  ])('is no secret of an object: %s = %s', (name, value) => {
    expect(secretInPair(name, value, Place.FIELD)).toBeUndefined();
  });

  it.each([
    [['serve', '--password-file=/etc/db/password', '--tls-private-key-file=/etc/tls/tls.key']],
    [['serve', '--password', '$(DB_PASSWORD)', '--secret-name=db', '--token-ttl=10m', '--key=tls.key']],
    [['sh', '-c', 'exec serve --password="$(cat /etc/db/password)"']],
    [['app', '--user=nginx:nginx', '--basic-auth=true']],
    [['kube-apiserver', '--service-account-signing-key-file=/etc/pki/sa.key', '--token-auth-file=/tokens.csv']],
    [['mysqladmin', 'ping', '-h', 'localhost', '-P3306']],
    [['redis-cli', '-a', '$REDIS_PASSWORD', 'ping']],
  ])('is no secret of a command: %j', (words) => {
    expect(secretsInCommand(words)).toEqual([]);
  });
});

it('is a secret that stands for the name of a key', () => {
  const secret = 'wJalrXUtnFEMI7K7MDENGbPxRfiCYzzzzKEYx1Q2';
  expect(secretInPair('objects', `- objectName: user\n  secretKey: ${secret}\n`)).toBe('a key');
  expect(secretInPair('app.yaml', 'objects: 1\nsecretKey: username\n')).toBe('a key');
});

describe('what pages of a site are given', () => {
  it.each([
    ['STRIPE_SECRET_KEY', `sk${'_live_'}51H8aBcDeFgHiJkLmNoPqRsT`, 'a Stripe key'],
    ['RECAPTCHA_SECRET_KEY', '6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe', 'a key'],
    ['VAPID_PRIVATE_KEY', 'UUxI4O8-FbRouAevSmBQ6o18hgE4nSG3qwvJTfKc-ls', 'a key'],
    ['NEXT_PUBLIC_API_SECRET_KEY', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6', 'a key'],
    ['SUPABASE_KEY', `${HEADER}.${encoded({ role: 'service_role' })}.A1b2C3d4E5f6G7`, 'a JSON Web Token'],
    // https://cloud.google.com/docs/authentication/api-keys-best-practices
    ['GOOGLE_MAPS_KEY', `AI${'za'}SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q`, 'a Google API key'],
  ])('does not make a secret of what belongs to servers: %s', (name, value, kind) => {
    expect(secretInPair(name, value)).toBe(kind);
  });
});

describe('a weak secret', () => {
  it.each([
    ['PGPASSWORD', 'postgres'], ['DB_PASSWORD', 'changeme'], ['ADMIN_PASSWORD', '12345'], ['DB_PASS', 'p'],
    ['PASSWORD_2', 'abc'],
  ])('is one: %s = %s', (name, value) => {
    expect(secretInPair(name, value)).toBe('a password');
  });

  it.each([
    ['JWT_SECRET', 'super-secret'], ['API_KEY', 'secret'], ['SECRET_KEY', 'my-secret'],
    ['app.yaml', 'jwtSecret: my-very-super-secret\n'],
  ])('is one, and not the name of one: %s = %s', (name, value) => {
    expect(secretInPair(name, value)).toMatch(/^a (?:key|secret|token)$/);
  });
});

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
