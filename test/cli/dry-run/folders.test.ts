import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { dryRun } from '../../../src/cli/dry-run/command';
import { kubectlThat, withKubectl } from '../../support/system/fake-kubectl';

const POD = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop}\n`;
const LIST = { apiVersion: 'v1', kind: 'List', items: ['one', 'two'].map((name) => podOf(name)) };

function podOf(name: string): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' } };
}

/** Fills a folder and puts it to a server that takes everything. */
async function printed(fill: (folder: string) => void, paths = (folder: string) => [folder]): Promise<string[]> {
  return withKubectl(kubectlThat(''), async (folder) => {
    const dist = path.join(folder, 'dist');
    fs.mkdirSync(dist);
    fill(dist);
    const lines: string[] = [];
    await dryRun({ paths: paths(dist), createNamespaces: false }, (line) => lines.push(line));
    return lines.map((line) => line.replaceAll(folder, '').trim());
  });
}

describe('the folders of preflight dry-run', () => {
  it('are read as those of preflight check', async () => {
    expect(await printed((dist) => {
      fs.writeFileSync(`${dist}/a.yaml`, POD('a'));
      fs.mkdirSync(`${dist}/../elsewhere`);
      fs.writeFileSync(`${dist}/../elsewhere/b.yaml`, POD('b'));
      fs.symlinkSync('../elsewhere', `${dist}/linked`);
      fs.symlinkSync('..', `${dist}/around`);
      fs.symlinkSync('a.yaml', `${dist}/again.yaml`);
      spawnSync('mkfifo', [`${dist}/pipe.yaml`]);
      fs.writeFileSync(`${dist}/preflight.yaml`, 'waivers: []\n');
      fs.writeFileSync(`${dist}/kustomization.yaml`, 'resources: [a.yaml]\n');
    })).toEqual([
      'Skipped 3 files: 1 of kustomize, 1 that are pipes or devices, 1 by a link to what is around',
      '/dist/a.yaml', 'admitted  Pod shop/a', '/dist/linked/b.yaml', 'admitted  Pod shop/b',
      '2 objects: 2 admitted, 0 warned, 0 refused, 0 unjudged',
    ]);
  });

  it('may hold lists, of which each item is asked for by itself', async () => {
    expect(await printed((dist) => fs.writeFileSync(`${dist}/list.json`, JSON.stringify(LIST)))).toEqual([
      '/dist/list.json', 'admitted  Pod shop/one', 'admitted  Pod shop/two',
      '2 objects: 2 admitted, 0 warned, 0 refused, 0 unjudged',
    ]);
  });

  it.each<[string, RegExp]>([
    ['a: [', /broken\.yaml:2: it is no YAML: /],
    [`${POD('a')}---\nmetadata: {name: x}\n`, /broken\.yaml:4: /],
    [POD('{}'), /broken\.yaml: the document that begins on line 1 has no apiVersion, kind and metadata\.name/],
  ])('must hold what can be read: %j', async (text, message) => {
    await expect(printed((dist) => fs.writeFileSync(`${dist}/broken.yaml`, text))).rejects.toThrow(message);
  });

  it('must be there', async () => {
    await expect(printed(() => undefined, (dist) => [`${dist}/nowhere`])).rejects
      .toThrow('/nowhere: there is no such file or folder');
  });

  it('must hold something', async () => {
    await expect(printed(() => undefined)).rejects
      .toThrow(/^no manifest in /);
  });
});
