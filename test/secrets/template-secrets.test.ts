import { secretInTemplate } from '../../src/secrets/template-secrets';

const SECRET = ['Sup3r', 'S3cret', 'Value99'].join('');
const NAMES = ['user', 'password', 'db-password'];

describe('a template that holds a secret', () => {
  it.each<[string, string, string]>([
    ['password', `${SECRET}{{ .a }}`, 'a password'],
    ['password', `{{ .a }}${SECRET}`, 'a password'],
    ['password', 'hunter2{{ .a }}', 'a password'],
    ['password', `x {{ .a }} ${SECRET}`, 'a password'],
    ['token', `{{ if eq .a "x" }}${SECRET}{{ end }}`, 'a token'],
    ['password', '{{ default "hunter2" .a }}', 'a password'],
    ['password', '{{ "hun" }}{{ "ter2x9" }}', 'a password'],
    ['password', `{{ printf "%s{}${SECRET}" .a }}`, 'a password'],
    ['password', `{{ printf "{{%s${SECRET}" .a }}`, 'a password'],
    ['password', `{{ default (printf "%s" \`${SECRET}\`) .a }}`, 'a password'],
    ['password', `{{ .a | replace "x" "${SECRET}" }}`, 'a password'],
    ['password', `{{ dig "a" "${SECRET}" .x }}`, 'a password'],
    ['x', `{{/* password: ${SECRET} */}}{{ .a }}`, 'a password'],
    ['url', `postgres://u:{{ default "${SECRET}" .a }}@h/db`, 'an address with a password'],
    ['url', `postgres://{{ .user }}:${SECRET}@h/db`, 'an address with a password'],
    ['url', `{{ printf "postgres://u:${SECRET}@%s/db" .h }}`, 'an address with a password'],
    ['config', `host={{ .h }}\npassword={{ "${SECRET}" }}\n`, 'a password'],
  ])('%s: %s', (key, text, kind) => {
    expect(secretInTemplate({ key, text, names: NAMES })).toBe(kind);
  });
});

describe('a template that holds none', () => {
  it.each([
    ['password', '{{ .password }}'],
    ['password', '{{ .user }}:{{ .password }}'],
    ['password', '{{ index . "db-password" }}'],
    ['password', '{{ index (fromJson .x) "data" }}'],
    ['password', '{{ .password | trimSuffix "\\n" }}'],
    ['password', '{{ printf "%s:%s" .user .password }}'],
    ['password', '{{ if eq .env "production" }}{{ .a }}{{ else }}{{ .b }}{{ end }}'],
    ['password', '{{ required "no password is there" .password }}'],
    ['password', '{{ dig "data" "password" "" (fromJson .x) }}'],
    ['password', '{{/* from the store */}}{{ .password }}'],
    ['password', 'Bearer {{ .token }}'],
    ['password', 'sk_live_{{ .token }}'],
    ['redis-password', 'requirepass {{ .password }}'],
    ['password', 'mongodb+srv://{{ .user }}:{{ .password | urlquery }}@shop.c9akciq32x.eu-west-1.example.com/shop'],
    ['url', 'postgres://{{ .user }}:{{ .password }}@db:5432/x?sslmode=require'],
    ['url', 'postgres://u:{{ .password | urlquery | replace "+" "%20" }}@db/x'],
    ['url', 'postgres://u:{{ dig "data" "password" "" (fromJson .x) }}@db/x'],
    ['url', '{{ printf "postgres://%s:%s@db:5432/shop" .user .password }}'],
    ['tls.crt', '{{ .cert | b64dec }}'],
    ['tls.crt', '{{ .bundle | filterPEM "CERTIFICATE" }}'],
    ['.pgpass', 'db:5432:*:{{ .user }}:{{ .password }}'],
    ['.dockerconfigjson', '{"auths":{"r":{"username":"{{ .user }}","password":"{{ .password }}"}}}'],
    ['config', '[client]\nuser={{ .user }}\npassword={{ .password }}\n'],
    ['dsn', 'Server=db1;Database=shop2;User Id={{ .user }};Password={{ .password }};Encrypt=true'],
  ])('%s: %s', (key, text) => {
    expect(secretInTemplate({ key, text, names: NAMES })).toBeUndefined();
  });
});
