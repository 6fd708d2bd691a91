import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { systemClock } from '#libs/kernel';
import { WebhookSettings } from './webhook-settings.js';

// Receivers refuse a `webhook-timestamp` that is five minutes off; one minute is the last moment to notice.
const toleratedMs = 60_000;
const everyMs = 10_000;

/**
 * Requests are signed with this machine's time, everything else follows the database's. Where the two are more than a
 * minute apart nothing is sent from here: receivers would refuse it, and other workers can.
 */
@Injectable()
export class ClockCheck {
  private askedAt = -Infinity;
  private sound = true;

  constructor(
    private readonly connections: Connections,
    private readonly settings: WebhookSettings,
  ) {}

  async isSound(): Promise<boolean> {
    if (performance.now() - this.askedAt < everyMs) return this.sound;
    const before = systemClock.now().getTime();
    const [row] = await this.connections.acrossOrganizations<{ ms: number }>(
      `select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
      [],
    );
    const off = Math.round((before + systemClock.now().getTime()) / 2 - (row?.ms ?? before));
    const sound = Math.abs(off) <= toleratedMs;
    if (!sound) {
      const seconds = Math.round(off / 1_000);
      this.settings.log.error(
        { seconds },
        'the clock of this machine differs from the database: nothing is sent from here until it is set',
      );
    } else if (!this.sound) this.settings.log.info('the clock of this machine is right again: deliveries go on');
    this.askedAt = performance.now();
    return (this.sound = sound);
  }
}
