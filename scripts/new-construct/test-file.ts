import { Names, wayUp } from './names';
import { PLACEHOLDER } from './placeholder';

/** Its test: the smallest call in full, each prop, each message. */
export function testText(names: Names): string {
  const { className } = names;
  return `${importsOf(names)}
describe('${className}', () => {
${smallestCallTest(names)}
${propTests(names)}
${commonTests(names)}
${messageTests(names)}});

${helperOf(names)}`;
}

function importsOf(names: Names): string {
  const up = wayUp(names);
  const { className } = names;
  return `import { Chart, JsonPatch } from 'cdk8s';
import { ${className}, ${className}Props, PlatformProps } from '${up}../src';
import { messageOf, NAMED_ERROR } from '${up}support/errors';
import { only, render, stage } from '${up}support/render';
import { MINORS, schemaProblems } from '${up}support/schemas';
`;
}

function smallestCallTest({ className, id, kind }: Names): string {
  const own = `${PLACEHOLDER}: 'what it says'`;
  const labels = "{ 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' }";
  return `  it('${PLACEHOLDER} what the smallest call does', () => {
    expect(render((chart) => new ${className}(chart, '${id}'))).toEqual([{
      apiVersion: '${kind.apiVersion}',
      kind: '${kind.kind}',
      metadata: {
        name: '${id}',
${kind.isClusterScoped ? '' : "        namespace: 'shop',\n"}        labels: ${labels},
      },
      ${kind.hasSpec ? `spec: { ${own} }` : own},
    }]);
  });
`;
}

function propTests({ kind }: Names): string {
  if (kind.isClusterScoped) {
    return `  it('takes another name', () => {
    expect(manifest({ name: 'by-another.name' }).metadata.name).toBe('by-another.name');
  });
`;
  }
  return `  it('takes another name, and another namespace', () => {
    const { name, namespace } = manifest({ name: 'by-another.name', namespace: 'other' }).metadata;
    expect([name, namespace]).toEqual(['by-another.name', 'other']);
  });
`;
}

function commonTests({ className, field }: Names): string {
  return `  it('carries who owns it', () => {
    expect(manifest({}, { ownership: { team: 'payments' } }).metadata.labels).toMatchObject({ team: 'payments' });
  });

  it('is valid on every minor', () => {
    expect(MINORS.flatMap((minor) => schemaProblems(minor, manifest()))).toEqual([]);
  });

  it('can be patched', () => {
    const [{ metadata }] = render((chart) => {
      const made = new ${className}(chart, 'made');
      made.patch(made.${field}, JsonPatch.remove('/metadata/labels/environment'));
      made.mergePatch(made.${field}, { metadata: { annotations: { 'acme.io/ticket': 'SEC-7' } } });
    });
    expect(metadata.labels).not.toHaveProperty('environment');
    expect(metadata.annotations).toEqual({ 'acme.io/ticket': 'SEC-7' });
  });
`;
}

function messageTests({ className, kind }: Names): string {
  const build = `(chart) => new ${className}(chart, 'made', { namespace: 'a.b' })`;
  const namespace = `    ['a namespace that is no label', ${build},
      "[shop/made] 'namespace' must be a DNS-1123 label (lower-case letters, digits and -, at most 63), "
      + 'got "a.b"; choose such a name'],
`;
  return `  it.each<[string, (chart: Chart) => void, string]>([
    ['a name that is no subdomain', (chart) => new ${className}(chart, 'Made'),
      "[shop/Made] 'name' must be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253), "
      + 'got "Made"; choose such a name'],
${kind.isClusterScoped ? '' : namespace}  ])('refuses %s', (_, build, expected) => {
    const message = messageOf(() => build(stage().chart));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(expected);
  });
`;
}

function helperOf({ className, kind }: Names): string {
  return `function manifest(props: ${className}Props = {}, platform?: PlatformProps) {
  return only(render((chart) => new ${className}(chart, 'made', props), platform), '${kind.kind}');
}
`;
}
