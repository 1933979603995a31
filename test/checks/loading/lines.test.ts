import { DocumentLines, segmentsOf } from '../../../src/checks/loading/lines';

const TEXT = `# a comment
apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    example.com/a.b: |
      several
      lines
    preflight/waive.has-cpu-limit: bursts
spec:
  template:
    spec: {containers: [{name: web, ports: [
      {containerPort: 80}]}, {name: side}]}
  list:
  - - nested
    - two
  -
    name: late
  text: "a
    b"
  after: &anchor {x: 1}
  alias: *anchor
  !!str tagged: !!int 7
`;

describe('the lines of a document', () => {
  const lines = new DocumentLines(TEXT);

  it.each([
    ['apiVersion', 1],
    ['metadata', 3],
    ['metadata.annotations[example.com/a.b]', 5],
    ['metadata.annotations[preflight/waive.has-cpu-limit]', 8],
    ['spec.template.spec.containers[0]', 11],
    ['spec.template.spec.containers[0].ports[0].containerPort', 12],
    ['spec.template.spec.containers[1].name', 12],
    ['spec.list[0][1]', 15],
    ['spec.list[1].name', 17],
    ['spec.text', 18],
    ['spec.after.x', 20],
    ['spec.alias', 21],
    ['spec.tagged', 22],
    ['spec.template.spec.containers[1].resources.limits.cpu', 12],
    ['spec.missing.deeply', 9],
    ['status', 1],
  ])('knows that of %s', (path, line) => {
    expect(lines.lineOf(path)).toBe(line);
  });

  it('takes paths apart', () => {
    expect(segmentsOf('items[0].metadata.annotations[a.b/c].x'))
      .toEqual(['items', '0', 'metadata', 'annotations', 'a.b/c', 'x']);
  });
});
