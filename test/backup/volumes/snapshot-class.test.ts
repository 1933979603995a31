import { SnapshotClass, SnapshotClassProps, SnapshotDeletionPolicy } from '../../../src';
import { messageOf } from '../../support/errors';
import { render, stage } from '../../support/render';

const LABELS = { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' };
const DRIVER = 'ebs.csi.aws.com';

function written(props: Partial<SnapshotClassProps> = {}) {
  return render((chart) => { new SnapshotClass(chart, 'ebs', { driver: DRIVER, ...props }); });
}

describe('SnapshotClass', () => {
  it('writes a class that frees what retention deletes', () => {
    expect(written()).toEqual([{
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      metadata: { name: 'ebs', labels: LABELS },
      driver: DRIVER,
      deletionPolicy: 'Delete',
    }]);
  });

  it('may keep what is deleted, be the default, be for Velero, and tell the driver more', () => {
    expect(written({
      name: 'kept',
      deletionPolicy: SnapshotDeletionPolicy.RETAIN,
      isDefault: true,
      usedByVelero: true,
      parameters: { type: 'snap"shot' },
    })).toEqual([{
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      metadata: {
        name: 'kept',
        labels: { ...LABELS, 'velero.io/csi-volumesnapshot-class': 'true' },
        annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' },
      },
      driver: DRIVER,
      deletionPolicy: 'Retain',
      parameters: { type: 'snap"shot' },
    }]);
  });

  it.each<[string, Partial<SnapshotClassProps>, string]>([
    ['a name that is none', { name: 'a b' }, "'name' must be a DNS-1123 subdomain (lower-case letters, digits, - and .,"
      + ' at most 253), got "a b"; choose such a name'],
    ['a driver that is none', { driver: 'EBS' }, "'driver' must be a DNS-1123 subdomain (lower-case letters, digits, -"
      + ' and ., at most 253), got "EBS"; choose such a name'],
    ['a long driver', { driver: 'a'.repeat(64) }, "'driver' must have at most 63 characters, as names of CSI drivers"
      + ` have, got "${'a'.repeat(64)}"; write the provisioner of the StorageClass`],
    ['a key that every object has', { parameters: { constructor: 'x' } }, "'parameters' must hold no word that every"
      + ' JavaScript object has, got "constructor"; rename it'],
  ])('refuses %s', (_, props, expected) => {
    expect(messageOf(() => new SnapshotClass(stage().chart, 'ebs', { driver: DRIVER, ...props })))
      .toBe(`[shop/ebs] ${expected}`);
  });

  it('keeps the name that others name', () => {
    expect(messageOf(() => render((chart) => {
      const one = new SnapshotClass(chart, 'ebs', { driver: DRIVER });
      one.mergePatch(one.resource, { metadata: { name: 'other' } });
    }))).toContain("must let 'metadata.name' stay \"ebs\", for snapshots name it");
  });
});
