import { App, Chart } from 'cdk8s';
import { bucketFolders } from '../../../src/internal/tree/claims';

describe('bucketFolders', () => {
  it('knows the first owner of a folder, wherever in the tree it asks', () => {
    const app = new App();
    const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
    expect(bucketFolders(first).claim('s3:acme/etcd', first)).toBeUndefined();
    expect(bucketFolders(second).claim('s3:acme/etcd', second)).toBe(first);
    expect(bucketFolders(second).claim('s3:acme/orders', second)).toBeUndefined();
  });

  it('is another one in another tree', () => {
    const charts = [new Chart(new App(), 'one'), new Chart(new App(), 'two')];
    expect(charts.map((chart) => bucketFolders(chart).claim('s3:acme/etcd', chart))).toEqual([undefined, undefined]);
  });
});
