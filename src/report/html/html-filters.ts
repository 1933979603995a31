import { html, Markup } from './html-text';

const FILTERS = [
  { key: 'severity', label: 'Severity' },
  { key: 'status', label: 'Status' },
  { key: 'box', label: 'Box' },
  { key: 'namespace', label: 'Namespace' },
  { key: 'check', label: 'Check' },
];

/** What a script makes work, and shows: choices are those of the findings that it finds in the page. */
export function filterControls(): Markup {
  return html`<div id="filters" role="search" aria-label="Findings" hidden>
<p class="field wide"><label for="search">Search</label>\
<input id="search" type="search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></p>
${FILTERS.map(({ key, label }) => html`<p class="field"><label for="${key}">${label}</label>\
<select id="${key}" data-filter="${key}"><option value="">all</option></select></p>
`)}<p class="buttons"><button type="button" id="clear" aria-keyshortcuts="Escape">Clear</button>\
<button type="button" id="open-all">Open all</button>\
<button type="button" id="close-all">Close all</button>\
<span class="quiet">Press <kbd>/</kbd> to search, <kbd>Esc</kbd> to clear</span></p>
</div>
<p id="shown" role="status"></p>
`;
}
