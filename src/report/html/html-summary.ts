import { counted, fragment, html, Markup, NOTHING } from './html-text';
import { SEVERITIES } from '../../checks/model/severities';
import { Severity } from '../../checks/model/severity';
import { shownText, visible } from '../../internal/values/visible-text';
import { knownIn, Report, SkippedFile } from '../report';
import { newFailuresOf, Verdict, verdictOf } from '../summary-lines';

const MAX_NOTE = 1000;
const MAX_LISTED = 500;
const MAX_PATHS = 10;

/** The verdict, also where there is none. */
export function pageVerdict(report: Report, failOn: Severity): Verdict {
  return report.manifests.length > 0
    ? verdictOf(report, failOn) : { isReady: false, word: 'NOTHING WAS JUDGED', reason: '' };
}

/** The verdict and what was counted, then what is to be known of that. */
export function summarySection(report: Report, verdict: Verdict): Markup {
  return html`<section id="summary" aria-labelledby="summary-title">
<h2 id="summary-title" class="verdict ${verdict.isReady ? 'ready' : 'not-ready'}">\
<strong>${verdict.word}</strong> <span>${verdict.reason}</span></h2>
${countList(report)}
${noteList(report.notes)}</section>
`;
}

/** What was named to be read. */
export function pathsLine({ paths, manifests }: Report): Markup {
  const rest = paths.length - MAX_PATHS;
  const named = paths.slice(0, MAX_PATHS).map((path) => html` <code>${visible(path)}</code>`);
  return html`<p>${counted(manifests.length, 'object')}${paths.length === 0 ? NOTHING : html` in${named}`}\
${rest > 0 ? html` and ${rest} more places` : NOTHING}</p>`;
}

/** The files that were passed by, if any. */
export function skippedSection(skipped: readonly SkippedFile[]): Markup {
  if (skipped.length === 0) return NOTHING;
  const rest = skipped.length - MAX_LISTED;
  return html`<section id="skipped" aria-labelledby="skipped-title">
<h2 id="skipped-title">Skipped files</h2>
<details><summary>${counted(skipped.length, 'file')}</summary>
<table>
<caption class="unseen">Skipped files</caption>
<thead><tr><th scope="col">File</th><th scope="col">Why</th></tr></thead>
<tbody>
${skipped.slice(0, MAX_LISTED).map(skippedRow)}</tbody>
</table>${rest > 0 ? html`<p>and ${rest} more</p>` : NOTHING}</details>
</section>
`;
}

function skippedRow({ file, reason }: SkippedFile): Markup {
  return html`<tr><th scope="row"><code>${visible(file)}</code></th><td>${reason}</td></tr>\n`;
}

function countList(report: Report): Markup {
  const { passed, waived, error, notApplicable } = report.total;
  return html`<dl class="counts">
${SEVERITIES.map((severity) => countItem(severity, newFailuresOf(report, severity), fragment('severity', severity)))}\
${report.hasBaseline ? countItem('in baseline', knownIn(report), fragment('status', 'in baseline')) : NOTHING}\
${countItem('in error', error, fragment('status', 'error'))}\
${countItem('waived', waived, '#waivers')}${countItem('passed', passed)}\
${countItem('not applicable', notApplicable)}</dl>`;
}

/** With a link to what was counted, where something was. */
function countItem(name: string, count: number, address?: string): Markup {
  const style = count === 0 ? 'none' : name.replaceAll(' ', '-');
  const shown = address === undefined || count === 0 ? html`${count}` : html`<a href="${address}">${count}</a>`;
  return html`<div class="${style}"><dt>${name}</dt><dd>${shown}</dd></div>\n`;
}

function noteList(notes: readonly string[]): Markup {
  if (notes.length === 0) return NOTHING;
  const rest = notes.length - MAX_LISTED;
  return html`<ul class="notes" aria-label="Notes">
${notes.slice(0, MAX_LISTED).map((note) => html`<li>${shownText(note, MAX_NOTE)}</li>\n`)}\
${rest > 0 ? html`<li>and ${rest} more notes</li>\n` : NOTHING}</ul>
`;
}
