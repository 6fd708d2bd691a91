import fc from 'fast-check';
import { compareDecimals, isDecimal } from './decimal.js';
import { type Quantity, quantityRuling } from './quantity.js';

const quantity = (comparator: Quantity['comparator'], low: string | null, high: string | null): Quantity => ({
  comparator,
  low,
  high,
  unit: 'political prisoners',
});
const fields = (one: Quantity): string[] => (quantityRuling(one)?.errors ?? []).map((error) => error.field);

describe('a quantity', () => {
  it.each([
    quantity('nearly', null, '900'),
    quantity('nearly', '850', '900'),
    quantity('exactly', '5', null),
    quantity('exactly', '5', '5.0'),
    quantity('about', '900', null),
    quantity('about', '880', '920'),
    quantity('at_least', '-1.5', null),
    quantity('more_than', '0', null),
    quantity('at_most', null, '900'),
    quantity('less_than', null, '0.001'),
    quantity('between', '9', '10'),
    { ...quantity('between', '9', '10'), asOf: '2025-03' },
  ])('fits: %j', (one) => {
    expect(quantityRuling(one)).toBeUndefined();
  });

  it.each<[Quantity, string[]]>([
    [quantity('nearly', '900', null), ['quantity.high']],
    [quantity('at_least', null, '900'), ['quantity.low', 'quantity.high']],
    [quantity('at_most', '1', '2'), ['quantity.low']],
    [quantity('between', '10', '9'), ['quantity.low']],
    [quantity('between', '9', '9.00'), ['quantity.high']],
    [quantity('exactly', '5', '6'), ['quantity.high']],
    [quantity('exactly', '1e3', null), ['quantity.low']],
    [quantity('exactly', '１２', null), ['quantity.low']],
    [{ ...quantity('exactly', '5', null), unit: ' ' }, ['quantity.unit']],
    [{ ...quantity('exactly', '5', null), asOf: 'March' }, ['quantity.asOf']],
  ])('is refused, naming the field: %j', (one, at) => {
    expect(fields(one)).toEqual(at);
    expect(quantityRuling(one)?.code).toBe('claim.quantity_invalid');
  });
});

describe('decimals', () => {
  it.each(['', '-', '.5', '5.', '05', '+1', '1,000', 'NaN', '1'.repeat(41)])('refuses %j', (text) => {
    expect(isDecimal(text)).toBe(false);
  });

  it('compare as numbers do, beyond what a float can tell apart', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat({ max: 999 }))
      .map(([whole, part]) => ({ text: `${whole}.${String(part).padStart(3, '0')}`, whole, part }));
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const exact = ({ text }: { text: string }): bigint => BigInt(text.replace('.', ''));
        const [left, right] = [exact(a), exact(b)];
        expect(isDecimal(a.text)).toBe(true);
        expect(compareDecimals(a.text, b.text)).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
    );
    expect(compareDecimals('-0.5', '0')).toBe(-1);
    expect(compareDecimals('-0.5', '-0.25')).toBe(-1);
    expect(compareDecimals('0.10', '0.1')).toBe(0);
    expect(compareDecimals('-0', '0')).toBe(0);
    expect(compareDecimals('9007199254740993', '9007199254740992')).toBe(1);
  });
});
