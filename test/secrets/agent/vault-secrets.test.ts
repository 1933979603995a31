import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  ForeignService, PlatformProps, ProductionNamespace, ProductionService, Provider, Resources, ScheduledJob, SecretKey,
  SecretUse, UseSecretOptions, VaultFile, VaultSecrets, VaultSecretsProps, VaultServer,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const VAULT = ForeignService.at({
  name: 'vault', namespace: 'vault', podLabels: { app: 'vault' }, containerPort: 8200,
});
const PREFIX = 'vault.hashicorp.com/';
const PATH = 'secret/data/shop/database';
const PROPS: VaultSecretsProps = {
  server: VaultServer.inCluster(VAULT),
  role: 'shop',
  files: { password: VaultFile.field(PATH, 'password') },
};
const FEW = { cpuRequest: Cpu.millis(10), memory: Size.mebibytes(64) };
const PLAIN = ['Sup3r', 'S3cret', 'Value99'].join('');
const FAKE = `ghp_${'16C7e42F292c6912E7710c838347Ae178B4a'}`;

function used(
  props: Partial<VaultSecretsProps> = {}, options?: UseSecretOptions, platform?: PlatformProps,
): Manifest[] {
  return render((chart) => {
    new ProductionNamespace(chart, 'shop');
    const secret = new VaultSecrets(chart, 'database', { ...PROPS, ...props });
    new ProductionService(chart, 'api', { image: IMAGE }).useSecret(secret, options);
  }, platform);
}

function podOf(manifests: Manifest[]): Manifest {
  return only(manifests, 'Deployment').spec.template;
}

/** Those of the agent, without their prefix. */
function agentOf(manifests: Manifest[]): Record<string, string> {
  const all = Object.entries<string>(podOf(manifests).metadata.annotations);
  return Object.fromEntries(all.filter(([key]) => key.startsWith(PREFIX))
    .map(([key, value]) => [key.slice(PREFIX.length), value]));
}

