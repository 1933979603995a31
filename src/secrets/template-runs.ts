import { GoTemplatePart } from '../internal/values/templates/go-template';
import { textOfAction } from '../internal/values/templates/go-template-words';

const BEGINS = /^(?:-\s)?\s*(?:if|with|range|define|block)\b/;
const ELSE = /^(?:-\s)?\s*else\b/;
const END = /^(?:-\s)?\s*end\b/;
/** What writes nothing. */
const SILENT = /^(?:-\s)?\s*(?:\$\w*(?:\s*,\s*\$\w+)?\s*:?=(?!=)|(?:break|continue)\b)/;

/** A way through a template, from where a block begins, or ends, to the next. */
interface Branch {
  /** What is written there for certain, piece by piece: values and blocks end a piece. */
  readonly pieces: string[];
  /** How many values are written there, and blocks that may write some. */
  values: number;
  readonly blocks: Block[];
}

interface Block {
  readonly branches: Branch[];
  hasValues: boolean;
}

/** The texts of a template, as far as they belong together. */
export interface TemplateRuns {
  /** Those that are written without any value. */
  readonly alone: string[];
  /** Those that are written beside values. */
  readonly besideValues: string[];
}

/** Tells what a template writes alone, in one of its branches, from what it writes beside values. */
export function templateRuns(parts: readonly GoTemplatePart[]): TemplateRuns {
  const runs: TemplateRuns = { alone: [], besideValues: [] };
  const open = [{ branch: branchesOf(parts), isBeside: false }];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { branch: { pieces, values, blocks }, isBeside } = one;
    if (isBeside || values > 0) runs.besideValues.push(...pieces.map((piece) => piece.trim()));
    else runs.alone.push(pieces.join('').trim());
    for (const { branches, hasValues } of blocks) {
      const isBlockBeside = isBeside || values > (hasValues ? 1 : 0);
      open.push(...branches.map((branch) => ({ branch, isBeside: isBlockBeside })));
    }
  }
  return runs;
}

/** The whole as a branch, with those within it. */
function branchesOf(parts: readonly GoTemplatePart[]): Branch {
  const open = [newBranch()];
  const blocks: Block[] = [];
  for (const { kind, text } of parts) {
    const branch = open[open.length - 1];
    if (kind === 'plain') addText(branch, text);
    else if (kind === 'action') readAction({ open, blocks }, text);
  }
  while (blocks.length > 0) endBlock({ open, blocks });
  return open[0];
}

interface Reading {
  /** The branches that have not ended, one in another. */
  readonly open: Branch[];
  /** The blocks that they belong to, but for the first. */
  readonly blocks: Block[];
}

function readAction(reading: Reading, action: string): void {
  const branch = reading.open[reading.open.length - 1];
  const text = textOfAction(action);
  if (text !== undefined) {
    addText(branch, text);
  } else if (BEGINS.test(action)) {
    startBlock(reading, branch);
  } else if (ELSE.test(action)) {
    startElse(reading);
  } else if (END.test(action)) {
    endBlock(reading);
  } else if (!SILENT.test(action)) {
    branch.values += 1;
    branch.pieces.push('');
  }
}

function startBlock({ open, blocks }: Reading, branch: Branch): void {
  const block = { branches: [newBranch()], hasValues: false };
  branch.blocks.push(block);
  branch.pieces.push('');
  blocks.push(block);
  open.push(block.branches[0]);
}

function startElse({ open, blocks }: Reading): void {
  const block = blocks.at(-1);
  if (block === undefined) return;
  endBranch(block, open);
  const branch = newBranch();
  block.branches.push(branch);
  open.push(branch);
}

function endBlock({ open, blocks }: Reading): void {
  const block = blocks.pop();
  if (block === undefined) return;
  endBranch(block, open);
  if (block.hasValues) open[open.length - 1].values += 1;
}

function endBranch(block: Block, open: Branch[]): void {
  const ended = open.pop();
  if (ended !== undefined && ended.values > 0) block.hasValues = true;
}

function newBranch(): Branch {
  return { pieces: [''], values: 0, blocks: [] };
}

function addText({ pieces }: Branch, text: string): void {
  pieces[pieces.length - 1] += text;
}
