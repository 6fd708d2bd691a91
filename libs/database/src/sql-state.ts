/** The SQLSTATEs that mean something to us (PostgreSQL manual, appendix A). */
export const sqlState = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  undefinedTable: '42P01',
  insufficientPrivilege: '42501',
  invalidParameterValue: '22023',
  invalidText: '22P02',
  notInRepertoire: '22021',
  lockNotAvailable: '55P03',
  objectNotInPrerequisiteState: '55000',
  queryCanceled: '57014',
  tooManyConnections: '53300',
} as const;

const lostCodes: ReadonlySet<unknown> = new Set([
  ...['08000', '08001', '08003', '08004', '08006', '57P01', '57P02', '57P03'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'],
]);

const busyCodes: ReadonlySet<unknown> = new Set([
  sqlState.queryCanceled,
  sqlState.lockNotAvailable,
  sqlState.tooManyConnections,
]);

/** PostgreSQL went away or is not there. A statement that was under way may have been carried out. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // The driver gives no code when its socket closes.
  const said = /^Connection terminated|is not queryable/.test(error.message);
  return said || lostCodes.has((error as { code?: unknown }).code) || isDatabaseAway(error.cause);
}

/** No connection became free in time, PostgreSQL takes no more of them, or a statement was cut because it or its locks took too long. */
export function isDatabaseBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    /timeout exceeded when trying to connect/.test(error.message) || busyCodes.has((error as { code?: unknown }).code)
  );
}

/** Whether this error came from PostgreSQL with that state, and from that constraint if one is named. */
export function isSqlState(error: unknown, state: string, constraint?: string): boolean {
  const raised = error as { code?: unknown; constraint?: unknown } | null;
  return raised?.code === state && (constraint === undefined || raised.constraint === constraint);
}
