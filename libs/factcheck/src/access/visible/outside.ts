import type { Fields } from './field-rule.js';

/** What goes out and comes in. */
export const outside = {
  endpoint: {
    url: 'desk',
    description: 'desk',
    eventTypes: 'desk',
    status: 'desk',
    disabledReason: 'desk',
    createdAt: 'desk',
  },
  report: {
    kind: 'desk',
    format: 'desk',
    parameters: 'desk',
    status: 'desk',
    checkpointSize: 'desk',
    progress: 'desk',
    sha256: 'desk',
    size: 'desk',
    error: 'desk',
    requestedBy: 'desk',
    createdAt: 'desk',
    finishedAt: 'desk',
  },
  import: {
    kind: 'desk',
    source: 'desk',
    dryRun: 'desk',
    legacy: 'desk',
    status: 'desk',
    size: 'desk',
    sha256: 'desk',
    rows: 'desk',
    error: 'desk',
    requestedBy: 'desk',
    createdAt: 'desk',
    finishedAt: 'desk',
  },
} as const satisfies Readonly<Record<string, Fields>>;
