import * as ts from 'typescript';

/** The first statement of an example, as it is written; undefined where there is none. */
export function firstStatement(example: string): string | undefined {
  return parse(example).statements[0]?.getText();
}

/** The first statement of an example that makes an instance of a class, as it is written; undefined where none does. */
export function statementMaking(className: string, example: string): string | undefined {
  return parse(example).statements.find((statement) => makes(statement, className))?.getText();
}

function makes(node: ts.Node, className: string): boolean {
  return ts.isNewExpression(node) && node.expression.getText() === className
    || ts.forEachChild(node, (child) => makes(child, className) || undefined) === true;
}

/** The names that an example uses and does not declare. */
export function freeNames(example: string): string[] {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node)) declared.add(node.name.getText());
    else if (ts.isIdentifier(node) && !isMember(node)) used.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(parse(example));
  return [...used].filter((name) => !declared.has(name)).sort();
}

function parse(example: string): ts.SourceFile {
  return ts.createSourceFile('example.ts', example, ts.ScriptTarget.Latest, true);
}

/** Whether a name is that of a member of something. */
function isMember(name: ts.Identifier): boolean {
  const { parent } = name;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === name;
}
