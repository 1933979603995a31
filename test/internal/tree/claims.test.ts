import { App, Chart } from 'cdk8s';
import { BucketFolders } from '../../../src/internal/tree/bucket-folders';

describe('BucketFolders', () => {
  it('knows the first owner of a folder, wherever in the tree it asks', () => {
    const app = new App();
    const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
    expect(BucketFolders.of(first).claim('s3:acme/etcd', first)).toBeUndefined();
    expect(BucketFolders.of(second).claim('s3:acme/etcd', second)).toBe(first);
    expect(BucketFolders.of(second).claim('s3:acme/orders', second)).toBeUndefined();
  });

  it('is another one in another tree', () => {
    const charts = [new Chart(new App(), 'one'), new Chart(new App(), 'two')];
    expect(charts.map((chart) => BucketFolders.of(chart).claim('s3:acme/etcd', chart))).toEqual([undefined, undefined]);
  });
});
