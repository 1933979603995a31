'use strict';

const MAX_FUNCTION_LINES = 25;
const MAX_CONSTRUCTOR_LINES = 40;

/** Like `max-lines-per-function`, with room for constructors, whose bodies read like the manifests they emit. */
module.exports = {
  meta: { type: 'suggestion', schema: [], messages: { long: '{{lines}} lines, at most {{max}} are allowed' } },
  create(context) {
    const check = (node) => {
      const isConstructor = node.parent.type === 'MethodDefinition' && node.parent.kind === 'constructor';
      const max = isConstructor ? MAX_CONSTRUCTOR_LINES : MAX_FUNCTION_LINES;
      const text = context.sourceCode.getText(node.body).split('\n').slice(1, -1);
      const lines = text.filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
      if (lines > max) context.report({ node, messageId: 'long', data: { lines, max } });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};
