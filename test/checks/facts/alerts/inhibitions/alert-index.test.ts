import { matchersIn } from '../../../../../src/checks/facts/alerts/alert-matchers';
import { AlertIndex, MOST_LOOKED_AT } from '../../../../../src/checks/facts/alerts/inhibitions/alert-index';

const ALERTS = [
  { alertname: 'NodeDown', team: 'web' }, { alertname: 'NodeSlow' }, { alertname: 'DiskDown', team: 'db' },
  { alertname: 'DiskFull', team: '' }, { alertname: 'Alive' },
];
const NAMES = ALERTS.map(({ alertname }) => alertname);

it.each([
  ['a name', 'alertname="DiskFull"', ['DiskFull']],
  ['a name that is not there', 'alertname="Disk"', []],
  ['names', 'alertname=~"Alive|NodeDown"', ['NodeDown', 'Alive']],
  ['a beginning', 'alertname=~"Disk.*"', ['DiskDown', 'DiskFull']],
  ['an ending', 'alertname=~".+Down"', ['NodeDown', 'DiskDown']],
  ['the rarer of both', 'alertname=~"Node.*Slow"', ['NodeSlow']],
  ['several that overlap', 'alertname=~"Disk.*|DiskFull"', NAMES],
  ['the rarest of several matchers', 'alertname=~"Disk.*", alertname="Alive"', ['Alive']],
  ['a pattern that is not read', 'alertname=~"[AB]live"', NAMES],
  ['what is excluded', 'alertname!="Alive"', NAMES],
])('looks by %s', (_, written, expected) => {
  expect(namesOf('unknown', written)).toEqual(expected);
});

it.each([
  ['unknown', 'team="web"', NAMES],
  ['empty', 'team="web"', ['NodeDown']],
  ['empty', 'team=~".*b"', ['NodeDown', 'DiskDown']],
  ['empty', 'team=""', NAMES],
  ['empty', 'team=~"web|"', NAMES],
  ['empty', 'zone="a"', []],
  ['empty', 'zone=~"a?"', NAMES],
  ['unknown', 'zone="a"', NAMES],
] as const)('takes labels that an alert does not say for %s: %s', (others, written, expected) => {
  expect(namesOf(others, written)).toEqual(expected);
});

it('does not pick from more alerts than are looked at', () => {
  const teams = ['a', 'ab', 'b', 'b'].flatMap((team) => Array.from({ length: MOST_LOOKED_AT }, () => team));
  const index = new AlertIndex(teams.map((team) => ({ labels: new Map([['team', team]]) })), 'unknown');
  expect(index.candidates(matchersIn('team="a"')!)).toHaveLength(MOST_LOOKED_AT);
  expect(index.candidates(matchersIn('team=~"a.*"')!)).toHaveLength(4 * MOST_LOOKED_AT);
});

function namesOf(others: 'empty' | 'unknown', written: string): (string | undefined)[] {
  const index = new AlertIndex(ALERTS.map((labels) => ({ labels: new Map(Object.entries(labels)) })), others);
  return index.candidates(matchersIn(written)!).map(({ labels }) => labels.get('alertname'));
}
