import { Colors } from './colors';
import { Report } from './report';
import { Box, BOXES, SECTIONS } from '../checks/model/boxes';
import { Counts, zeroCounts } from '../checks/model/result';

/** The launch checklist: each box with what ticks it, or what keeps it open. */
export function boxLines({ byBox }: Report, colors: Colors): string[] {
  return [
    colors.paint('bold', 'Launch checklist'),
    ...SECTIONS.flatMap((section) => [
      `  ${section}`,
      ...BOXES.filter((box) => box.section === section)
        .map((box) => boxLine(box, byBox.get(box.id) ?? zeroCounts(), colors)),
    ]),
    '',
  ];
}

function boxLine(box: Box, counts: Counts, colors: Colors): string {
  const { mark, style, says } = stateOf(counts, box);
  return `    ${colors.paint(style, mark)} ${box.title}${colors.paint('dim', `  ${says}`)}`;
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
