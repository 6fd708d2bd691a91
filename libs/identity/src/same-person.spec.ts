import { folded } from './same-person.js';

describe('spellings of one name', () => {
  it.each([
    ['Grace Reviewer', ' grace   REVIEWER\u00a0'],
    ['Grace Reviewer', 'Grace\u200b Reviewer\ufeff'],
    ['José', 'Jose\u0301'],
    ['Größe', 'GRÖSSE'],
    ['Ａｄａ', 'ada'],
    ['ﬁne', 'FINE'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['grace@northwind.example', 'Grace@Northwind.Example'],
  ])('%j and %j are the same', (one, other) => {
    expect(folded(one)).toBe(folded(other));
  });

  it.each([
    ['Grace', 'Gracia'],
    ['Jose', 'José'],
    ['Anna B.', 'Anna C.'],
    ['Ada A', 'Adaa'],
  ])('%j and %j are two', (one, other) => {
    expect(folded(one)).not.toBe(folded(other));
  });
});
