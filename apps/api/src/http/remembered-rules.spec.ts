import { getMetadataStorage, IsString, MaxLength, ValidateNested, validateSync } from 'class-validator';
import { rememberRules } from './remembered-rules.js';

class Inner {
  @IsString()
  @MaxLength(3)
  word!: unknown;
}

class Outer {
  @ValidateNested()
  inner!: Inner;
}

class Longer extends Inner {
  @IsString()
  more!: unknown;
}

const wrong = (value: object): object[] =>
  validateSync(value, { whitelist: true, forbidNonWhitelisted: true }).map(({ property, constraints, children }) => ({
    property,
    constraints,
    inside: children?.map((child) => child.constraints),
  }));

const made = <T extends object>(shape: new () => T, fields: object): T => Object.assign(new shape(), fields);

describe('remembered rules', () => {
  const values = [
    made(Inner, { word: 'long' }),
    made(Inner, { word: 'ok' }),
    made(Inner, { word: 'ok', unknown: 1 }),
    made(Longer, { word: 'long', more: 1 }),
    made(Outer, { inner: made(Inner, { word: 7 }) }),
    made(Outer, { inner: made(Inner, { word: 'ok' }) }),
  ];

  it('check as the rules that are looked for each time do', () => {
    const before = values.map(wrong);
    expect(before.map((errors) => errors.length)).toEqual([1, 0, 1, 2, 1, 0]);
    rememberRules();
    for (const round of ['first', 'remembered']) expect([round, values.map(wrong)]).toEqual([round, before]);
  });

  it('are looked for once', () => {
    const storage = getMetadataStorage();
    const rules = () => storage.getTargetValidationMetadatas(Inner, undefined as never, false, false);
    expect(rules()).toBe(rules());
  });
});
