import { type Logger, pino, stdSerializers } from 'pino';

export type Log = Logger;

/** JSON lines on standard error, so that standard output stays for what a person asked for. Secrets are cut by name. */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      redact: {
        paths: [
          'authorization',
          '*.authorization',
          'req.headers.authorization',
          '*.secret',
          '*.key',
          '*.token',
          '*.password',
        ],
        censor: '[removed]',
      },
      base: undefined,
      serializers: { error: stdSerializers.err },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ dest: 2, sync: false }),
  );
