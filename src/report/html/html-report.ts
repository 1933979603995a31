import { boxTables } from './html-boxes';
import { checkArticles } from './html-checks';
import { filterControls } from './html-filters';
import { checkGroups, leftOut } from './html-groups';
import { pageEnd, pageHead } from './html-page';
import { pageVerdict, pathsLine, skippedSection, summarySection } from './html-summary';
import { html, Markup, NOTHING } from './html-text';
import { waiverSection } from './html-waivers';
import { Severity } from '../../checks/model/severity';
import { Report } from '../report';
import { Tool } from '../tool';

/** How the page is written. */
export interface HtmlOptions {
  /** The least severity that keeps manifests from being ready. */
  readonly failOn: Severity;
  readonly tool: Tool;
}

/**
 * The report as one page that needs nothing beside itself: the verdict, the launch checklist, what was found by check,
 * and what is waived; in parts. It is whole without a script, which filters and searches alone.
 */
export function* htmlReport(report: Report, { failOn, tool }: HtmlOptions): Generator<string> {
  const verdict = pageVerdict(report, failOn);
  const groups = checkGroups(report);
  yield pageHead(`${verdict.word}: production readiness`).text;
  yield topOf(report, groups.length > 0).text;
  yield summarySection(report, verdict).text;
  if (report.manifests.length > 0) yield boxTables(report).text;
  yield findingsHead(leftOut(groups), groups.length > 0).text;
  yield* checkArticles(groups);
  yield html`</section>\n`.text;
  yield waiverSection(report).text;
  yield skippedSection(report.skipped).text;
  yield html`</main>
<footer><p>Written by <a href="${tool.address}" rel="noreferrer">${tool.name}</a> ${tool.version}</p></footer>
${pageEnd()}`.text;
}

function topOf(report: Report, isFound: boolean): Markup {
  const parts = [
    ...(report.manifests.length > 0 ? [['checklist', 'Launch checklist']] : []),
    ['findings', 'Findings'],
    ...(report.total.waived > 0 ? [['waivers', 'Waivers']] : []),
    ...(report.skipped.length > 0 ? [['skipped', 'Skipped files']] : []),
  ];
  return html`<a class="skip" href="#${isFound ? 'findings' : 'summary'}">Skip to \
${isFound ? 'the findings' : 'the summary'}</a>
<header>
<h1>Production readiness</h1>
${pathsLine(report)}
<nav aria-label="Parts of the report"><ul>\
${parts.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
</header>
<main>
`;
}

function findingsHead(left: number, isFound: boolean): Markup {
  return html`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title" tabindex="-1">Findings</h2>
${isFound ? filterControls() : html`<p>Nothing failed, and nothing is waived.</p>`}
${left === 0 ? NOTHING : html`<p class="left">${left} more findings are counted alone, and are not on this page; \
the report as JSON, written with --all, has each.</p>\n`}`;
}
