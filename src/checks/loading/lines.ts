import { isMap } from '../model/values/plain-data';
import { ReaderListener } from '../model/yaml/bounded-load';
import { readYaml } from '../model/yaml/kubernetes-yaml';

const [POINT, OPENING, CLOSING] = ['.', '[', ']'].map((sign) => sign.charCodeAt(0));

/** A value of a document, with the line on which it or its key begins. */
interface Node {
  line: number;
  result?: unknown;
  readonly children: Node[];
  /** Where the keys of a map are among them, once somebody asked. */
  keys?: Map<string, number>;
}

/** The lines of one document, for messages that name a path in it. */
export class DocumentLines {
  private readonly root: Node | undefined;

  /** @param text a document that was read before */
  constructor(text: string) {
    const open: Node[] = [];
    let last: Node | undefined;
    const listener: ReaderListener = (event, { line, result }) => {
      if (event === 'open') {
        open.push({ line, children: [] });
        return;
      }
      last = open.pop();
      if (last === undefined) return;
      last.result = result;
      open[open.length - 1]?.children.push(last);
    };
    readYaml(text, listener);
    this.root = last;
  }

  /** The line of a path such as `spec.ports[0].name`, from 0; that of the nearest place above where it is not there. */
  public lineOf(path: string): number {
    let node = this.root && withoutShell(this.root);
    let line = node?.line ?? 0;
    for (const segment of segmentsOf(path)) {
      const found = node && childOf(node, segment);
      if (found === undefined) return line;
      line = found.line;
      node = withoutShell(found.node);
    }
    return line;
  }
}

/** The reader tries every value as the key of a map first, which leaves a shell around it. */
function withoutShell(node: Node): Node {
  const [only] = node.children;
  return node.children.length === 1 && only.result === node.result ? withoutShell(only) : node;
}

function childOf(node: Node, segment: string): { node: Node; line: number } | undefined {
  const { result, children } = node;
  if (Array.isArray(result)) {
    const item = children[Number(segment)];
    return item && { node: item, line: item.line };
  }
  if (!isMap(result)) return undefined;
  const index = (node.keys ??= keysOf(node)).get(segment);
  return index === undefined ? undefined : { node: children[index + 1], line: children[index].line };
}

/** Keys and values take turns; a key without a value, as in `{a, b: 1}`, has none. Of equal ones it is the first. */
function keysOf({ children }: Node): Map<string, number> {
  const keys = new Map<string, number>();
  for (let index = 0; index + 1 < children.length; index += 2) {
    const { result } = children[index];
    // What is a map or a list itself is no part of a path.
    const key = typeof result === 'object' && result !== null ? undefined : String(result);
    if (key !== undefined && !keys.has(key)) keys.set(key, index);
  }
  return keys;
}

/**
 * `metadata.annotations[a.b/c]` and `items[0].kind` by their parts. A pod of thousands of containers has hundreds of
 * thousands of paths, for each of which an expression would take longer than all else.
 */
export function segmentsOf(path: string): readonly string[] {
  const segments: string[] = [];
  for (let at = 0; at < path.length;) {
    const isKey = path.charCodeAt(at) === OPENING;
    const start = isKey ? at + 1 : at;
    const end = endOfSegment(path, start, isKey);
    const isWhole = isKey ? path.charCodeAt(end) === CLOSING : end > start;
    if (isWhole) segments.push(path.slice(start, end));
    at = isWhole ? end + (isKey ? 1 : 0) : at + 1;
  }
  return segments;
}

/** Within brackets a point is a sign like others. */
function endOfSegment(path: string, start: number, isKey: boolean): number {
  let end = start;
  for (; end < path.length; end += 1) {
    const sign = path.charCodeAt(end);
    if (sign === OPENING || sign === CLOSING || (sign === POINT && !isKey)) break;
  }
  return end;
}
