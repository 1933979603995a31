import * as fc from 'fast-check';
import {
  circleThrough, danglingReferences, inOrderOfUse, referencesIn,
} from '../../../src/internal/values/variable-references';
import { runs } from '../../properties/runs';

const CLOSED = { names: new Set<string>(), hasServiceLinks: false };

describe('the references in a text', () => {
  // The table of Kubernetes' own test of its expansion, by what is looked up.
  it.each<[string, string[]]>([
    ['$(A)', ['A']],
    ['$(A)-$(A)', ['A', 'A']],
    ['___$(B)___', ['B']],
    ['$(A)_$(B)_$(C)', ['A', 'B', 'C']],
    ['$$(B)_$(A)', ['A']],
    ['$$(A)_$$(B)', []],
    ['f000-$$A', []],
    ['foo\\$(C)bar', ['C']],
    ['foo\\\\\\\\$(A)bar', ['A']],
    ['$(A$(B))', ['A$(B']],
    ['$(A$(B)', ['A$(B']],
    ['foo$(Awhoops!', []],
    ['f00__(A)__', []],
    ['$?_boo_$!', []],
    ['$A', []],
    ['$$$$$$(A)', []],
    ['$$$$$$$(A)', ['A']],
    ['$A)', []],
    ['${A}', []],
    ['$(B)_______$(A', ['B']],
    ['$(C)_______$(', ['C']],
    ['$(A)foobarzab$', ['A']],
    ['--$($($($($--', []],
    ['foo0--$($($($(', []],
    ['$(foo$$var)', ['foo$$var']],
    ['\n', []],
    ['$x$(A)', ['A']],
    ['$()', ['']],
    ['$(A\nB)', ['A\nB']],
  ])('of %j are %j', (text, names) => {
    expect(referencesIn(text)).toEqual(names);
  });

  it.each([undefined, null, 5, ['$(A)'], { value: '$(A)' }])('of %j are none', (value) => {
    expect(referencesIn(value)).toEqual([]);
  });

  it('are found among openings that nothing closes, each of which is not read to the end', () => {
    expect(referencesIn(`$(A)${'$(?'.repeat(300_000)}`)).toEqual(['A']);
  });

  it('are those that a reader finds who goes from sign to sign', () => {
    const signs = fc.constantFrom('$', '(', ')', 'A', 'b', ' ', '\n', 'é', '$(', '$$');
    const text = fc.array(signs).map((parts) => parts.join(''));
    fc.assert(fc.property(text, (given) => {
      expect(referencesIn(given)).toEqual(namesBySign(given));
    }), runs(1000));
  });
});

describe('variables in the order of their use', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['where none refers', { C: '1', A: '2', B: '$$(C)' }, ['C', 'A', 'B']],
    ['where they are right already', { A: '', C: '', B: '$(A)' }, ['A', 'C', 'B']],
    ['where one refers to a later one', { C: '$(B)', A: '', B: '' }, ['B', 'C', 'A']],
    ['where one refers to several', { D: '$(C)$(B)', A: '', B: '', C: '' }, ['C', 'B', 'D', 'A']],
    ['where they refer through others', { D: '$(C)', A: '', B: '', C: '$(B)' }, ['B', 'C', 'D', 'A']],
    ['where one refers to nothing', { C: '$(X)', A: '' }, ['C', 'A']],
    ['where one refers to itself', { C: '$(C)$(A)', A: '' }, ['A', 'C']],
  ])('stand %s', (_, variables, names) => {
    expect(inOrderOfUse(envOf(variables)).map(({ name }) => name)).toEqual(names);
  });

  it('are all there, each behind those that it refers to, and stay so', () => {
    fc.assert(fc.property(acyclic(), (env) => {
      const ordered = inOrderOfUse(env);
      expect([...ordered].sort(byName)).toEqual([...env].sort(byName));
      expect(danglingReferences({ env: ordered }, CLOSED)).toEqual([]);
      expect(inOrderOfUse(ordered)).toEqual(ordered);
    }), runs(300));
  });
});

