import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AddCitation, type NewEnquiry, RecordEnquiry } from '#libs/desk';
import { type Actor, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Id } from '../http/inputs.js';
import { AddCitationBody, type FigureBody, RecordEnquiryBody } from './evidence.dto.js';

/** What is gathered on a claim. */
@ApiTags('evidence')
@ApiBearerAuth()
@Controller('v1/claims')
export class EvidenceController {
  constructor(
    private readonly cite: AddCitation,
    private readonly enquire: RecordEnquiry,
  ) {}

  @Post(':id/citations')
  @May('citation.add')
  @ApiOperation({ summary: 'Cite a source on a claim' })
  async citation(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: AddCitationBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { figure, ...rest } = body;
    const citation = await this.cite.run(actor, id, { ...rest, ...(figure ? { figure: wholeFigure(figure) } : {}) });
    sendState(reply, citation, `/v1/claims/${id}?include=citations`);
  }

  @Post(':id/enquiries')
  @May('enquiry.record')
  @ApiOperation({ summary: 'Record the right of reply: whom you asked, or why nobody' })
  async enquiry(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: RecordEnquiryBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.enquire.run(actor, id, enquiryInput(body)), `/v1/claims/${id}?include=enquiries`);
  }
}

const wholeFigure = (figure: FigureBody) => ({
  value: figure.value,
  unit: figure.unit,
  period: figure.period ?? null,
  asOf: figure.asOf ?? null,
  publishedOn: figure.publishedOn ?? null,
  vintage: figure.vintage ?? null,
});

function enquiryInput(body: RecordEnquiryBody): NewEnquiry {
  const { contacted, reason, contact, channel, askedOn, ...rest } = body;
  if (contacted && contact && channel && askedOn && reason === undefined) {
    return { contacted, contact, channel, askedOn, ...rest };
  }
  if (
    !contacted &&
    reason &&
    !contact &&
    !channel &&
    !askedOn &&
    Object.values(rest).every((value) => value === undefined)
  ) {
    return { contacted, reason };
  }
  return refuse(
    'request.invalid',
    'With contacted true give contact, channel and askedOn; with contacted false give only the reason.',
    {
      errors: [{ field: 'contacted', message: 'true: contact, channel, askedOn; false: reason' }],
    },
  );
}
