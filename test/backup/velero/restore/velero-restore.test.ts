import { ApiObject } from 'cdk8s';
import { ResourceModifier, VeleroRestoreProps } from '../../../../src';
import { CompanionFiles } from '../../../../src/internal/tree/companion-files';
import { messageOf } from '../../../support/errors';
import { readYaml } from '../../../support/render';
import { Manifest, schemaProblems } from '../../../support/schemas';
import { backUp, foreignPlan } from '../../../support/velero';

type Props = Partial<VeleroRestoreProps>;

function documents(props: Props = {}): Manifest[] {
  const plan = foreignPlan();
  return readYaml(plan.recoverInto('standby', backUp(plan), props).document);
}

describe('VeleroRestore', () => {
  it('is a document to be created by hand, and no object', () => {
    const plan = foreignPlan();
    const restore = plan.recoverInto('standby', backUp(plan));
    expect(plan.node.findChild('Restores').node.findAll().filter(ApiObject.isApiObject)).toEqual([]);
    expect(CompanionFiles.of(plan).all.map(({ file, text }) => [file, text])).toEqual([
      ['velero.standby.restore', restore.document],
    ]);
    expect(readYaml(restore.document)).toEqual([{
      apiVersion: 'velero.io/v1',
      kind: 'Restore',
      metadata: { generateName: 'standby-', namespace: 'velero' },
      spec: {
        scheduleName: 'shop',
        includedNamespaces: ['*'],
        excludedResources: [
          'nodes', 'events', 'events.events.k8s.io', 'backups.velero.io', 'restores.velero.io',
          'resticrepositories.velero.io', 'csinodes.storage.k8s.io', 'volumeattachments.storage.k8s.io',
          'backuprepositories.velero.io',
        ],
        restorePVs: true,
        existingResourcePolicy: 'none',
      },
    }]);
  });

  it.each<[string, Props, Manifest]>([
    ['namespaces', { namespaces: ['shop'] }, { includedNamespaces: ['shop'] }],
    ['namespaceMapping', { namespaceMapping: { shop: 'shop-dr' } }, { namespaceMapping: { shop: 'shop-dr' } }],
    ['volumes', { volumes: false }, { restorePVs: false }],
    ['overwrites', { overwrites: true }, { existingResourcePolicy: 'update' }],
    ['backupName', { backupName: 'shop-20270331021500' }, { backupName: 'shop-20270331021500' }],
  ])('says %s', (_, props, expected) => {
    expect(documents(props)[0].spec).toMatchObject(expected);
  });

  it('leaves out more', () => {
    expect(documents({ excludedResources: ['ingresses.networking.k8s.io'] })[0].spec.excludedResources)
      .toContain('ingresses.networking.k8s.io');
  });

  it('names one backup or a schedule, and not both', () => {
    expect(documents({ backupName: 'shop-20270331021500' })[0].spec.scheduleName).toBeUndefined();
  });

  it('goes by modifiers that come with it', () => {
    const [map, restore] = documents({ modifiers: [ResourceModifier.storageClass('gp3', 'standard')] });
    expect(restore.spec.resourceModifier).toEqual({ kind: 'configmap', name: map.metadata.name });
    expect(readYaml(map.data['modifiers.yaml'])).toEqual([{
      version: 'v1',
      resourceModifierRules: [{
        conditions: {
          groupResource: 'persistentvolumeclaims', matches: [{ path: '/spec/storageClassName', value: 'gp3' }],
        },
        patches: [{ operation: 'replace', path: '/spec/storageClassName', value: 'standard' }],
      }],
    }]);
  });

  it('is what the schemas of Velero take, and would be refused misspelt', () => {
    const [restore] = documents({ namespaceMapping: { shop: 'shop-dr' } });
    const named = { ...restore, metadata: { ...restore.metadata, name: 'standby' } };
    expect(schemaProblems('1.37', named)).toEqual([]);
    expect(schemaProblems('1.37', { ...named, spec: { ...named.spec, restorePV: true } })).not.toEqual([]);
  });
});

describe('VeleroRestore refuses', () => {
  it.each<[string, Props, string]>([
    ['a mapping to no name', { namespaceMapping: { shop: 'Shop' } }, "'namespaceMapping.shop' must be a DNS-1123 "
      + 'label (lower-case letters, digits and -, at most 63), got "Shop"; choose such a name'],
    ['a type that is none', { modifiers: [ResourceModifier.serviceType('External')] }, "'modifiers[0].serviceType' "
      + 'must be ClusterIP, NodePort, LoadBalancer, got "External"; write ClusterIP'],
    ['half a replica', { modifiers: [ResourceModifier.replicas(0.5)] }, "'modifiers[0].replicas' must be a whole "
      + 'number from 0 to 2147483647, got 0.5; give a number within the range'],
    ['an image that is none', { modifiers: [ResourceModifier.image('a"b', 'b')] }, "'modifiers[0].before' must be an "
      + 'image, got "a\\"b"; write it like ghcr.io/acme/api:1.5.0'],
    ['a kind that is none', { modifiers: [ResourceModifier.mergePatch('Deployment', {})] },
      "'modifiers[0].groupResource' must be a plural, with its group where it has one, got \"Deployment\"; write it "
      + 'like deployments.apps'],
    ['all to be left out', { excludedResources: ['*'] }, "'excludedResources' must leave something to be backed up, "
      + 'got "*"; name what is left out, such as deployments.apps'],
  ])('%s', (_, props, expected) => {
    expect(messageOf(() => documents(props)).replace(/^\[[^\]]*\] /, '')).toBe(expected);
  });
});
