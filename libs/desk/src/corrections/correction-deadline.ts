import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { usualCalendar, workingDaysAfter } from '#libs/factcheck';
import { OrganizationStore } from '#libs/identity';

/** When a correction must be decided: so many working days of this newsroom's own calendar after today. */
@Injectable()
export class CorrectionDeadline {
  constructor(private readonly organizations: OrganizationStore) {}

  async from(tx: Tx): Promise<string> {
    const { policy } = await this.organizations.rules(tx);
    const { correctionWorkingDays, calendar } = policy.deadlines;
    return workingDaysAfter(tx.now.slice(0, 10), correctionWorkingDays, calendar ?? usualCalendar);
  }
}
