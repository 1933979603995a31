import { findingItem, moreItem } from './html-finding';
import { CheckGroup } from './html-groups';
import { counted, fragment, html, Markup, NOTHING } from './html-text';
import { CheckDescription } from '../../checks/model/result';
import { isMadeByUs } from '../finding-lines';

const ADDRESS = /^https?:\/\//;
/** So much stands open when the page is opened. */
const MOST_OPEN = 40;

/** What each check found, folded but for the first few; in parts. */
export function* checkArticles(groups: readonly CheckGroup[]): Generator<string> {
  const anchors = new Anchors();
  let open = 0;
  for (const group of groups) {
    open += group.shown.length;
    const isOpen = open <= MOST_OPEN;
    yield html`<article class="check" id="${articleId(group)}" data-severity="${group.check.severity}" \
data-box="${group.check.box}" data-check="${group.check.id}">${anchors.of(group)}<details${isOpen ? OPEN : NOTHING}>
${summaryOf(group)}
${aboutCheck(group)}
<ul class="findings">
`.text;
    for (const result of group.shown) yield findingItem(result).text;
    const more = group.findings - group.shown.length;
    yield html`${more === 0 ? NOTHING : moreItem(more)}</ul>\n</details></article>\n`.text;
  }
}

/** What links to the findings of a check lead to. */
export function articleId({ check, isError }: Pick<CheckGroup, 'check' | 'isError'>): string {
  return `${isError ? 'error' : 'check'}-${check.id}`;
}

const OPEN = html` open`;

/**
 * Where links lead that filter, as long as no script runs: to the first findings of a box, a severity or a status,
 * which are the worst of it.
 */
class Anchors {
  private readonly known = new Set<string>();

  public of({ check: { box, severity }, isError, isKnown }: CheckGroup): Markup {
    const links = [
      fragment('box', box),
      isError ? fragment('status', 'error') : fragment('severity', severity),
      ...(isKnown ? [fragment('status', 'in baseline')] : []),
    ].filter((link) => !this.known.has(link));
    links.forEach((link) => this.known.add(link));
    // As a link has it, for no id may hold a space.
    return html`${links.map((link) => html`<span id="${link.slice(1)}"></span>`)}`;
  }
}

function summaryOf({ check, isError, findings, waived, objects }: CheckGroup): Markup {
  const severity = isError ? 'error' : check.severity;
  const where = objects === findings ? '' : ` at ${counted(objects, 'object')}`;
  const rest = waived === 0 ? '' : `, ${waived} waived`;
  return html`<summary><span class="severity ${severity}">${severity}</span> \
<h3><code>${check.id}</code> <span class="title">${check.title}</span></h3> \
<span class="count">${counted(findings, 'finding')}${where}${rest}</span></summary>`;
}

function aboutCheck({ check, shown }: CheckGroup): Markup {
  const { why, remedy: { manifest, construct }, references } = check;
  const isOurs = construct !== undefined && shown.some((result) => isMadeByUs(result.manifest));
  return html`<div class="about"><p>${why}</p>
<dl><dt>Fix</dt><dd><pre>${manifest.trimEnd()}</pre></dd>\
${isOurs ? html`<dt>In code</dt><dd><pre>${construct.trimEnd()}</pre></dd>` : NOTHING}\
${references.length === 0 ? NOTHING : html`<dt>See</dt><dd>${referenceList(references)}</dd>`}</dl></div>`;
}

/** Ids of the same rule elsewhere are no addresses, and neither is what runs a script. */
function referenceList(references: CheckDescription['references']): Markup {
  return html`<ul>${references.map((reference) => (ADDRESS.test(reference)
    ? html`<li><a href="${reference}" rel="noreferrer">${reference}</a></li>` : html`<li>${reference}</li>`))}</ul>`;
}
