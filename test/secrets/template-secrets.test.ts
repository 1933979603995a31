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
    ['password', 'Tr0ub4dor&3x{{/* a */}}', 'a password'],
    ['password', 'Xk9@qL2#vT5!{{ "" }}', 'a password'],
    ['password', 'Xk9@qL{{ "2#v" }}T5!', 'a password'],
    ['password', 's3cr3t/pa55w0rd{{ "" }}', 'a password'],
    ['password', '{{if eq .a "b"}}Tr0ub4dor&3x{{else}}{{ .p }}{{end}}', 'a password'],
    ['password', '{{if .a}}{{ .p }}{{else if .b}}pa55(word){{end}}', 'a password'],
    ['password', '{{ with secret "secret/data/shop" }}{{ end }}Tr0ub4dor&3x', 'a password'],
    ['password', '{{ $x := secret "secret/data/shop" }}pa55(word)', 'a password'],
    ['password', 'Tr0ub4dor&3x{{ .a }}', 'a password'],
    ['password', '{{ .a }}Xk9@qL2#vT5!{{ .b }}', 'a password'],
    ['password', '{{ replace "x" "Tr0ub4dor&3x" "x" }}', 'a password'],
    ['password', '{{ .a | replace "x" "pa55/word" }}', 'a password'],
    ['password', '{{ regexReplaceAll "x" "x" "Tr0ub4dor&3x" }}', 'a password'],
    ['password', '{{ trimSuffix "x" "Tr0ub4dor&3x" }}', 'a password'],
    ['password', '{{ .a | join "Tr0ub4dor&3x" }}', 'a password'],
    ['password', '{{ slice "Tr0ub4dor&3x" 0 }}', 'a password'],
    ['password', '{{ keyOrDefault "shop/db" "Tr0ub4dor&3x" }}', 'a password'],
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
    ['password', '{{ with secrets "secret/shop" }}{{ range . }}{{ . }}{{ end }}{{ end }}'],
    ['password', '{{ range ls "service/shop1" }}{{ .Value }}{{ end }}'],
    ['password', '{{ file "/etc/shop/p4ssw0rd" }}'],
    ['password', '{{ derivePassword 1 "long" .password "user@example.com" "example.com" }}'],
    ['password', '{{ .password | b64enc | printf "%s-shop-production" }}'],
    ['password', '{{ .password }}-shop-production'],
    ['password', 'Bearer {{ with secret "secret/data/shop" }}{{ .Data.data.token }}{{ end }}'],
    ['password', '{{ .user }}{{ if .host }}@example.com{{ end }}'],
    ['password', '{{ .password | replace "+" "%20" }}'],
    ['password', '{{ .url | replace "postgres://" "postgresql://" }}'],
    ['password', '{{ with secret "secret/data/shop" -}}\n{{ .Data.data.password }}\n{{- end }}\n'],
    ['password', '{{ range .users }}user {{ . }} on\n{{ end }}'],
    ['password', '{{ envOrDefault "DB_PASSWORD_2" "" }}'],
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
