import { readShell } from '../../../../src/checks/facts/shell/shell-statements';

const HOSTILE = ['$(', '`', '"', "'", '\\', '(', '<<A\n', '$((', '"$(', '1', '\n', ' ', '| ', 'a=', '#'];

/** Statements end with `;`, what is joined by `&&` or `||` is shown with a comma, and words with a dot between them. */
function show(text: string): string {
  return readShell(text).map(({ pipelines }) => (
    `${pipelines.map((pipeline) => pipeline.map((words) => words.join('·')).join(' | ')).join(', ')};`
  )).join(' ');
}

describe('readShell', () => {
  it.each([
    ['a b | c', 'a·b | c;'],
    ['a | \\\n b |\n c', 'a | b | c;'],
    ['a &&\n b || c', 'a, b, c;'],
    ['X=1 Y="2 3" a', 'a;'],
    ['X=1', ''],
    ['if ! a; then b; fi', 'a; b;'],
    ['{ a; } > file', 'a;'],
    ['a 2>&1 >/dev/null &> x', 'a·2>&1·>/dev/null·&>·x;'],
    ["a 'b | c' \"d ; e\" f\\ g h#i # j | k", 'a·b | c·d ; e·f g·h#i;'],
    ['a <<-"END" | b\nc | d\n\tEND\ne', 'a | b; e;'],
    ['a ""', 'a·;'],
    ['case $x in\n  a) b | c ;;\nesac', 'case·$x·in; a; b | c;'],
    ['', ''],
  ])('takes apart %j', (text, wanted) => {
    expect(show(text)).toBe(wanted);
  });

  it('finds what stands in substitutions', () => {
    const statements = readShell('X=$(a "$(b ")")") echo "`c`"');
    expect(statements.map(({ pipelines, isInner }) => [pipelines[0][0][0], isInner])).toEqual([
      ['b', true], ['a', true], ['c', true], ['echo', false],
    ]);
  });

  // In more than linear time, none of them would end before the test is given up.
  it.each(HOSTILE)('comes to an end of many %j', (part) => {
    expect(() => readShell(part.repeat(200_000))).not.toThrow();
  });
});
