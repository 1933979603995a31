import { articleId } from './html-checks';
import { untilText, waiverText } from './html-finding';
import { counted, html, Markup, NOTHING } from './html-text';
import { CheckDescription, Result } from '../../checks/model/result';
import { groupBy } from '../../checks/model/values/group-by';
import { Waiver } from '../../checks/model/waiver';
import { Report } from '../report';

const MAX_LISTED = 500;
/** After every day. */
const NEVER = '~';

/** What is waived, by whom and until when; what ends first comes first. */
export function waiverSection({ results, untold }: Report): Markup {
  const waived = waivedBy(results);
  const uncounted = untold.filter(({ status }) => status === 'waived').reduce((sum, one) => sum + one.findings, 0);
  if (waived.length === 0) return NOTHING;
  const rest = waived.length - MAX_LISTED;
  return html`<section id="waivers" aria-labelledby="waivers-title">
<h2 id="waivers-title">Waivers</h2>
<table>
<caption>What is waived, by its end</caption>
<thead><tr><th scope="col">Until</th><th scope="col">Check and reason</th><th scope="col">Findings</th></tr></thead>
<tbody>
${waived.slice(0, MAX_LISTED).map(waiverRow)}</tbody>
</table>${rest > 0 ? html`<p>and ${counted(rest, 'more waiver')}</p>` : NOTHING}\
${uncounted > 0 ? html`<p>${uncounted} more findings are waived, and counted alone.</p>` : NOTHING}
</section>
`;
}

/** A waiver with what it waives of one check. */
interface WaivedCheck {
  readonly waiver: Waiver;
  readonly check: CheckDescription;
  readonly findings: number;
}

function waivedBy(results: readonly Result[]): WaivedCheck[] {
  const groups = groupBy(results, ({ status, check, waiver }) => (
    status === 'waived' && waiver !== undefined ? [JSON.stringify([check.id, waiver])] : []
  ));
  const waived = [...groups.values()].map(([first, ...others]) => (
    { waiver: first.waiver!, check: first.check, findings: 1 + others.length }
  ));
  return waived.sort((left, right) => compare(keyOf(left), keyOf(right)));
}

function waiverRow({ waiver, check, findings }: WaivedCheck): Markup {
  return html`<tr><td>${untilText(waiver)}</td>\
<th scope="row"><a href="#${articleId({ check, isError: false })}"><code>${check.id}</code></a> \
<p>${waiverText(waiver)}</p></th><td>${findings}</td></tr>
`;
}

function keyOf({ waiver: { until = NEVER }, check }: WaivedCheck): string {
  return `${until} ${check.id}`;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
