import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { CompanionFiles } from '../../../src/internal/tree/companion-files';

describe('the documents of a tree', () => {
  it('are the same from everywhere in it, in the order in which they came', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const deep = new Construct(chart, 'deep');
    CompanionFiles.of(deep).add({ construct: deep, file: 'b', text: '2' });
    CompanionFiles.of(chart).add({ construct: chart, file: 'a', text: '1' });

    expect(CompanionFiles.of(app).all.map(({ file, text }) => file + text)).toEqual(['b2', 'a1']);
  });

  it('are not those of another tree', () => {
    const app = new App();
    CompanionFiles.of(app).add({ construct: app, file: 'a', text: '1' });

    expect(CompanionFiles.of(new App()).all).toEqual([]);
  });

  it('hold one text for each file, the last one', () => {
    const app = new App();
    for (const text of ['1', '2']) CompanionFiles.of(app).add({ construct: app, file: 'a', text });

    expect(CompanionFiles.of(app).all).toEqual([{ construct: app, file: 'a', text: '2' }]);
  });
});
