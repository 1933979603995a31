import { beforeDefaults } from '../../../scripts/schemas/before-defaults';
import { OpenApiSchema } from '../../../scripts/schemas/strict-schema';

const TYPE: OpenApiSchema = { type: 'string', default: 'A' };
const properties = { type: TYPE, value: { type: 'string' } };

describe('a schema of what has defaults', () => {
  it('does not require what has one', () => {
    expect(beforeDefaults({ properties, required: ['type', 'value'] })).toEqual({ properties, required: ['value'] });
    expect(beforeDefaults({ properties, required: ['type'] })).toEqual({ properties });
  });

  it('does so wherever it is', () => {
    const within = { properties, required: ['type'] };
    const list = { properties: { list: { items: within }, map: { additionalProperties: within } } };
    expect(beforeDefaults(list))
      .toEqual({ properties: { list: { items: { properties } }, map: { additionalProperties: { properties } } } });
  });

  it('has branches that hold of nothing where they would hold of the default, and no others', () => {
    const isDefault = { properties: { type: { enum: ['A'] } } };
    const isOther = { properties: { type: { enum: ['B'] } } };
    const required = ['type'];
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      expect(beforeDefaults({ properties, [keyword]: [isDefault, isOther] })[keyword])
        .toEqual([isDefault, { ...isOther, required }]);
    }
    expect(beforeDefaults({ properties, not: isOther }).not).toEqual({ ...isOther, required });
    expect(beforeDefaults({ properties, not: isDefault }).not).toEqual(isDefault);
  });

  it('says nothing more in a branch of a field without a default', () => {
    const isLong = { properties: { value: { minLength: 3 } } };
    expect(beforeDefaults({ properties, anyOf: [isLong] }).anyOf).toEqual([isLong]);
  });

  it('reads the branches of a choice to the ground', () => {
    const inner = { properties: { type: { enum: ['B'] } } };
    const schema = { properties: { one: { properties } }, oneOf: [{ properties: { one: { anyOf: [inner] } } }] };
    expect(beforeDefaults(schema).oneOf)
      .toEqual([{ properties: { one: { anyOf: [{ ...inner, required: ['type'] }] } } }]);
  });
});
