import { Chart, Size } from 'cdk8s';
import {
  ClaimAccessMode, ClaimSelector, KubernetesApi, PlatformProps, RestoredClaimOptions, VolumeSnapshots,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { only, render, stage } from '../../support/render';

const PLATFORM: PlatformProps = { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) };
const OBJECT_LABELS = { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' };
const RESTORED: RestoredClaimOptions = { snapshot: 'data-store-0-nightly-1', size: Size.gibibytes(10) };

function add(chart: Chart): VolumeSnapshots {
  return new VolumeSnapshots(chart, 'nightly', { claims: ClaimSelector.withLabels({ tier: 'data', app: 'store' }) });
}

describe('a restored claim', () => {
  const restored = (name: string, options: Partial<RestoredClaimOptions> = {}) => only(render((chart) => {
    add(chart).restoreClaim(name, { ...RESTORED, ...options });
  }, PLATFORM), 'PersistentVolumeClaim');

  it('begins with what the snapshot holds, and is one of those that snapshots are taken of', () => {
    expect(restored('data-store-0')).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: 'data-store-0',
        namespace: 'shop',
        labels: { ...OBJECT_LABELS, app: 'store', tier: 'data' },
        annotations: { 'preflight/external': 'VolumeSnapshot/data-store-0-nightly-1' },
      },
      spec: {
        accessModes: ['ReadWriteOnce'],
        dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'data-store-0-nightly-1' },
        resources: { requests: { storage: '10Gi' } },
        volumeMode: 'Filesystem',
      },
    });
  });

  it('may be of another class, and mounted by pods of many nodes', () => {
    const { metadata, spec } = restored('old', {
      storageClassName: 'fast', accessMode: ClaimAccessMode.READ_WRITE_MANY,
    });
    expect(metadata.annotations['preflight/external']).toBe('StorageClass/fast, VolumeSnapshot/data-store-0-nightly-1');
    expect(spec).toMatchObject({ storageClassName: 'fast', accessModes: ['ReadWriteMany'] });
  });

  it('is made once', () => {
    const one = add(stage(PLATFORM).chart);
    one.restoreClaim('old', RESTORED);
    expect(messageOf(() => one.restoreClaim('old', RESTORED))).toBe("[shop/nightly] 'restoreClaim.name' must be that of"
      + ' no other restored claim, got "old"; remove one of the two calls, or name another claim');
  });

  it.each<[string, Partial<RestoredClaimOptions> & { name?: string }, string]>([
    ['a name that is none', { name: 'a b' }, "'restoreClaim.name' must be a DNS-1123 subdomain"],
    ['a snapshot that is none', { snapshot: 'a b' }, "'snapshot' must be a DNS-1123 subdomain"],
    ['a class that is none', { storageClassName: 'a b' }, "'storageClassName' must be a DNS-1123 subdomain"],
    ['no size', { size: Size.kibibytes(1) }, "'size' must be whole MiB, at least one, and less than 8 EiB"],
  ])('refuses %s', (_, { name = 'old', ...options }, expected) => {
    const one = add(stage(PLATFORM).chart);
    expect(messageOf(() => one.restoreClaim(name, { ...RESTORED, ...options }))).toContain(expected);
  });
});
