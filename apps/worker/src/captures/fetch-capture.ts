import { Injectable } from '@nestjs/common';
import { CaptureEgress, CaptureStore, fetchCaptureJob, FinishCapture } from '#libs/desk';
import type { JobHandler } from '#libs/jobs';
import { release } from '#libs/runtime';
import { judgeAnswer } from './judge-answer.js';

/** Goes to one address, once, through the guard, and brings back what stands there. A run after a killed one goes again. */
@Injectable()
export class FetchCapture implements JobHandler {
  readonly kind = fetchCaptureJob;

  constructor(
    private readonly captures: CaptureStore,
    private readonly egress: CaptureEgress,
    private readonly finish: FinishCapture,
  ) {}

  async run(organization: string, id: string, stillMine: () => boolean): Promise<void> {
    const url = await this.captures.requested(organization, id);
    if (url === undefined) return;
    const outcome = await this.egress.request({ url, method: 'GET', headers });
    if (stillMine()) await this.finish.run(organization, id, judgeAnswer(outcome));
  }

  async giveUp(organization: string, id: string): Promise<void> {
    const failure = 'Something went wrong here. It has been logged.';
    await this.finish.run(organization, id, { failure, httpStatus: null });
  }
}

const headers = { 'user-agent': `Claimdesk/${release()}`, accept: '*/*', 'accept-encoding': 'identity' };
