import { formatBytes, formatCpu, parseQuantity } from '../../../src/internal/values/quantity';

const UNIT = 10n ** 9n;

describe('parseQuantity', () => {
  it.each<[string, bigint]>([
    ['0', 0n],
    ['1', UNIT],
    ['01', UNIT],
    ['+1', UNIT],
    ['-1', -UNIT],
    ['1.5', 1_500_000_000n],
    ['.5', 500_000_000n],
    ['5.', 5n * UNIT],
    ['00.50', 500_000_000n],
    ['1n', 1n],
    ['1u', 1000n],
    ['1m', 1_000_000n],
    ['250m', 250_000_000n],
    ['1k', 10n ** 3n * UNIT],
    ['1M', 10n ** 6n * UNIT],
    ['1G', 10n ** 9n * UNIT],
    ['1T', 10n ** 12n * UNIT],
    ['1P', 10n ** 15n * UNIT],
    ['1E', 10n ** 18n * UNIT],
    ['1Ki', 2n ** 10n * UNIT],
    ['1Mi', 2n ** 20n * UNIT],
    ['1Gi', 2n ** 30n * UNIT],
    ['1Ti', 2n ** 40n * UNIT],
    ['1Pi', 2n ** 50n * UNIT],
    ['1Ei', 2n ** 60n * UNIT],
    ['1.5Gi', 3n * 2n ** 29n * UNIT],
    ['0.5Ki', 512n * UNIT],
    ['1.1Ki', 1_126_400_000_000n],
    ['1e3', 1000n * UNIT],
    ['1E3', 1000n * UNIT],
    ['1e+3', 1000n * UNIT],
    ['1E-3', 1_000_000n],
    ['1e-9', 1n],
    ['1.25e2', 125n * UNIT],
    ['0m', 0n],
    ['0Gi', 0n],
  ])('reads %s exactly', (text, nanos) => {
    expect(parseQuantity(text)).toBe(nanos);
  });

  it.each<[string, bigint]>([
    ['0.1n', 1n],
    ['1.1n', 2n],
    ['1e-10', 1n],
    ['0.0000000001', 1n],
    ['1.0000000001', UNIT + 1n],
    ['0.0000001Ki', 102_400n],
    ['0.0000000000001Ki', 1n],
  ])('rounds %s up to whole billionths', (text, nanos) => {
    expect(parseQuantity(text)).toBe(nanos);
  });

  it('loses nothing where a number would', () => {
    expect(parseQuantity('9007199254740993')).toBe(9007199254740993n * UNIT);
    expect(parseQuantity('0.1')! + parseQuantity('0.2')!).toBe(parseQuantity('0.3'));
  });

  // Most of them are from Kubernetes' own tests.
  it.each([
    '', ' ', '1.1.M', '1+1.0M', '0.1mi', '0.1am', 'aoeu', '.5i', '1i', '-3.01i', '-3.01e-', ' 1', '1 ', '12 Gi', '1K',
    '1kb', '1Kib', '0x10', '1,5', '1_000', '--1', '+-1', '1mm', '1Kie', '1ke', '1e', '1e-', '1e3Ki', '1e3.5', 'e3',
    'NaN', 'Infinity', '1\n', '١',
  ])('refuses %j', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});

describe('formatCpu', () => {
  it.each([
    ['0', '0'],
    ['1000m', '1'],
    ['1', '1'],
    ['11', '11'],
    ['1.5', '1500m'],
    ['250m', '250m'],
    ['0.25', '250m'],
    ['100500m', '100500m'],
    ['1500', '1500'],
  ])('writes %s as the API server gives it back: %s', (given, expected) => {
    expect(formatCpu(parseQuantity(given)!)).toBe(expected);
  });

  it.each([['1n', '1m'], ['1u', '1m'], ['0.2501', '251m'], ['1.0001', '1001m'], ['999999999n', '1000m']])(
    'rounds %s up to a thousandth', (given, expected) => {
      expect(parseQuantity(formatCpu(parseQuantity(given)!))).toBe(parseQuantity(expected));
    },
  );

  it('writes a core plain, however it came about', () => {
    expect(formatCpu(parseQuantity('999999999n')!)).toBe('1');
  });

  it.each([['1000', '1k'], ['2000000m', '2k'], ['1000000', '1M']])(
    'writes %s with the suffix that the API server gives it back with: %s', (given, expected) => {
      expect(formatCpu(parseQuantity(given)!)).toBe(expected);
    },
  );
});

describe('formatBytes', () => {
  it.each([
    ['0', '0'],
    ['512', '512'],
    ['0.5Ki', '512'],
    ['1024', '1Ki'],
    ['1024Ki', '1Mi'],
    ['1024Mi', '1Gi'],
    ['1024Gi', '1Ti'],
    ['1048576Ki', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['1536Mi', '1536Mi'],
    ['1025Ki', '1025Ki'],
    ['1500Gi', '1500Gi'],
    ['256Mi', '256Mi'],
  ])('writes %s as the API server gives it back: %s', (given, expected) => {
    expect(formatBytes(parseQuantity(given)!)).toBe(expected);
  });

  it.each([['1024Ti', '1Pi'], ['1Pi', '1Pi'], ['1024Pi', '1Ei']])(
    'writes %s with the largest suffix that there is: %s', (given, expected) => {
      expect(formatBytes(parseQuantity(given)!)).toBe(expected);
    },
  );

  it('rounds up to whole bytes', () => {
    expect(formatBytes(parseQuantity('1.1')!)).toBe('2');
    expect(formatBytes(parseQuantity('1m')!)).toBe('1');
    expect(formatBytes(parseQuantity('1023.5')!)).toBe('1Ki');
  });
});
