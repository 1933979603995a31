import { Colors } from './colors';
import { Report } from './report';
import { Box, BOXES, SECTIONS } from '../checks/boxes';
import { Counts, noCounts } from '../checks/result';

/** The launch checklist: each box with what ticks it, or what keeps it open. */
export function boxLines({ byBox }: Report, colors: Colors): string[] {
  return [
    colors.paint('bold', 'Launch checklist'),
    ...SECTIONS.flatMap((section) => [
      `  ${section}`,
      ...BOXES.filter((box) => box.section === section)
        .map((box) => boxLine(box, byBox.get(box.id) ?? noCounts(), colors)),
    ]),
    '',
  ];
}

function boxLine({ title, evidence }: Box, counts: Counts, colors: Colors): string {
  const { mark, style, says } = stateOf(counts, evidence);
  return `    ${colors.paint(style, mark)} ${title}${colors.paint('dim', `  ${says}`)}`;
}

function stateOf({ passed, failed, waived, error }: Counts, evidence: string | undefined) {
  if (error > 0) return { mark: '[?]', style: 'red', says: `${error} could not be judged` } as const;
  if (failed > 0) return { mark: '[ ]', style: 'red', says: `${failed} failed` } as const;
  if (passed + waived > 0) {
    const says = evidence === undefined ? `${passed} passed${waived === 0 ? '' : `, ${waived} waived`}` : 'attested';
    return { mark: '[x]', style: 'green', says } as const;
  }
  const says = evidence === undefined ? 'nothing to judge' : `needs a person: attach ${evidence}`;
  return { mark: '[-]', style: 'dim', says } as const;
}
