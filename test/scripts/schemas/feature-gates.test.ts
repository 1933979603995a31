import { gatedFieldsOf, readFeatureGates } from '../../../scripts/schemas/feature-gates';

const SOURCE = `
	// comment: {Default: false}
	First featuregate.Feature = "First"
	First: {Default: false, PreRelease: featuregate.Alpha},
	genericfeatures.Second: {Default: true, PreRelease: featuregate.Beta},
	Third: {
		{Version: version.MustParse("1.30"), Default: false, PreRelease: featuregate.Alpha},
		{Version: version.MustParse("1.32"), Default: true, PreRelease: featuregate.Beta},
	},
	Fourth: {
		{Version: version.MustParse("1.30"), Default: false, PreRelease: featuregate.Alpha},
	},
	First: {},
`;

describe('readFeatureGates', () => {
  it('reads the newest state of each gate, in both forms', () => {
    expect(Object.fromEntries(readFeatureGates(SOURCE)))
      .toEqual({ First: false, Second: true, Third: true, Fourth: false });
  });
});

describe('gatedFieldsOf', () => {
  it.each([
    ['This is an alpha field and requires enabling First feature gate.', 'First'],
    ['A number. This field is alpha-level and is only honored by servers that enable the Fourth feature.', 'Fourth'],
    ['(Alpha) Using this field requires the First feature gate to be enabled.', 'First'],
    ['Alpha, gated by the Fourth feature gate.', 'Fourth'],
    ['This field is alpha-level. The controller accepts it when the feature gate First is enabled.', 'First'],
    // What was said of a gate is not corrected where the gate is on.
    ['This is an alpha field and requires enabling the Third feature gate.', undefined],
    // It is the first one that is about the field.
    ['(Beta) Using this field requires the Second feature gate. (Alpha) Its namespace requires First.', undefined],
    ['It may be 0 if the alpha feature gate First is enabled.', undefined],
    ['This is an alpha field.', undefined],
    [undefined, undefined],
  ])('finds the gate of a field of which is said: %s', (description, gate) => {
    const found = gatedFieldsOf({ properties: { field: { description } } }, readFeatureGates(SOURCE));
    expect(found).toEqual(gate === undefined ? {} : { field: gate });
  });
});
