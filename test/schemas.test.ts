import { createHash } from 'crypto';
import { MINORS, readIndex, schemaProblems, schemaText } from './support/schemas';

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:1', lifecycle: { preStop: { exec: { command: ['true'] } } } }] },
    },
  },
};

function withContainer(fields: object) {
  const changed = structuredClone(DEPLOYMENT);
  Object.assign(changed.spec.template.spec.containers[0], fields);
  return changed;
}

describe('strict schemas', () => {
  it('are the ones that the index records', () => {
    for (const { file, schemaSha256 } of readIndex()) {
      expect([file, createHash('sha256').update(schemaText(file)).digest('hex')]).toEqual([file, schemaSha256]);
    }
  });

  it('exist for every supported minor', () => {
    expect(readIndex().flatMap(({ minor }) => minor ?? []).sort()).toEqual(MINORS);
  });

  it.each(MINORS)('accept a correct object on %s', (minor) => {
    expect(schemaProblems(minor, DEPLOYMENT)).toEqual([]);
  });

  it.each(MINORS)('refuse a misspelt field on %s', (minor) => {
    expect(schemaProblems(minor, withContainer({ readinesProbe: { httpGet: { port: 80 } } }))).not.toEqual([]);
    expect(schemaProblems(minor, { ...DEPLOYMENT, spek: {} })).not.toEqual([]);
  });

  it('refuse a field that is newer than the minor', () => {
    const sleeping = withContainer({ lifecycle: { preStop: { sleep: { seconds: 5 } } } });
    expect(schemaProblems('1.28', sleeping)).not.toEqual([]);
    expect(schemaProblems('1.30', sleeping)).toEqual([]);
  });

  it('refuse a kind that nobody serves', () => {
    expect(schemaProblems('1.30', { apiVersion: 'apps/v1', kind: 'Deploymnt', metadata: {} })).not.toEqual([]);
  });
});
