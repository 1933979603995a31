import { html, Markup, NOTHING } from './html-text';
import { Result } from '../../checks/model/result';
import { Waiver } from '../../checks/model/waiver';
import { shownText } from '../../internal/values/visible-text';
import { factsOf, placeOf } from '../finding-lines';
import { namePartsOf, subjectOf } from '../object-names';

const MAX_MESSAGE = 1000;
/** Stands for what is in no namespace; no namespace may be called so. */
const NOWHERE = '-';

/** One finding, with what it can be found by. */
export function findingItem(result: Result): Markup {
  const { manifest, container, message, waiver } = result;
  const namespace = manifest === undefined ? '' : namePartsOf(manifest).namespace;
  const who = container === undefined ? NOTHING : html` <span>container ${shownText(container)}</span>`;
  const place = placeOf(result);
  return html`<li data-status="${statusOf(result)}" data-namespace="${namespace === '' ? NOWHERE : namespace}">\
<p class="subject"><b>${subjectOf(result)}</b>${who}${labelOf(result)}\
${place === '' ? NOTHING : html` <span class="place">${place}</span>`}</p>\
<p>${shownText(message, MAX_MESSAGE)}</p>${factList(result)}\
${waiver === undefined ? NOTHING : waiverLine(waiver)}</li>
`;
}

/** Why something is waived, and by whom; whose form it is written in, where that is not ours. */
export function waiverText({ reason, owner, ticket, tool }: Waiver): Markup {
  const facts = [
    ...(owner === undefined ? [] : [`owner ${shownText(owner)}`]),
    ...(ticket === undefined ? [] : [`ticket ${shownText(ticket)}`]),
    ...(tool === undefined ? [] : [`in the form of ${shownText(tool)}`]),
  ];
  const more = facts.length === 0 ? NOTHING : html` <span class="quiet">(${facts.join(', ')})</span>`;
  return html`${shownText(reason, MAX_MESSAGE)}${more}`;
}

/** The last day of a waiver. */
export function untilText({ until }: Waiver): Markup {
  return until === undefined ? html`no end` : html`<time datetime="${until}">${until}</time>`;
}

/** What is said of findings that the page does not show. */
export function moreItem(count: number): Markup {
  return html`<li class="more">and ${count} more, which are counted alone</li>\n`;
}

function waiverLine(waiver: Waiver): Markup {
  const end = waiver.until === undefined ? html`without an end` : html`until ${untilText(waiver)}`;
  return html`<p class="waiver">Waived ${end}: ${waiverText(waiver)}</p>`;
}

function statusOf({ status, isKnown }: Result): string {
  return status === 'failed' && isKnown === true ? 'in baseline' : status;
}

function labelOf(result: Result): Markup {
  const status = statusOf(result);
  return status === 'failed' || status === 'error' ? NOTHING : html` <span class="label">${status}</span>`;
}

function factList(result: Result): Markup {
  const facts = factsOf(result);
  if (facts.length === 0) return NOTHING;
  return html`<dl>${facts.map(([name, text]) => html`<div><dt>${name}</dt> <dd>${text}</dd></div>`)}</dl>`;
}
