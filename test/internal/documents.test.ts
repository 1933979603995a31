import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Documents } from '../../src/internal/documents';

describe('the documents of a tree', () => {
  it('are the same from everywhere in it, in the order in which they came', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    Documents.of(new Construct(chart, 'deep')).add({ file: 'b', text: '2' });
    Documents.of(chart).add({ file: 'a', text: '1' });

    expect(Documents.of(app).all).toEqual([{ file: 'b', text: '2' }, { file: 'a', text: '1' }]);
  });

  it('are not those of another tree', () => {
    Documents.of(new App()).add({ file: 'a', text: '1' });

    expect(Documents.of(new App()).all).toEqual([]);
  });

  it('hold one text for each file, the last one', () => {
    const documents = Documents.of(new App());
    for (const text of ['1', '2']) documents.add({ file: 'a', text });

    expect(documents.all).toEqual([{ file: 'a', text: '2' }]);
  });
});
