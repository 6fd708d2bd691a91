import { text, view } from '../schema.js';

export const alive = view('Alive', 'The process runs.', { status: { type: 'string', const: 'alive' } });
export const ready = view('Ready', 'Requests are welcome.', { status: { type: 'string', const: 'ready' } });
export const notReady = view('NotReady', 'Requests are not welcome now.', {
  status: { type: 'string', const: 'not ready' },
  because: text,
});
