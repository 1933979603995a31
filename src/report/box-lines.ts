import { Colors } from './colors';
import { Report } from './report';
import { wrappedList } from './width';
import { Box, BOXES, SECTIONS } from '../checks/model/boxes';
import { Counts, zeroCounts } from '../checks/model/result';

/** How boxes are shown. */
export interface BoxOptions {
  readonly colors: Colors;
  /** Also each that nothing was found for. */
  readonly areAllShown: boolean;
}

/** The launch checklist: each box with what ticks it, or what keeps it open; what nothing is known of in a line. */
export function boxLines(report: Report, { colors, areAllShown }: BoxOptions): string[] {
  if (report.isSelection) {
    return [`${colors.paint('bold', 'Launch checklist')}: of a selection of checks no box can be ticked`, ''];
  }
  return areAllShown ? allBoxLines(report, colors) : knownBoxLines(report, colors);
}

/** A box with what is known of it. */
export interface KnownBox {
  readonly box: Box;
  readonly state: ReturnType<typeof stateOf>;
}

/** All boxes, in the order of the checklist. */
export function statesOf({ byBox }: Report): KnownBox[] {
  return BOXES.map((box) => ({ box, state: stateOf(byBox.get(box.id) ?? zeroCounts(), box) }));
}

function allBoxLines(report: Report, colors: Colors): string[] {
  const boxes = statesOf(report);
  return [colors.paint('bold', 'Launch checklist'), ...SECTIONS.flatMap((section) => [
    `  ${section}`,
    ...boxes.filter(({ box }) => box.section === section).map((one) => `    ${boxLine(one, colors)}`),
  ]), ''];
}

function knownBoxLines(report: Report, colors: Colors): string[] {
  const boxes = statesOf(report);
  const unattested = new Set(report.results.filter(({ isUnattested }) => isUnattested).map(({ check }) => check.box));
  const isUnknown = ({ box, state }: KnownBox) => state.mark === '[-]' || unattested.has(box.id);
  const known = boxes.filter((one) => !isUnknown(one));
  const ticked = known.filter(({ state }) => state.mark === '[x]').length;
  const unknown = boxes.filter(isUnknown).map(({ box }) => box);
  return [
    `${colors.paint('bold', 'Launch checklist')}: ${ticked} of ${BOXES.length} boxes ticked; --boxes shows all`,
    ...['[?]', '[ ]', '[x]'].flatMap((mark) => (
      known.filter(({ state }) => state.mark === mark).map((one) => `  ${boxLine(one, colors)}`)
    )),
    ...unjudgedLines(unknown.filter(({ evidence }) => evidence === undefined)),
    ...personLine(unknown.filter(({ evidence }) => evidence !== undefined).length),
    '',
  ];
}

function unjudgedLines(boxes: readonly Box[]): string[] {
  return boxes.length === 0 ? [] : wrappedList('  [-] nothing to judge:', boxes.map(({ id }) => id));
}

function personLine(count: number): string[] {
  if (count === 0) return [];
  return [`  [-] ${count === 1 ? '1 box needs a person' : `${count} boxes need a person`}; --boxes names them`];
}

function boxLine({ box, state: { mark, style, says } }: KnownBox, colors: Colors): string {
  return `${colors.paint(style, mark)} ${box.title}${colors.paint('dim', `  ${says}`)}`;
}

function stateOf({ passed, failed, waived, error }: Counts, { evidence, isJudged = false }: Box) {
  if (error > 0) return { mark: '[?]', style: 'red', says: `${error} could not be judged` } as const;
  if (failed > 0) return { mark: '[ ]', style: 'red', says: `${failed} failed` } as const;
  if (passed + waived > 0) {
    const isCounted = evidence === undefined || isJudged;
    const says = isCounted ? `${passed} passed${waived === 0 ? '' : `, ${waived} waived`}` : 'attested';
    return { mark: '[x]', style: 'green', says } as const;
  }
  return { mark: '[-]', style: 'dim', says: missing(evidence, isJudged) } as const;
}

function missing(evidence: string | undefined, isJudged: boolean): string {
  if (evidence === undefined) return 'nothing to judge';
  return `${isJudged ? 'nothing to judge; ' : ''}needs a person: attach ${evidence}`;
}