describe('a dangling reference', () => {
  it.each<[string, object, object]>([
    ['of a variable', { env: envOf({ A: 'x$(B)' }) },
      { field: 'env.A', path: 'env[0].value', text: 'x$(B)', name: 'B', isLate: false }],
    ['to a variable behind it', { env: envOf({ A: '$(B)', B: '' }) },
      { field: 'env.A', path: 'env[0].value', text: '$(B)', name: 'B', isLate: true }],
    ['of a variable to itself', { env: envOf({ A: '$(A):/bin' }) },
      { field: 'env.A', path: 'env[0].value', text: '$(A):/bin', name: 'A', isLate: true }],
    ['of a command', { command: ['run', '--at=$(X)'] },
      { field: 'command[1]', path: 'command[1]', text: '--at=$(X)', name: 'X', isLate: false }],
    ['of an argument', { command: ['run'], args: ['$(X)'] },
      { field: 'args[0]', path: 'args[0]', text: '$(X)', name: 'X', isLate: false }],
    ['of a script, by its capitals', { command: ['/bin/sh', '-c', 'curl $(HOST)'] },
      { field: 'command[2]', path: 'command[2]', text: 'curl $(HOST)', name: 'HOST', isLate: false }],
    ['of a folder', { volumeMounts: [{}, { subPathExpr: '$(POD)' }] },
      {
        field: 'volumeMounts[1].subPathExpr',
        path: 'volumeMounts[1].subPathExpr',
        text: '$(POD)',
        name: 'POD',
        isLate: false,
      }],
  ])('%s is found', (_, container, expected) => {
    expect(danglingReferences(container, CLOSED)[0]).toEqual(expected);
  });

  it.each<[string, object, object]>([
    ['to a variable before it', { env: envOf({ A: '', B: '$(A)' }) }, {}],
    ['to any variable, of a command', { command: ['run', '$(A)'], env: envOf({ A: '' }) }, {}],
    ['to a variable with another source', { env: [{ name: 'A', valueFrom: {} }, { name: 'B', value: '$(A)' }] }, {}],
    ['to a variable of envFrom', { env: envOf({ A: '$(X)' }), args: ['$(X)'] }, { names: new Set(['X']) }],
    ['where nobody knows what is in envFrom', { env: envOf({ A: '$(X)' }), args: ['$(X)'] }, { names: undefined }],
    ['to the API server', { env: envOf({ A: '$(KUBERNETES_SERVICE_HOST):$(KUBERNETES_PORT_443_TCP_PORT)' }) }, {}],
    ['to a Service', { env: envOf({ A: '$(DB_SERVICE_HOST)$(DB_PORT_80_TCP_ADDR)' }) }, { hasServiceLinks: true }],
    ['to the index of a pod', { args: ['$(JOB_COMPLETION_INDEX)'] }, { isIndexed: true }],
    ['that is a program of a script', { command: ['sh', '-ec', 'echo $(hostname) $(date +%s)'] }, {}],
    ['that is a program of a script of the image', { args: ['-c', 'echo $(hostname)'] }, {}],
    ['that can be no variable', { args: ['$(date +%s)', '$()', '$(a$b)'] }, {}],
    ['that is escaped', { env: envOf({ A: '$$(X)' }), args: ['$$(X)'] }, {}],
  ])('%s is none', (_, container, given) => {
    expect(danglingReferences(container, { ...CLOSED, ...given })).toEqual([]);
  });

  it('to the index of a pod is one where there is none, and where a variable stands before it', () => {
    const env = envOf({ A: '$(JOB_COMPLETION_INDEX)' });
    expect(danglingReferences({ args: ['$(JOB_COMPLETION_INDEX)'] }, CLOSED)).toHaveLength(1);
    expect(danglingReferences({ env }, { ...CLOSED, isIndexed: true })).toMatchObject([{ isLate: true }]);
  });

  it('to a Service is one where there are no links', () => {
    expect(danglingReferences({ args: ['$(DB_SERVICE_HOST)'] }, CLOSED)).toHaveLength(1);
  });

  it('among many is found once for each', () => {
    const env = Array.from({ length: 2000 }, (_, index) => (
      { name: `V${index}`, value: `$(V${index + 1})$(V${(index * 7) % 2000})` }
    ));
    expect(inOrderOfUse(env)).toHaveLength(2000);
    expect(danglingReferences({ env }, CLOSED).length).toBeGreaterThan(2000);
  });
});

describe('a circle', () => {
  it.each<[Record<string, string>, string[] | undefined]>([
    [{ A: '$(B)', B: '$(C)', C: '$(A)' }, ['A', 'B', 'C', 'A']],
    [{ A: '$(A):/bin' }, ['A', 'A']],
    [{ A: '$(B)', B: '$(C)$(D)$(A)', C: '$(B)', D: '' }, ['A', 'B', 'A']],
    [{ A: '$(B)', B: '$(C)', C: '$(B)' }, undefined],
    [{ A: '$(B)', B: '' }, undefined],
    [{ A: '$(X)' }, undefined],
  ])('of %j is %j', (variables, circle) => {
    const env = envOf(variables);
    const [first] = danglingReferences({ env }, CLOSED);
    expect(circleThrough(env, first)).toEqual(circle);
  });
});

function envOf(variables: Record<string, string>): { name: string; value: string }[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

function byName(left: { name?: string }, right: { name?: string }): number {
  return String(left.name) < String(right.name) ? -1 : 1;
}

/** Variables that refer to others, in no circle, in any order. */
function acyclic(): fc.Arbitrary<{ name: string; value: string }[]> {
  return fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 20 }).chain((rows) => {
    const env = rows.map((targets, index) => ({
      name: `V${index}`,
      value: targets.filter((target) => target < index).map((target) => `$(V${target})`).join('-'),
    }));
    return fc.shuffledSubarray(env, { minLength: env.length });
  });
}

/** What is looked up, found without a regular expression. */
function namesBySign(text: string): string[] {
  const names: string[] = [];
  let rest = text;
  while (rest !== '') {
    const next = rest.indexOf('$');
    if (next === -1 || next === rest.length - 1) return names;
    const end = rest[next + 1] === '(' ? rest.indexOf(')', next) : -1;
    if (end !== -1) names.push(rest.slice(next + 2, end));
    rest = rest.slice(end === -1 ? next + 2 : end + 1);
  }
  return names;
}
