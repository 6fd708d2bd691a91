import type { TransparencyModel } from './transparency-model.js';

/** The model as JSON, a check a line, without holding the text of all of them. */
export function* modelJson({ checks, ...model }: TransparencyModel): Generator<string> {
  yield JSON.stringify(model, null, 2).replace(/\n\}$/, ',\n  "checks": [');
  for (const [place, check] of checks.entries()) yield `${place === 0 ? '' : ','}\n    ${JSON.stringify(check)}`;
  yield `${checks.length === 0 ? '' : '\n  '}]\n}\n`;
}
