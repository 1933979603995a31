import * as fs from 'fs';
import * as path from 'path';
import { CHECKS } from '../../src/checks/catalogue';
import { BOXES } from '../../src/checks/model/boxes';

const FILE = path.resolve(__dirname, '../../docs/launch-checklists.md');
const HEADER = '| item | checks | boxes | why it is left out |';
const NAME = /`([^`]+)`/g;
/** How many items of each checklist somebody read, so that none goes unnoticed. */
const ITEMS = { learnKube: 105, skills: 59, ours: 63 };

interface Item {
  readonly item: string;
  readonly checks: readonly string[];
  readonly boxes: readonly string[];
  readonly why: string;
}

const [, learnKube, skills, ours] = fs.readFileSync(FILE, 'utf8').split(/^## /m).map(itemsIn);
const ALL = [...learnKube, ...skills, ...ours];

function itemsIn(section: string): Item[] {
  return section.split('\n').filter((line) => line.startsWith('| ') && line !== HEADER && !line.startsWith('| ---'))
    .map((line) => {
      const [item, checks, boxes, why] = line.replace(/^\| | \|$/g, '').split(' | ').map((cell) => cell.trim());
      return { item, checks: namesIn(checks), boxes: namesIn(boxes), why };
    });
}

function namesIn(cell: string): string[] {
  return [...cell.matchAll(NAME)].map(([, name]) => name);
}

describe('docs/launch-checklists.md', () => {
  it('has as many items of each checklist as were read', () => {
    expect({ learnKube: learnKube.length, skills: skills.length, ours: ours.length }).toEqual(ITEMS);
  });

  it('answers each item in one way: by checks, by a box, or by a reason', () => {
    const unclear = ALL.filter(({ checks, boxes, why }) => (
      [checks.length > 0, boxes.length > 0, why !== ''].filter(Boolean).length !== 1
    ));
    expect(unclear).toEqual([]);
  });

  it('names checks that there are', () => {
    const ids = new Set(CHECKS.map(({ id }) => id));
    expect(ALL.flatMap(({ checks }) => checks).filter((check) => !ids.has(check))).toEqual([]);
  });

  it('names boxes that take evidence', () => {
    const attested = new Set(BOXES.filter(({ evidence }) => evidence !== undefined).map(({ id }) => id));
    expect(ALL.flatMap(({ boxes }) => boxes).filter((box) => !attested.has(box))).toEqual([]);
  });

  it('has every box that takes evidence in the checklists that they were made from', () => {
    const named = new Set(ours.flatMap(({ boxes }) => boxes));
    expect(BOXES.filter(({ id, evidence }) => evidence !== undefined && !named.has(id))).toEqual([]);
  });
});
