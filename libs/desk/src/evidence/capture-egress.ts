import type { Egress } from '#libs/egress';

/** The guard that every captured address goes through, as something that can be injected. */
export abstract class CaptureEgress implements Egress {
  abstract request(...args: Parameters<Egress['request']>): ReturnType<Egress['request']>;
  abstract judge(...args: Parameters<Egress['judge']>): ReturnType<Egress['judge']>;
  abstract close(): Promise<void>;
}