describe('pods that use VaultSecrets', () => {
  it('tell the injector all that it needs', () => {
    expect(agentOf(used())).toEqual({
      'agent-inject': 'true',
      'agent-inject-containers': 'api',
      'agent-inject-perms-password': '0440',
      'agent-inject-secret-password': PATH,
      'agent-inject-template-password': `{{- with secret "${PATH}" -}}{{ .Data.data.password }}{{- end -}}`,
      'agent-limits-cpu': expect.stringMatching(/^\d+m?$/),
      'agent-limits-ephemeral': expect.stringMatching(/^\d+Mi$/),
      'agent-limits-mem': '128Mi',
      'agent-requests-cpu': expect.stringMatching(/^\d+m?$/),
      'agent-requests-ephemeral': expect.stringMatching(/^\d+Mi$/),
      'agent-requests-mem': expect.stringMatching(/^\d+Mi$/),
      'agent-service-account-token-volume-name': 'vault-token',
      'agent-set-security-context': 'true',
      'auth-path': 'auth/kubernetes',
      'error-on-missing-key-password': 'true',
      'role': 'shop',
      'secret-volume-path': '/etc/secrets/database',
      'service': 'https://vault.vault.svc:8200',
    });
  });

  it.each([
    ['none', Resources.medium(), 'it renders much'],
    ['the same', Resources.withoutCpuLimit('it bursts', FEW), 'it bursts'],
  ])('say that the agent has no limit of CPU, and once why, where the container says %s', (_, resources, reason) => {
    const manifests = render((chart) => {
      new ProductionNamespace(chart, 'shop');
      const agent = Resources.withoutCpuLimit('it renders much', FEW);
      const secret = new VaultSecrets(chart, 'database', { ...PROPS, resources: agent });
      new ProductionService(chart, 'api', { image: IMAGE, resources }).useSecret(secret);
    });
    expect(agentOf(manifests)['agent-limits-cpu']).toBe('');
    expect(only(manifests, 'Deployment').metadata.annotations['preflight/waive.has-cpu-limit']).toBe(reason);
  });

  it('have a token for the agent alone, which opens nothing else', () => {
    const { spec } = podOf(used());
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(spec.volumes).toContainEqual({
      name: 'vault-token',
      projected: { sources: [{ serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 7200 } }] },
    });
    expect(spec.containers[0].volumeMounts.map(({ name }: Manifest) => name)).not.toContain('vault-token');
  });

  it('may connect to Vault', () => {
    const { egress } = only(used(), 'NetworkPolicy', 'api').spec;
    expect(egress).toContainEqual({
      to: [{
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'vault' } },
        podSelector: { matchLabels: { app: 'vault' } },
      }],
      ports: [{ port: 8200, protocol: 'TCP' }],
    });
  });

  it.each([['https://vault.example.com', 443], ['https://vault.example.com:8200', 8200]])(
    'may connect to %s elsewhere', (address, port) => {
      const manifests = used({ server: VaultServer.outside(address, ['203.0.113.0/28']) });
      expect(agentOf(manifests).service).toBe(address);
      expect(only(manifests, 'NetworkPolicy', 'api').spec.egress)
        .toContainEqual({ to: [{ ipBlock: { cidr: '203.0.113.0/28' } }], ports: [{ port, protocol: 'TCP' }] });
    });

  it('are told of everything else', () => {
    const manifests = used({
      mountPath: 'clusters/north',
      audience: 'https://vault.example.com',
      vaultNamespace: 'platform',
      certificateAuthority: SecretKey.of('vault-ca', 'ca.crt'),
      files: { 'database.env': VaultFile.template(PATH, `{{ with secret "${PATH}" }}A={{ .Data.data.a }}{{ end }}`) },
    }, { use: SecretUse.files({ path: '/run/db' }) });
    expect(agentOf(manifests)).toMatchObject({
      'auth-path': 'auth/clusters/north',
      'namespace': 'platform',
      'tls-secret': 'vault-ca',
      'ca-cert': '/vault/tls/ca.crt',
      'agent-inject-template-database.env': `{{ with secret "${PATH}" }}A={{ .Data.data.a }}{{ end }}`,
      'secret-volume-path': '/run/db',
    });
    expect(JSON.stringify(podOf(manifests).spec.volumes)).toContain('"audience":"https://vault.example.com"');
    expect(only(manifests, 'Deployment').metadata.annotations['preflight/external']).toBe('Secret/vault-ca');
  });

  it('take what is mounted deeper, and other engines by a template', () => {
    const login = '{{ with secret "database/creds/shop" }}{{ .Data.password }}{{ end }}';
    const files = {
      a: VaultFile.field('team/kv/data/shop', 'pw'), b: VaultFile.template('database/creds/shop', login),
    };
    expect(agentOf(used({ files }))).toMatchObject({
      'agent-inject-secret-a': 'team/kv/data/shop', 'agent-inject-secret-b': 'database/creds/shop',
    });
  });

  it('leave the user of the agent to OpenShift', () => {
    const { OPENSHIFT: provider, ANY } = Provider;
    expect(agentOf(used({}, undefined, { provider }))).toHaveProperty(['agent-set-security-context'], 'false');
    expect(agentOf(used({}, undefined, { provider: ANY }))).toHaveProperty(['agent-set-security-context'], 'true');
  });

  it('end where the agent ends with them', () => {
    expect(agentOf(used())).not.toHaveProperty(['agent-pre-populate-only']);
    expect(agentOf(used({ prePopulateOnly: true }))).toHaveProperty(['agent-pre-populate-only'], 'true');
  });

  it('end by themselves in jobs, before which the agent does', () => {
    const job = (props: Partial<VaultSecretsProps> = {}) => render((chart) => {
      const made = new ScheduledJob(chart, 'report', { image: IMAGE, schedule: '30 2 * * *' });
      made.useSecret(new VaultSecrets(chart, 'database', { ...PROPS, ...props }));
    });
    const { template } = only(job(), 'CronJob').spec.jobTemplate.spec;
    expect(template.metadata.annotations).toHaveProperty(['vault.hashicorp.com/agent-pre-populate-only'], 'true');
    expect(() => job({ prePopulateOnly: false })).toThrow(
      "[shop/report] 'prePopulateOnly' must be true for pods that end, which an agent beside them would keep from it, "
        + 'got false; leave it out',
    );
  });

  it('count the agent in the quota of their namespace, while it runs', () => {
    const [without, ending, running] = [
      render((chart) => {
        new ProductionNamespace(chart, 'shop');
        new ProductionService(chart, 'api', { image: IMAGE });
      }),
      used({ prePopulateOnly: true }),
      used(),
    ].map((manifests) => parseInt(only(manifests, 'ResourceQuota').spec.hard['requests.cpu'], 10));
    expect(ending).toBe(without);
    expect(running).toBeGreaterThan(without);
  });

  it.each(MINORS)('are valid on %s', (kubernetesVersion) => {
    const manifests = used({}, undefined, { kubernetesVersion });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('it refuses', () => {
  it.each<[string, Partial<VaultSecretsProps>, string]>([
    ['a name by which the injector knows other templates', { files: { 'file-a': VaultFile.field(PATH, 'a') } },
      "'files' must not begin with file-, by which the injector knows templates in its image, got \"file-a\"; "
      + 'choose another name'],
    ['no file', { files: {} }, "'files' must name a file, got {}; "
      + "name them, like { password: VaultFile.field('secret/data/shop/database', 'password') }"],
    ['a file that no annotation can name', { files: { Password: VaultFile.field(PATH, 'a') } },
      "'files' must be named by "
      + 'lower-case letters, digits, - and ., at most 40, as part of annotations, got "Password"; choose such a name'],
    ['what ends the template around it', { files: { a: VaultFile.field('x" }}{{ env "A', 'a') } },
      "'files.a.path' must "
      + 'be a path of Vault, got "x\\" }}{{ env \\"A"; write it like secret/data/shop/database'],
    ['a field that is no word', { files: { a: VaultFile.field(PATH, 'a-b') } }, "'files.a.field' must be a word of "
      + 'letters, digits and _, got "a-b"; write a template that takes it by index'],
    ['a field of another engine', { files: { a: VaultFile.field('kv/shop/db', 'pw') } },
      "'files.a.path' must have data behind the mount, as fields of the engine in version 2 do, got \"kv/shop/db\"; "
      + 'write kv/data/shop/db, or for another engine VaultFile.template'],
    ['a template that does not end', { files: { a: VaultFile.template(PATH, `{{ with secret "${PATH}" }}a`) } },
      "'files.a.template' must be a template of Go, and has {{ with }} without {{ end }}, got a text, which is not "
      + 'shown; end what it begins, and nothing else'],
    ['a program in a template', {
      files: { a: VaultFile.template(PATH, '{{ if .a }}{{ "x" | plugin "/bin/sh" }}{{ end }}') },
    },
    "'files.a.template' must run no program in the agent, got \"plugin\"; "
      + 'take the values by secret, and let the workload do the rest'],
    ['a secret behind what writes nothing', {
      files: { password: VaultFile.template(PATH, `{{ with secret "${PATH}" }}{{ end }}Tr0ub4dor&3x`) },
    }, "'files.password.template' must hold no secret itself, got a password, which is not shown; "
      + 'put it into Vault, and take it from there'],
    ['a secret in a template', { files: { a: VaultFile.template(PATH, FAKE) } },
      "'files.a.template' must hold no secret "
      + 'itself, got a GitHub token, which is not shown; put it into Vault, and take it from there'],
    ['a secret beside an action', { files: { password: VaultFile.template(PATH, `${PLAIN}{{ .Data.data.a }}`) } },
      "'files.password.template' must hold no secret itself, got a password, which is not shown; "
      + 'put it into Vault, and take it from there'],
    ['a role that is none', { role: '' }, "'role' must have the form that Vault takes, got \"\"; "
      + 'write it like shop-reader'],
    ['an address in clear', { server: VaultServer.outside('http://vault', ['10.0.0.0/8']) }, "'server.vaultAddress' must "
      + 'have the form that Vault takes, got "http://vault"; write it like https://vault.vault.svc:8200'],
    ['a port that is none', { server: VaultServer.outside('https://vault:99999', ['10.0.0.0/8']) },
      "'server.vaultAddress' must have the form that Vault takes, got \"https://vault:99999\"; "
      + 'write it like https://vault.vault.svc:8200'],
    ['names instead of networks', { server: VaultServer.outside('https://vault', ['vault']) },
      "'server.cidrs' must hold "
      + 'the networks where Vault is, got "vault"; write them like 203.0.113.0/28: policies see addresses, no names'],
  ])('%s', (_, props, message) => {
    expect(messageOf(() => used(props))).toBe(`[shop/database] ${message}`);
  });

  it.each<[string, UseSecretOptions, string]>([
    ['variables', { use: SecretUse.environment('old') }, "'useSecret.use' must be files by their own names, for no "
      + 'Secret is made, got "environment"; leave all but the path out, or use a SyncedSecret'],
    ['to roll', { rollsPods: true },
      "'useSecret.rollsPods' must be left out, for nothing in the cluster changes with the "
      + 'values, got true; look at the files again in the process'],
    ['a folder that is taken', { use: SecretUse.files({ path: '/tmp' }) },
      "'useSecret.path' must be a folder that nothing "
      + 'is mounted at, got "/tmp"; choose another one'],
  ])('%s', (_, options, message) => {
    expect(messageOf(() => used({}, options))).toBe(`[shop/api] ${message}`);
  });

  it('to write for another container', () => {
    expect(messageOf(() => render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE });
      api.useSecret(new VaultSecrets(chart, 'database', PROPS));
      api.addInitContainer('migrate', { image: IMAGE, folders: ['/etc/secrets/database'] });
    }))).toBe("[shop/api/migrate] 'folders' must be folders that others can have too, and the agent of Vault writes "
      + 'for the main container alone, got "/etc/secrets/database"; take by a SyncedSecret what both need');
  });

  it('a second agent', () => {
    expect(messageOf(() => render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE });
      for (const name of ['a', 'b']) {
        const files = { password: VaultFile.field(PATH, 'password') };
        api.useSecret(new VaultSecrets(chart, name, { server: VaultServer.inCluster(VAULT), role: 'shop', files }));
      }
    }))).toBe("[shop/api] 'useSecret.agent' must be the only one of the pods, got \"a second agent\"; "
      + 'give the VaultSecrets all files that the pods need');
  });
});
