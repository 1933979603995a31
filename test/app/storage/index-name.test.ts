import { IndexName, indexName, readIndexName } from '../../../src/app/storage/index-name';

const [second, third] = [2, 3];

describe('indexName', () => {
  it.each<[IndexName, string]>([
    [{}, '.preflight-files'],
    [{ app: 'shop' }, '.preflight-files.shop'],
    [{ shard: { number: second, count: third } }, '.preflight-files-2-of-3'],
    [{ app: 'shop', shard: { number: second, count: third } }, '.preflight-files-2-of-3.shop'],
  ])('is read as it is written: %j', (name, file) => {
    expect(indexName(name)).toBe(file);
    expect(readIndexName(file)).toEqual({ app: name.app, isShard: name.shard !== undefined });
  });

  it.each([
    '.preflight-files~', '.preflight-files.', '.preflight-files.a.b', 'preflight-files', '.preflight-lock-1-a-b',
  ])('is not %s', (file) => {
    expect(readIndexName(file)).toBeUndefined();
  });
});
