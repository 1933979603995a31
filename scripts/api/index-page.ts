import { ApiReferenceSchema, ClassSchema, ConstructSchema } from 'jsii-docgen';
import { DOMAINS, pageOf } from './domains';
import { firstStatement, statementMaking } from './example-code';
import { Reference, referenceOf, ReferenceType } from './reference';

const HEAD = `# API

Every construct with its smallest call, then the other types by name, domain by domain. The links lead to the
reference in [docs/api](docs/api), which has every prop with its default, and every method.

Names are imported from \`cdk8s-preflight\`, but \`Chart\` and units such as \`Duration\` and \`Size\` from \`cdk8s\`;
\`chart\` is a \`Chart\`. What a call needs before it, such as a platform, is in the examples of the
reference. What the calls write, field by field, is in [docs/defaults.md](docs/defaults.md); whole applications are in
[examples](examples).
`;

/** The index: what there is, by domain. */
export function indexText(reference: Reference): string {
  const domains = Object.keys(DOMAINS);
  const contents = domains.map((domain) => contentsLine(reference, domain)).join('');
  return [HEAD, contents, ...domains.map((domain) => sectionText(reference, domain))].join('\n');
}

/** What a newcomer looks for: the constructs of a domain, or its values where it has none. */
function contentsLine(reference: Reference, domain: string): string {
  const { constructs, classes, interfaces } = byUse(reference, domain);
  const main = constructs.length > 0 ? constructs : [...classes, ...interfaces];
  return `- [${domain}](#${domain}): ${main.map(({ displayName }) => displayName).join(', ')}\n`;
}

function sectionText(reference: Reference, domain: string): string {
  const { constructs, classes, interfaces, structs, enums } = byUse(reference, domain);
  const paragraphs = [
    `## ${domain}`,
    `${DOMAINS[domain]} Reference: [${pageOf(domain)}](${pageOf(domain)}).`,
    ...constructs.map((construct) => constructText(construct, domain)),
    ...listOf([...classes, ...interfaces], domain),
    ...namesOf(`[Props and options](${pageOf(domain)}#Structs)`, structs),
    ...namesOf(`[Enumerations](${pageOf(domain)}#Enums)`, enums),
  ];
  return paragraphs.map((paragraph) => `${paragraph}\n`).join('\n');
}

/** What is made in a tree is looked for among the constructs, also where it writes nothing itself. */
function byUse(reference: Reference, domain: string): ApiReferenceSchema {
  const { constructs, classes, ...others } = referenceOf(reference, domain);
  const isMadeInTree = ({ initializer }: ClassSchema) => initializer?.parameters[0]?.displayName === 'scope';
  return {
    ...others,
    constructs: [...constructs, ...classes.filter(isMadeInTree)],
    classes: classes.filter((type) => !isMadeInTree(type)),
  };
}

function constructText(construct: ConstructSchema, domain: string): string {
  const call = `\`\`\`ts\n${smallestCall(construct)}\n\`\`\``;
  return [`### ${linkOf(construct, domain)}`, construct.docs.summary, call].join('\n\n');
}

/** What comes before it in the example, such as a platform, is in the reference. */
function smallestCall({ displayName, initializer, docs: { example = '' } }: ConstructSchema): string {
  // What nobody can make by new is made by a verb, and its example is about that.
  const call = initializer === undefined ? firstStatement(example) : statementMaking(displayName, example);
  if (call === undefined) {
    throw new Error(`${displayName} has no @example with a call that makes it; write the smallest`);
  }
  return call;
}

function listOf(types: readonly ReferenceType[], domain: string): string[] {
  const lines = types.map((type) => `- ${linkOf(type, domain)}: ${type.docs.summary}`);
  return lines.length === 0 ? [] : [`### Values of ${domain}`, lines.join('\n')];
}

/** Named alone: they are many, and whoever looks for one comes from what it is given to. */
function namesOf(title: string, types: readonly ReferenceType[]): string[] {
  const names = types.map(({ displayName }) => displayName).join(',\n');
  return types.length === 0 ? [] : [`${title}:\n${names}.`];
}

function linkOf({ displayName }: ReferenceType, domain: string): string {
  return `[${displayName}](${pageOf(domain)}#${displayName})`;
}
