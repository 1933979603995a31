import * as fs from 'fs';
import * as path from 'path';
import { OutputFolder } from '../../../src/app/storage/output-folder';
import { indexText, WrittenIndex } from '../../../src/app/storage/written-index';
import { inFolder } from '../../support/system/folders';

const INDEX = '.preflight-files';

describe('WrittenIndex', () => {
  it.each<[string | undefined, string[]]>([
    ['../shop/main', ['a.yaml', 'shop/b.yaml']],
    [undefined, ['a.yaml']],
    ['../shop/main', []],
  ])('reads who wrote what: %s %j', (writer, files) => {
    expect(indexOf(indexText(files, writer))).toMatchObject({ writer, files });
  });

  it('keeps the name of a program on its line', () => {
    expect(indexOf(indexText(['a.yaml'], '../x\nb.yaml'))).toMatchObject({ writer: '../x b.yaml', files: ['a.yaml'] });
  });

  it('says which files a run does not write any more', () => {
    const index = indexOf(indexText(['a.yaml', 'b.yaml'], undefined));
    expect(index.without(new Set(['b.yaml', 'c.yaml']))).toEqual(['a.yaml']);
  });
});

function indexOf(text: string): WrittenIndex {
  return inFolder((folder) => {
    fs.writeFileSync(path.join(folder, INDEX), text);
    return new WrittenIndex(new OutputFolder(folder), INDEX);
  });
}
