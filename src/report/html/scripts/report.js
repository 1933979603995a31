// Filters and searches what the page has already: it makes no element of a text, fetches nothing and keeps nothing.
(() => {
  'use strict';

  /** As few findings of a filter as are opened at once. */
  const FEW = 100;
  const WAIT_FOR_TYPING = 120;

  /**
   * @typedef {{ element: HTMLElement, values: Record<string, string>, text?: string }} Item
   * @typedef {{ element: HTMLElement, details: HTMLDetailsElement, count: HTMLElement, head: string, all: string,
   *   items: Item[] }} Group
   */

  const controls = document.getElementById('filters');
  const shown = document.getElementById('shown');
  const search = document.querySelector('input');
  const selects = [...document.querySelectorAll('select')];
  if (controls === null || shown === null || search === null) return;

  const groups = [...document.querySelectorAll('article')].map(groupOf);
  const items = groups.flatMap((group) => group.items);
  /** What was opened because a filter left few findings. @type {Set<HTMLDetailsElement>} */
  const opened = new Set();
  let typing = 0;

  /** @param {HTMLElement} element @returns {Group} */
  function groupOf(element) {
    const { severity = '', box = '', check = '' } = element.dataset;
    const count = /** @type {HTMLElement} */ (element.querySelector('.count'));
    const heading = /** @type {HTMLElement} */ (element.querySelector('h3'));
    const found = [...element.querySelectorAll('li')].filter((item) => item.dataset.status !== undefined);
    return {
      element,
      details: /** @type {HTMLDetailsElement} */ (element.querySelector('details')),
      count,
      head: `${heading.textContent} ${box} ${severity}`.toLowerCase(),
      all: count.textContent ?? '',
      items: found.map((item) => {
        const { status = '', namespace = '' } = item.dataset;
        return { element: item, values: { severity, box, check, status, namespace } };
      }),
    };
  }

  /** Says what can be chosen, and how often each is there. */
  function fillSelects() {
    for (const select of selects) {
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const { values } of items) {
        const value = values[select.id];
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const isRanked = select.id === 'severity' || select.id === 'status';
      const values = [...counts.keys()];
      for (const value of isRanked ? values : values.sort()) addChoice(select, value, counts.get(value) ?? 0);
    }
  }

  /** @param {HTMLSelectElement} select @param {string} value @param {number} count */
  function addChoice(select, value, count) {
    const name = select.id === 'namespace' && value === '-' ? 'none' : value;
    select.add(new Option(`${name} (${count})`, value));
  }

  /** Chooses a value, even where nothing has it: a link says what it said before. @param {URLSearchParams} state */
  function readState(state) {
    if (search !== null) search.value = state.get('q') ?? '';
    for (const select of selects) {
      const value = state.get(select.id) ?? '';
      if (![...select.options].some((option) => option.value === value)) addChoice(select, value, 0);
      select.value = value;
    }
  }

  function stateOfControls() {
    const chosen = selects.filter(({ value }) => value !== '').map(({ id, value }) => [id, value]);
    const text = search?.value.trim() ?? '';
    return new URLSearchParams(text === '' ? chosen : [['q', text], ...chosen]);
  }

  /** Shows what the controls say, and counts it. */
  function apply() {
    const state = stateOfControls();
    const filters = [...state].filter(([key]) => key !== 'q');
    const words = (state.get('q') ?? '').toLowerCase().split(/\s+/).filter((word) => word !== '');
    let count = 0;
    for (const group of groups) count += applyTo(group, filters, words);
    openFew([...state].length > 0 && count <= FEW);
    say(state, count);
  }

  /** @param {Group} group @param {string[][]} filters @param {string[]} words @returns {number} how many are shown */
  function applyTo(group, filters, words) {
    const others = words.filter((word) => !group.head.includes(word));
    let count = 0;
    for (const item of group.items) {
      const isShown = filters.every(([key, value]) => item.values[key] === value) && hasAll(item, others);
      if (item.element.hidden === isShown) item.element.hidden = !isShown;
      if (isShown) count += 1;
    }
    group.element.hidden = count === 0;
    group.count.textContent = count === group.items.length ? group.all : `${count} of ${group.all}`;
    return count;
  }

  /** @param {Item} item @param {string[]} words */
  function hasAll(item, words) {
    if (words.length === 0) return true;
    item.text ??= (item.element.textContent ?? '').toLowerCase();
    const { text } = item;
    return words.every((word) => text.includes(word));
  }

  /** @param {boolean} areFew */
  function openFew(areFew) {
    opened.forEach((details) => { details.open = false; });
    opened.clear();
    if (!areFew) return;
    for (const { element, details } of groups) {
      if (element.hidden || details.open) continue;
      details.open = true;
      opened.add(details);
    }
  }

  /** @param {URLSearchParams} state @param {number} count */
  function say(state, count) {
    const noun = items.length === 1 ? 'finding' : 'findings';
    const filters = [...state].map(([key, value]) => `${key === 'q' ? 'search' : key} ${value}`).join(', ');
    if (shown === null) return;
    shown.textContent = filters === '' ? `${items.length} ${noun}` : `${count} of ${items.length} ${noun}: ${filters}`;
  }

  /** Puts what is chosen into the address, so that it can be handed on. */
  function remember() {
    history.replaceState(null, '', `#${stateOfControls()}`);
  }

  function change() {
    clearTimeout(typing);
    apply();
    remember();
  }

  function clear() {
    readState(new URLSearchParams());
    change();
  }

  /** Follows an address, of a filter or of a place in the page. */
  function follow() {
    const hash = location.hash.slice(1);
    if (hash.includes('=')) {
      readState(new URLSearchParams(hash));
      apply();
      goTo(document.getElementById('findings-title'));
      return;
    }
    const target = document.getElementById(decoded(hash));
    const group = groups.find(({ element }) => element === target);
    if (group === undefined) return;
    readState(new URLSearchParams());
    apply();
    group.details.open = true;
    goTo(group.details.querySelector('summary'));
  }

  /** @param {string} hash */
  function decoded(hash) {
    try {
      return decodeURIComponent(hash);
    } catch {
      return hash;
    }
  }

  /** @param {HTMLElement | null} element */
  function goTo(element) {
    element?.scrollIntoView();
    element?.focus({ preventScroll: true });
  }

  /** @param {boolean} isOpen */
  function openAll(isOpen) {
    opened.clear();
    for (const { element, details } of groups) if (!element.hidden) details.open = isOpen;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isInField = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === '/' && !isInField) {
      event.preventDefault();
      search?.focus();
      search?.select();
    }
    if (event.key === 'Escape') clear();
  }

  /** Paper shows all that is not filtered out. */
  function openForPrint() {
    const closed = [...document.querySelectorAll('details')].filter(({ open }) => !open);
    closed.forEach((details) => { details.open = true; });
    addEventListener('afterprint', () => { closed.forEach((details) => { details.open = false; }); }, { once: true });
  }

  fillSelects();
  controls.hidden = false;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(change, WAIT_FOR_TYPING);
  });
  selects.forEach((select) => select.addEventListener('change', change));
  document.getElementById('clear')?.addEventListener('click', clear);
  document.getElementById('open-all')?.addEventListener('click', () => openAll(true));
  document.getElementById('close-all')?.addEventListener('click', () => openAll(false));
  document.addEventListener('keydown', onKey);
  addEventListener('hashchange', follow);
  addEventListener('beforeprint', openForPrint);
  apply();
  if (location.hash !== '') follow();
})();
