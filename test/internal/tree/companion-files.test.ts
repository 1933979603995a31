import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Documents } from '../../../src/internal/tree/companion-files';

describe('the documents of a tree', () => {
  it('are the same from everywhere in it, in the order in which they came', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const deep = new Construct(chart, 'deep');
    Documents.of(deep).add({ construct: deep, file: 'b', text: '2' });
    Documents.of(chart).add({ construct: chart, file: 'a', text: '1' });

    expect(Documents.of(app).all.map(({ file, text }) => file + text)).toEqual(['b2', 'a1']);
  });

  it('are not those of another tree', () => {
    const app = new App();
    Documents.of(app).add({ construct: app, file: 'a', text: '1' });

    expect(Documents.of(new App()).all).toEqual([]);
  });

  it('hold one text for each file, the last one', () => {
    const app = new App();
    for (const text of ['1', '2']) Documents.of(app).add({ construct: app, file: 'a', text });

    expect(Documents.of(app).all).toEqual([{ construct: app, file: 'a', text: '2' }]);
  });
});
