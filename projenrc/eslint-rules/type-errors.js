'use strict';

const { flattenDiagnosticMessageText, getPreEmitDiagnostics } = require('typescript');

/** What `tsc` says of a file, by the program that other rules ask for types: nothing is checked twice. */
module.exports = {
  meta: { type: 'problem', schema: [], messages: { wrong: 'TS{{code}}: {{text}}' } },
  create(context) {
    const { sourceCode, filename } = context;
    const { program } = sourceCode.parserServices;
    const report = (node, { code, start, length, messageText }) => {
      // What is wrong with the options of the compiler is in no file.
      const place = start === undefined ? { node } : { loc: locationOf(sourceCode, start, length) };
      const text = flattenDiagnosticMessageText(messageText, '\n');
      context.report({ ...place, messageId: 'wrong', data: { code, text } });
    };
    return {
      Program(node) {
        const diagnostics = getPreEmitDiagnostics(program, program.getSourceFile(filename));
        diagnostics.forEach((diagnostic) => report(node, diagnostic));
      },
    };
  },
};

function locationOf(sourceCode, start, length) {
  return { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(start + length) };
}
