import * as fs from 'fs';
import * as path from 'path';
import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { Config, ProductionWorker } from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { inFolder } from '../../support/system/folders';
import { fileName, folder as mountPath } from '../arbitraries/service-cases';
import { processText } from '../arbitraries/text';
import { maybe } from '../arbitraries/words';
import { knownPlatform, promised } from '../promises';
import { runs } from '../runs';
import { appIn, podsIn } from '../secrets/any-workload';
import { PlatformCase } from '../services/service-case';

interface FilesCase {
  platform: PlatformCase;
  /** By their names, as bytes. */
  files: Record<string, number[]>;
  mountPath?: string;
  keepFolder?: boolean;
  immutable?: boolean;
}

const bytes: fc.Arbitrary<number[]> = fc.oneof(
  processText.map((text) => [...Buffer.from(text)]),
  fc.uint8Array({ maxLength: 40 }).map((all) => [...all]),
  // No text, a text that begins with a mark, and one that no reader of YAML takes as it is.
  fc.constantFrom<number[]>([0xff, 0xfe], [0xef, 0xbb, 0xbf, 0x61], [0], [], [0xc2, 0x85], [0x0d, 0x0a]),
);

const filesCase: fc.Arbitrary<FilesCase> = fc.record({
  platform: knownPlatform,
  files: fc.dictionary(fileName, bytes, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  mountPath: maybe(mountPath),
  keepFolder: maybe(fc.boolean()),
  immutable: maybe(fc.boolean()),
});

describe('Config.fromFiles', () => {
  it('gives a process each file as it is on the disk, byte by byte', () => {
    fc.assert(fc.property(filesCase, (given) => {
      const build = (one: FilesCase, app?: App) => inFolder((folder) => configured(one, writtenTo(folder, one), app));
      const manifests = promised(given, build(given), build);
      expectFiles(given, manifests);
    }), runs(6));
  });

  it('gives an immutable ConfigMap another name for another content, and for no other order', () => {
    fc.assert(fc.property(filesCase, fc.nat(), bytes, (given, place, other) => {
      const names = Object.keys(given.files);
      const changed = { ...given.files, [names[place % names.length]]: [...other, 0x78] };
      const nameOf = (files: FilesCase['files'], isReversed = false) => inFolder((folder) => {
        const all = writtenTo(folder, { files });
        const app = configured({ ...given, immutable: true }, isReversed ? all.reverse() : all);
        return configMapIn(app.charts[0].toJson()).metadata.name;
      });
      const isSame = JSON.stringify(changed) === JSON.stringify(given.files);
      expect(nameOf(given.files, true)).toBe(nameOf(given.files));
      expect(nameOf(changed) === nameOf(given.files)).toBe(isSame);
    }), runs(5));
  });

  it('refuses a bad file among good ones by its path, before anything is made', () => {
    fc.assert(fc.property(filesCase, (given) => {
      inFolder((folder) => {
        const good = writtenTo(folder, given);
        const bad = [path.join(folder, 'there', 'is-none'), folder, '', path.join(folder, '\n\0'), `${good[0]}/x`];
        for (const file of bad) {
          const message = messageOf(() => Config.fromFiles([...good, file]));
          expect(message).toMatch(NAMED_ERROR);
          expect(message).toMatch(/^\[Config\.fromFiles\] 'files' must /);
        }
        expect(messageOf(() => Config.fromFiles([...good, good[0]]))).toContain("'files' must hold each name once");
      });
    }), runs(2));
  });
});

function writtenTo(folder: string, { files }: Pick<FilesCase, 'files'>): string[] {
  return Object.entries(files).map(([name, content]) => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, Buffer.from(content));
    return file;
  });
}

function configured({ platform, mountPath: place, keepFolder, immutable }: FilesCase, files: string[], app?: App): App {
  const config = Config.fromFiles(files, { mountPath: place, keepFolder, immutable });
  return appIn(platform, (chart) => new ProductionWorker(chart, 'api', { image: IMAGE, config }), app);
}

function configMapIn(manifests: Manifest[]): Manifest {
  return manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && /^api(-[0-9a-z]{10})?$/.test(metadata.name));
}

function expectFiles(given: FilesCase, manifests: Manifest[]): void {
  const { files, mountPath: place = '/etc/config', keepFolder = false, immutable = false } = given;
  const { data = {}, binaryData = {}, metadata, immutable: isFixed } = configMapIn(manifests);
  const found = [
    ...Object.entries<string>(data).map(([name, text]) => [name, [...Buffer.from(text)]]),
    ...Object.entries<string>(binaryData).map(([name, text]) => [name, [...Buffer.from(text, 'base64')]]),
  ];
  expect(new Map(found as [string, number[]][])).toEqual(new Map(Object.entries(files)));
  expect(isFixed ?? false).toBe(immutable);
  const { containers: [{ volumeMounts }], volumes } = podsIn(manifests).template.spec;
  const volume = volumes.find(({ configMap }: Manifest) => configMap?.name === metadata.name);
  const mounts = volumeMounts.filter(({ name }: Manifest) => name === volume.name);
  const places = keepFolder ? Object.keys(files).map((name) => [`${place}/${name}`, name]) : [[place, undefined]];
  expect(new Map(mounts.map((mount: Manifest) => [mount.mountPath, mount.subPath]))).toEqual(new Map(places as []));
}
