const BRACKETS = /\[:\w{1,10}:\]/g;
const LITERAL = '\\Q';

/** Whether the parentheses and brackets of a pattern match for Alertmanager, whatever else may be wrong with it. */
export function closedParentheses(pattern: string): boolean {
  // What is quoted as a whole may hold any.
  if (pattern.includes(LITERAL)) return true;
  const marks = pattern.replace(BRACKETS, '').match(/\\[\s\S]|\[\^?\]?|[\]()]/g) ?? [];
  let depth = 0;
  let isInBrackets = false;
  for (const mark of marks) {
    if (isInBrackets) isInBrackets = mark !== ']';
    else if (mark.startsWith('[')) isInBrackets = true;
    else if (mark === '(') depth += 1;
    else if (mark === ')') depth -= 1;
    // Alertmanager puts a pair of its own around it.
    if (depth < -1) return false;
  }
  return depth === 0 && !isInBrackets;
}
