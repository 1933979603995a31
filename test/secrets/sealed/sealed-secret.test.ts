import * as fs from 'fs';
import { JsonPatch, Yaml } from 'cdk8s';
import {
  ForeignSecretStore, KubesealOutput, ProductionService, RemoteKey, SealedSecret, SealedSecretProps, SyncedSecret,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';
import { fakeCiphertext, sealedManifest } from '../../support/secrets/sealed-manifests';
import { inFolder } from '../../support/system/folders';

const NAMESPACE_WIDE = { annotations: { 'sealedsecrets.bitnami.com/namespace-wide': 'true' } };
const CLUSTER_WIDE = { annotations: { 'sealedsecrets.bitnami.com/cluster-wide': 'true' } };
const LABELS = { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' };
const PLAIN = 'correct-horse-battery-staple';

function sealed(manifest: object, props: Partial<SealedSecretProps> = {}): Manifest[] {
  return render((chart) => (
    new SealedSecret(chart, 'database', { sealed: KubesealOutput.manifest(manifest), ...props })
  ));
}

function refusal(manifest: object, props: Partial<SealedSecretProps> = {}): string {
  return messageOf(() => sealed(manifest, props)).replace('[shop/database] ', '');
}

describe('a SealedSecret', () => {
  it('is what kubeseal wrote, with the labels of its platform', () => {
    expect(sealed(sealedManifest())).toEqual([{
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'database', namespace: 'shop', labels: LABELS },
      spec: {
        encryptedData: { password: fakeCiphertext('b'), username: fakeCiphertext('a') },
        template: { metadata: { name: 'database', namespace: 'shop', labels: LABELS } },
      },
    }]);
  });

  it('takes a wave of Argo CD, by which it is decrypted before pods begin', () => {
    const [{ metadata }] = render((chart) => {
      const database = new SealedSecret(chart, 'database', { sealed: KubesealOutput.manifest(sealedManifest()) });
      const annotations = { 'argocd.argoproj.io/sync-wave': '-1' };
      database.mergePatch(database.resource, { metadata: { annotations } });
    });
    expect(metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '-1' });
  });

  it('is the same from YAML, from JSON and from a file', () => {
    const manifest = sealedManifest();
    const expected = sealed(manifest);
    const made = [Yaml.stringify(manifest), JSON.stringify(manifest)].map((text) => (
      sealed({}, { sealed: KubesealOutput.text(text) })
    ));
    inFolder((folder) => {
      fs.writeFileSync(`${folder}/database.yaml`, Yaml.stringify(manifest));
      made.push(sealed({}, { sealed: KubesealOutput.file(`${folder}/database.yaml`) }));
    });
    expect(made).toEqual([expected, expected, expected]);
  });

  it('keeps the type, the annotations and the template of the Secret', () => {
    const annotations = { 'sealedsecrets.bitnami.com/managed': 'true' };
    const template = {
      type: 'kubernetes.io/basic-auth',
      immutable: true,
      data: { url: 'https://{{ index . "username" }}@db' },
      metadata: { annotations: { a: 'b' }, labels: { tier: 'db' } },
    };
    const [{ metadata, spec }] = sealed(sealedManifest({ annotations }, { template }));
    expect(metadata.annotations).toEqual(annotations);
    expect(spec.template).toEqual({
      ...template,
      metadata: { name: 'database', namespace: 'shop', annotations: { a: 'b' }, labels: { tier: 'db', ...LABELS } },
    });
  });

  it('may have another name where it is sealed for a namespace', () => {
    const [{ metadata, spec }] = sealed(sealedManifest(NAMESPACE_WIDE), { name: 'other' });
    expect([metadata.name, spec.template.metadata.name]).toEqual(['other', 'other']);
    expect(metadata.annotations).toEqual(NAMESPACE_WIDE.annotations);
  });

  it('may be sealed for a cluster with a reason', () => {
    const manifest = sealedManifest({ ...CLUSTER_WIDE, namespace: 'elsewhere' });
    const [{ metadata }] = sealed(manifest, { clusterWideReason: 'every namespace pulls images by it' });
    expect(metadata).toMatchObject({
      namespace: 'shop',
      annotations: {
        ...CLUSTER_WIDE.annotations, 'preflight/waive.sealed-secrets-are-bound': 'every namespace pulls images by it',
      },
    });
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = [sealedManifest(), sealedManifest(NAMESPACE_WIDE)].flatMap((manifest) => sealed(manifest));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('would be refused with a misspelt field', () => {
    const [manifest] = sealed(sealedManifest());
    manifest.spec.templates = manifest.spec.template;
    expect(schemaProblems('1.30', manifest)).not.toEqual([]);
  });

  it.each(['name', 'namespace'])('keeps its %s, for which it was encrypted', (field) => {
    const { app, chart } = stage();
    const secret = new SealedSecret(chart, 'x', { sealed: KubesealOutput.manifest(sealedManifest()) });
    secret.patch(secret.resource, JsonPatch.replace(`/metadata/${field}`, 'other'));
    expect(messageOf(() => app.synthYaml())).toContain(`'patch' must let 'metadata.${field}' stay`);
  });
});

describe('its place', () => {
  it('is the one that it was sealed for: another namespace is refused', () => {
    expect(refusal(sealedManifest({ namespace: 'pay' }))).toBe("'sealed.metadata.namespace' must be sealed for the "
      + 'namespace that it is put into, shop, got "pay"; '
      + 'seal it again for this place, with kubeseal and the certificate of the cluster');
    expect(refusal(sealedManifest({ namespace: 'pay', ...NAMESPACE_WIDE }))).toContain('sealed for the namespace');
  });

  it('has the name that it was sealed for', () => {
    expect(refusal(sealedManifest(), { name: 'other' })).toBe("'name' must stay database, for which it was sealed, "
      + 'got "other"; leave it out, or seal it with --scope namespace-wide');
  });

  it('is bound, where no reason is given', () => {
    expect(refusal(sealedManifest(CLUSTER_WIDE))).toBe("'sealed.metadata.annotations' must bind it to a namespace, or "
      + 'whoever has the text can have it decrypted anywhere in the cluster, got "cluster-wide"; '
      + 'seal it for its namespace, or say why in clusterWideReason');
    expect(refusal(sealedManifest(), { clusterWideReason: 'why' })).toBe("'clusterWideReason' must come with what is "
      + 'sealed cluster-wide, got "why"; leave it out: this one is bound');
  });

  it.each<[string, object[], string]>([
    ['another namespace', [{}, { namespace: 'pay' }], "'sealed.metadata.namespace' must stay the namespace that it was "
      + 'sealed for, pay, as its template says, got "shop"; '
      + 'seal it again for this place, with kubeseal and the certificate of the cluster'],
    ['another name', [{}, { name: 'other' }], "'sealed.metadata.name' must stay the name that it was sealed for, "
      + 'other, as its template says, got "database"; '
      + 'seal it again for this place, with kubeseal and the certificate of the cluster'],
    ['its name alone', [NAMESPACE_WIDE, {}], "'sealed.metadata.annotations' must say the scope that it was sealed "
      + 'with, strict, as its template says, got "namespace-wide"; '
      + 'seal it again with --scope namespace-wide, or where it was sealed so, annotate its template in the same way'],
    ['its namespace', [{}, NAMESPACE_WIDE], "'sealed.metadata.annotations' must say the scope that it was sealed with, "
      + 'namespace-wide, as its template says, got "strict"; '
      + 'seal it again with --scope strict, or where it was sealed so, annotate its template in the same way'],
  ])('cannot be changed by hand where it was sealed for %s', (_, [metadata, inTemplate], message) => {
    const template = { metadata: { name: 'database', namespace: 'shop', ...inTemplate } };
    expect(refusal(sealedManifest(metadata, { template }))).toBe(message);
  });

  it('may be left out of a template that was written by hand', () => {
    const template = { metadata: { name: 'other', labels: { tier: 'db' } } };
    const [{ metadata }] = sealed(sealedManifest(NAMESPACE_WIDE, { template }));
    expect(metadata.annotations).toEqual(NAMESPACE_WIDE.annotations);
  });

  it('is no Secret that something else makes', () => {
    expect(messageOf(() => render((chart) => {
      const store = ForeignSecretStore.ofCluster('vault');
      new SyncedSecret(chart, 'database', { store, keys: { password: RemoteKey.of('x') } });
      new SealedSecret(chart, 'sealed', { sealed: KubesealOutput.manifest(sealedManifest()) });
    }))).toContain("[shop/sealed] 'name' must name a Secret that nothing else makes, and shop/database makes it");
  });
});

describe('it refuses', () => {
  it.each<[string, object, string]>([
    ['the Secret itself', { apiVersion: 'v1', kind: 'Secret', stringData: { password: PLAIN } },
      "'sealed.kind' must be bitnami.com/v1alpha1 SealedSecret, got \"v1 Secret\"; encrypt it with kubeseal first: "
      + 'this is the Secret itself, which must not be in Git'],
    ['another kind', {}, "'sealed.kind' must be bitnami.com/v1alpha1 SealedSecret, got \"nothing nothing\"; "
      + 'give what kubeseal -o yaml wrote'],
    ['Base64 of a secret', sealedManifest({}, {
      encryptedData: { password: Buffer.from(PLAIN).toString('base64') },
    }), "'sealed.spec.encryptedData.password' must be a ciphertext of kubeseal, got a text, which is not shown; "
      + 'seal it: Base64 alone encrypts nothing'],
    ['a secret in its template', sealedManifest({}, { template: { data: { password: PLAIN } } }),
      "'sealed.spec.template.data.password' must hold no secret, got a password, which is not "
      + 'shown; seal it, and take it by {{ index . "key" }}'],
    ['a secret beside what its template takes', sealedManifest({}, {
      template: { data: { password: `{{ .username }}${PLAIN}9Xy7` } },
    }), "'sealed.spec.template.data.password' must hold no secret, got a password, which is not "
      + 'shown; seal it, and take it by {{ index . "key" }}'],
    ['a template that does not end', sealedManifest({}, { template: { data: { url: '{{ .password' } } }),
      "'sealed.spec.template.data.url' must be a template of Go, and has {{ that nothing ends, got a text, which is "
      + 'not shown; end what it begins, and nothing else'],
    ['a type without its keys', sealedManifest({}, { template: { type: 'kubernetes.io/ssh-auth' } }),
      "'sealed.spec.template.type' must come with ssh-privatekey, without which the API server refuses the Secret, got "
      + '"kubernetes.io/ssh-auth"; add what is missing, or leave the type out'],
    ['nothing encrypted', sealedManifest({}, { encryptedData: {} }), "'sealed.spec.encryptedData' must have a key, "
      + 'got {}; seal a Secret that has some'],
    ['a key that no Secret has', sealedManifest({}, { encryptedData: { 'a b': fakeCiphertext('a') } }),
      "'sealed.spec.encryptedData.key' must be a key of a Secret (letters, digits, -, _ and .), got \"a b\"; "
      + 'write it as it stands in the Secret'],
    ['an unknown field', sealedManifest({}, { encryptedDate: {} }), "'sealed.spec' must have no field that a "
      + 'SealedSecret does not have, got "encryptedDate"; write encryptedData, or leave it out'],
    ['what old versions wrote', sealedManifest({}, { data: 'AgA=' }), "'sealed.spec' must have no field that a "
      + 'SealedSecret does not have, got "data"; seal it again: a newer kubeseal encrypts each key by itself'],
    ['a list instead of a map', sealedManifest({}, { encryptedData: [PLAIN] }), "'sealed.spec.encryptedData' must be "
      + 'an object, got a value, which is not shown; give what kubeseal -o yaml wrote'],
    ['labels that are none', sealedManifest({}, { template: { metadata: { labels: 7 } } }),
      "'sealed.spec.template.metadata.labels' must be an object, got a value, which is not shown; "
      + 'give what kubeseal -o yaml wrote'],
    ['a key that no label has', sealedManifest({}, { template: { metadata: { labels: { 'bad key!': 'x' } } } }),
      "'sealed.spec.template.metadata.labels' must hold label keys like example.com/name, got \"bad key!\"; "
      + 'correct this key'],
    ['a key that no annotation has', sealedManifest({ annotations: { 'bad key!': 'x' } }),
      "'sealed.metadata.annotations' must hold keys of annotations like example.com/name, got \"bad key!\"; "
      + 'correct this key'],
    ['metadata that are a list', sealedManifest({}, { template: { metadata: [1] } }),
      "'sealed.spec.template.metadata' must be an object, got a value, which is not shown; "
      + 'give what kubeseal -o yaml wrote'],
    ['unknown metadata', sealedManifest({}, { template: { metadata: { label: {} } } }),
      "'sealed.spec.template.metadata' must have no field that a SealedSecret does not have, got \"label\"; "
      + 'write labels, or leave it out'],
    ['finalizers that are none', sealedManifest({}, { template: { metadata: { finalizers: ['a b'] } } }),
      "'sealed.spec.template.metadata.finalizers' must be a list of finalizers, got a value, which is not shown; "
      + 'write them like [example.com/keep]'],
    ['a text that says whether it changes', sealedManifest({}, { template: { immutable: 'yes' } }),
      "'sealed.spec.template.immutable' must be true or false, got a value, which is not shown; "
      + 'write it without quotes'],
    ['a number instead of a text', sealedManifest({ name: 7 }), "'sealed.metadata.name' must be text, got a value, "
      + 'which is not shown; give what kubeseal -o yaml wrote'],
  ])('%s', (_, manifest, message) => {
    expect(refusal(manifest)).toBe(message);
    expect(message).not.toContain(PLAIN);
  });

  it.each([
    ['what is no YAML', `password: "${PLAIN}`],
    ['a text alone', PLAIN],
    ['several objects', 'a: 1\n---\nb: 2\n'],
    ['more than an object may have', `a: ${'x'.repeat(1024 * 1024)}`],
  ])('%s, which it does not show', (_, text) => {
    expect(refusal({}, { sealed: KubesealOutput.text(text) })).toBe("'sealed' must be one object in YAML or JSON, got "
      + 'a text, which is not shown; give what kubeseal -o yaml wrote');
  });

  it('a file that is not there', () => {
    expect(refusal({}, { sealed: KubesealOutput.file('no/such.yaml') })).toBe("'sealed' must be a file that can be "
      + 'read, and there is no such file or folder, got "no/such.yaml"; '
      + 'write the path from the folder that the program runs in');
  });
});

describe('pods that use it', () => {
  function podAnnotations(seed: string, rollsPods?: boolean): Record<string, string> {
    const { app, chart } = stage();
    const encryptedData = { password: fakeCiphertext(seed) };
    const sealedOutput = KubesealOutput.manifest(sealedManifest({}, { encryptedData }));
    const secret = new SealedSecret(chart, 'database', { sealed: sealedOutput });
    new ProductionService(chart, 'api', { image: IMAGE }).useSecret(secret, { rollsPods });
    const { metadata, spec } = only(readYaml(app.synthYaml()), 'Deployment');
    expect(metadata.annotations ?? {}).not.toHaveProperty(['secret.reloader.stakater.com/reload']);
    expect(JSON.stringify(spec)).toContain('"secretName":"database"');
    return spec.template.metadata.annotations ?? {};
  }

  it('roll when it is sealed again, where they are to', () => {
    const [one, same, other] = ['a', 'a', 'b'].map((seed) => podAnnotations(seed, true)['preflight/secret-hash']);
    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect([one === same, one === other]).toEqual([true, false]);
    expect(podAnnotations('a')).not.toHaveProperty(['preflight/secret-hash']);
  });
});
