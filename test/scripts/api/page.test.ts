import { ApiReferenceSchema, EnumSchema } from 'jsii-docgen';
import { indexText } from '../../../scripts/api/index-page';
import { pageText } from '../../../scripts/api/page';
import { Reference } from '../../../scripts/api/reference';
import { messageOf } from '../../support/errors';

const METADATA = { packageName: 'cdk8s-preflight', packageVersion: '0.0.0' };
const SEVERITY: EnumSchema = { ...entity('Severity'), docs: { summary: 'How bad it is.' }, members: [] };
const API: ApiReferenceSchema = {
  constructs: [{
    ...entity('Gate'),
    docs: {
      summary: 'Lets nobody in.',
      example: "Platform.configure(chart, {});\nconst gate = new Gate(chart, 'gate');\ngate.close();",
    },
    initializer: { ...entity('Gate.Initializer'), parameters: [], usage: 'new Gate()' },
    interfaces: [],
    instanceMethods: [],
    staticMethods: [],
    constants: [],
    properties: ['Severity', 'Gate'].map((type) => ({
      ...entity(`Gate.property.${type}`),
      type: { formattingPattern: '%', types: [{ ...entity(type), ...METADATA }] },
      docs: {},
    })),
  }],
  classes: [],
  structs: [],
  interfaces: [],
  enums: [SEVERITY],
};
const REFERENCE: Reference = {
  metadata: METADATA, api: API, domains: new Map([['Gate', 'network'], ['Severity', 'checks']]),
};

describe('a page of the reference', () => {
  it('has the types of its domain alone', () => {
    expect(pageText(REFERENCE, 'network')).toContain('### Gate <a name="Gate" id="Gate">');
    expect(pageText(REFERENCE, 'network')).not.toContain('### Severity');
    expect(pageText(REFERENCE, 'checks')).toContain('### Severity');
  });

  it('links to types where they are: on the same page, or on another', () => {
    const page = pageText(REFERENCE, 'network');
    expect(page).toContain('<a href="#Gate">Gate</a>');
    expect(page).toContain('<a href="checks.md#Severity">Severity</a>');
  });

  it('shows defaults below zero as they are, and sentences without their dash', () => {
    const [property] = API.constructs[0].properties;
    const properties = ['-1', '- nothing', '0'].map((text, index) => (
      { ...property, id: `cdk8s-preflight.Gate.property.p${index}`, default: text }
    ));
    const constructs = API.constructs.map((construct) => ({ ...construct, properties }));
    const page = pageText({ ...REFERENCE, api: { ...API, constructs } }, 'network');

    expect(page.match(/\*Default:\*.*/g)).toEqual(['*Default:* -1', '*Default:* nothing', '*Default:* 0']);
  });

  it('names a type that it cannot link to', () => {
    expect(messageOf(() => pageText({ ...REFERENCE, domains: new Map([['Gate', 'network']]) }, 'network')))
      .toBe('cdk8s-preflight.Severity is of no domain');
  });
});

describe('the index', () => {
  it('shows a construct with its sentence and the statement that makes it', () => {
    expect(indexText(REFERENCE)).toContain('### [Gate](docs/api/network.md#Gate)\n\nLets nobody in.\n\n'
      + "```ts\nconst gate = new Gate(chart, 'gate');\n```\n");
  });

  it('shows what is made by a verb of another one as its example begins', () => {
    const docs = { summary: 'Is shut.', example: 'gate.close();' };
    const constructs = API.constructs.map((construct) => ({ ...construct, initializer: undefined, docs }));
    expect(indexText({ ...REFERENCE, api: { ...API, constructs } })).toContain('```ts\ngate.close();\n```');
  });

  it('has among the constructs what is made in a tree and writes nothing itself', () => {
    const [gate] = API.constructs;
    const { type } = gate.properties[0];
    const scope = { ...entity('Gate.Initializer.parameter.scope'), docs: {}, optional: false, variadic: false, type };
    const made = { ...gate, initializer: { ...gate.initializer!, parameters: [scope] } };
    const index = indexText({ ...REFERENCE, api: { ...API, constructs: [], classes: [made] } });
    expect(index).toContain('### [Gate](docs/api/network.md#Gate)\n\nLets nobody in.\n\n```ts\n');
    expect(index).not.toContain('### Values of network');
  });

  it('names what a domain has beside constructs', () => {
    expect(indexText(REFERENCE)).toContain('[Enumerations](docs/api/checks.md#Enums):\nSeverity.\n');
  });

  it('asks for an example where a construct has none', () => {
    const constructs = API.constructs.map((construct) => ({ ...construct, docs: { summary: 'Lets nobody in.' } }));
    expect(messageOf(() => indexText({ ...REFERENCE, api: { ...API, constructs } })))
      .toBe('Gate has no @example with a call that makes it; write the smallest');
  });
});

function entity(name: string) {
  const id = `cdk8s-preflight.${name}`;
  return { id, fqn: id, displayName: name.split('.').at(-1)! };
}
