import { Injectable } from '@nestjs/common';
import { type Period, refuse } from '#libs/kernel';
import { CheckpointStore, LogTimes, Sequencer, Signer } from '#libs/ledger';

/** Which checkpoint a report is made at. */
@Injectable()
export class CurrentCheckpoint {
  constructor(
    private readonly sequencer: Sequencer,
    private readonly signer: Signer,
    private readonly checkpoints: CheckpointStore,
    private readonly times: LogTimes,
  ) {}

  /**
   * The size of the latest signed checkpoint, after what is committed got its index and a signature: a report shows what
   * its reader did just before. Of a backlog of more than 1,000 events the rest is missing; the report names its checkpoint
   * in any case. Refuses with `report.nothing_signed`.
   */
  async latest(organization: string): Promise<number> {
    await this.sequencer.sequenceOrganization(organization);
    await this.signer.sign(organization);
    const checkpoint = await this.checkpoints.latest(organization);
    return (
      checkpoint?.size ?? refuse('report.nothing_signed', 'There is no signed checkpoint yet. Ask again in a second.')
    );
  }

  /** The last one of a period, which shows nothing that came after it. Refuses with `report.nothing_signed`. */
  async ofPeriod(organization: string, period: Period): Promise<number> {
    await this.latest(organization);
    const { from, until } = await this.times.span(organization, period);
    const checkpoint = await this.checkpoints.upTo(organization, until);
    if (!checkpoint || checkpoint.size <= from)
      return refuse('report.nothing_signed', 'No checkpoint was signed in this period, or nothing happened in it.');
    return checkpoint.size;
  }

  /** Refuses with `report.nothing_signed` when no checkpoint of this size was ever signed. */
  async at(organization: string, size: number): Promise<number> {
    const checkpoint = await this.checkpoints.atSize(organization, size);
    return (
      checkpoint?.size ??
      refuse('report.nothing_signed', `No checkpoint of size ${size} was signed. Leave it out for the latest.`)
    );
  }
}
