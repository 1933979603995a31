import { kubernetesKinds } from '../../../../src/checks/facts/validity/compiled-schemas';
import { MINORS } from '../../../support/schemas';
import { brokenKinds } from '../../../support/validity/broken-kinds';
import { MISTAKES, withMistake } from '../../../support/validity/mistakes';
import { validObjects } from '../../../support/validity/objects';
import { validityFindings } from '../../../support/validity/verdict';

describe('an object that the API server takes', () => {
  it.each(MINORS)('passes on %s', (minor) => {
    const found = validObjects(Number(minor.slice(2))).flatMap((one) =>
      validityFindings(one, minor).map(({ message }) => `${one.kind}: ${message}`),
    );
    expect(found).toEqual([]);
  });
});

describe.each(Object.keys(MISTAKES))('%s', (id) => {
  it.each(MISTAKES[id])('$object: $name', (mistake) => {
    const found = validityFindings(withMistake(mistake), '1.37').map((one) => `${one.id} ${one.path}`);
    expect(found).toContain(`${id} ${mistake.told ?? mistake.place}`);
  });
});

describe('every kind', () => {
  it.each(MINORS)('of %s is refused with a field that nobody knows, and with a value of another type', (minor) => {
    const number = Number(minor.slice(2));
    expect(kubernetesKinds(number).length).toBeGreaterThan(60);
    const passed = brokenKinds(minor).filter(
      ({ manifest, path }) =>
        !validityFindings(manifest, minor).some(
          (finding) => finding.id === 'fields-match-schema' && finding.path === path,
        ),
    );
    expect(passed).toEqual([]);
  });
});
