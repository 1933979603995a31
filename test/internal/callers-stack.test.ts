import * as path from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { ProductionApp, ProductionService } from '../../src';
import { withCallersStack } from '../../src/internal/callers-stack';
import { expectReady } from '../../src/testing/expect-ready';
import { errorOf } from '../support/errors';

const OURS = path.resolve(__dirname, '../../src', 'x.ts:1:1');
const chart = () => new Chart(new App(), 'shop', { namespace: 'shop' });

describe('the stack of a refusal', () => {
  it.each<[string, () => void]>([
    ['a construct', () => new ProductionService(chart(), 'web', { image: 'nginx', port: 80 })],
    ['a construct of a list', () => [80].forEach((port) => (
      new ProductionService(chart(), 'web', { image: 'nginx', port })
    ))],
    ['synthesis', () => {
      const app = new ProductionApp();
      new ApiObject(new Chart(app, 'shop'), 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'A B' } });
      app.synth();
    }],
    ['a folder that cannot be written', () => new ProductionApp({ outdir: '/dev/null' }).synth()],
    ['expectReady', () => expectReady(chart())],
  ])('begins where %s was asked for', (_, act) => {
    const { name, message, stack = '' } = errorOf(act);
    expect(name).toBe('Error');
    expect(stack.split(`Error: ${message}\n`)[1].split('\n')[0]).toContain(__filename);
  });

  it.each<[string, string[], string[]]>([
    ['what Node has between', [
      `f (${OURS})`, 'Array.map (<anonymous>)', `g (${OURS})`, 'main (/a.js:1:1)',
    ], ['main (/a.js:1:1)']],
    ['nothing where nobody else is there', [`f (${OURS})`, 'run (node:vm:1:1)'], [`f (${OURS})`, 'run (node:vm:1:1)']],
    ['nothing where others threw it', ['main (/a.js:1:1)', `f (${OURS})`], ['main (/a.js:1:1)', `f (${OURS})`]],
    ['nothing where there is no stack', [], []],
  ])('leaves out %s', (_, frames, left) => {
    const stackOf = (list: string[]) => ['Error: a\n    at b', ...list].join('\n    at ');
    const error = Object.assign(new Error('a\n    at b'), { stack: stackOf(frames) });
    expect(withCallersStack(error).stack).toBe(stackOf(left));
  });
});
