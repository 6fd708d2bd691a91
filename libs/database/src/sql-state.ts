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
  objectNotInPrerequisiteState: '55000',
} as const;

/** Whether this error came from PostgreSQL with that state, and from that constraint if one is named. */
export function isSqlState(error: unknown, state: string, constraint?: string): boolean {
  const raised = error as { code?: unknown; constraint?: unknown } | null;
  return raised?.code === state && (constraint === undefined || raised.constraint === constraint);
}
