// Loaded before a process of a test: its clock goes wrong by CLOCK_SHIFT_MS. Timers and the monotonic clock stay right.
const shift = Number(process.env.CLOCK_SHIFT_MS);
const Right = Date;
globalThis.Date = class Date extends Right {
  constructor(...given) {
    if (given.length === 0) super(Right.now() + shift);
    else super(...given);
  }
  static now() {
    return Right.now() + shift;
  }
};
