import { fragment, html, Markup, NOTHING } from './html-text';
import { Box, SECTIONS } from '../../checks/model/boxes';
import { ATTESTATION_CHECKS } from '../../checks/model/engine/attestation-checks';
import { Counts, Result, zeroCounts } from '../../checks/model/result';
import { shownText } from '../../internal/values/visible-text';
import { KnownBox, statesOf } from '../box-lines';
import { Report } from '../report';

const MAX_EVIDENCE = 1000;
const STATES = {
  '[x]': { name: 'ticked', sign: '✓' },
  '[ ]': { name: 'open', sign: '✗' },
  '[?]': { name: 'in error', sign: '!' },
  '[-]': { name: 'unknown', sign: '–' },
} as const;
const OF_SELECTION = { name: 'not judged as a whole', sign: '–' } as const;
const COLUMNS = ['State', 'Box', 'Score'];
/** As wide as the bar of a box is. */
const WIDTH = 100;
const BARS = ['error', 'failed', 'waived', 'passed'] as const;
const NAMES = { error: 'in error', failed: 'failed', waived: 'waived', passed: 'passed' } as const;
const IS_ATTESTATION: ReadonlySet<string> = new Set(ATTESTATION_CHECKS.map(({ id }) => id));

/** The launch checklist: each box with its score, what is attested of it, and a link to what was found. */
export function boxTables(report: Report): Markup {
  const boxes = statesOf(report);
  const said = evidenceOf(report.results);
  const ticked = boxes.filter(({ state }) => state.mark === '[x]').length;
  const head = report.isSelection ? 'Of a selection of checks no box can be ticked.'
    : `${ticked} of ${boxes.length} boxes ticked.`;
  const rowsOf = (section: string) => boxes.filter(({ box }) => box.section === section)
    .map((known) => boxRow({ known, report, said: said.get(known.box.id) }));
  return html`<section id="checklist" aria-labelledby="checklist-title">
<h2 id="checklist-title">Launch checklist</h2>
<p>${head}</p>
<div class="sections">
${SECTIONS.map((section) => sectionTable(section, rowsOf(section)))}</div>
</section>
`;
}

function sectionTable(section: string, rows: readonly Markup[]): Markup {
  return html`<table>
<caption>${section}</caption>
<thead><tr>${COLUMNS.map((name) => html`<th scope="col"><span class="unseen">${name}</span></th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table>
`;
}

/** What a row is made of. */
interface BoxFacts {
  readonly known: KnownBox;
  readonly report: Report;
  /** What a person attests. */
  readonly said?: Result;
}

function boxRow({ known: { box, state }, report, said }: BoxFacts): Markup {
  const counts = report.byBox.get(box.id) ?? zeroCounts();
  const isUnattested = said?.isUnattested === true && counts.failed === 1 && counts.error === 0;
  const { name, sign } = report.isSelection ? OF_SELECTION : STATES[isUnattested ? '[-]' : state.mark];
  const score = isUnattested ? html`<a href="${fragment('box', box.id)}">nobody attested it</a>` : scoreOf(box, counts);
  return html`<tr class="${name.replaceAll(' ', '-')}" data-id="${box.id}">\
<td><span class="sign" aria-hidden="true">${sign}</span><span class="unseen">${name}</span></td>\
<th scope="row">${box.title}${evidenceText(box, said, counts)}</th><td>${score}</td></tr>
`;
}

function evidenceText({ evidence, isJudged = false }: Box, said: Result | undefined, counts: Counts): Markup {
  if (said !== undefined && said.isUnattested !== true) {
    return html`<small>${shownText(said.message, MAX_EVIDENCE)}</small>`;
  }
  const isAsked = evidence !== undefined && (!isJudged || counts.passed + counts.waived === 0);
  return isAsked ? html`<small>needs a person: attach ${evidence}</small>` : NOTHING;
}

function scoreOf({ id }: Box, counts: Counts): Markup {
  const parts = BARS.filter((status) => counts[status] > 0).map((status) => {
    const text = `${counts[status]} ${NAMES[status]}`;
    return status === 'passed' ? html`${text}` : html`<a href="${fragment('box', id)}">${text}</a>`;
  });
  if (parts.length === 0) return html`<small>nothing to judge</small>`;
  return html`${parts.map((part, index) => (index === 0 ? part : html`, ${part}`))}${barOf(counts)}`;
}

/** The same as a picture. */
function barOf(counts: Counts): Markup {
  const sum = BARS.reduce((total, status) => total + counts[status], 0);
  let left = 0;
  const parts = BARS.filter((status) => counts[status] > 0).map((status) => {
    const width = Math.round((counts[status] / sum) * WIDTH * 10) / 10;
    const part = html`<rect class="${status}" x="${left}" width="${width}" height="4"/>`;
    left = Math.round((left + width) * 10) / 10;
    return part;
  });
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} 4" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

function evidenceOf(results: readonly Result[]): ReadonlyMap<string, Result> {
  const said = results.filter(({ check }) => IS_ATTESTATION.has(check.id));
  return new Map(said.map((result) => [result.check.box, result]));
}
