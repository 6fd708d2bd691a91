import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AddCitation, type NewEnquiry, RecordEnquiry } from '#libs/desk';
import { type Actor, refuse } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Id } from '../http/inputs.js';
import { AnswersMade, Refuses } from '../shapes/described.js';
import { citation, enquiry } from '../shapes/views/evidence.js';
import { RecordEnquiryBody } from './enquiries.dto.js';
import { AddCitationBody, type FigureBody } from './evidence.dto.js';

/** What is gathered on a claim. */
@ApiTags('evidence')
@Controller('v1/claims')
export class EvidenceController {
  constructor(
    private readonly cite: AddCitation,
    private readonly enquire: RecordEnquiry,
  ) {}

  @Post(':id/citations')
  @May('citation.add')
  @ApiOperation({ operationId: 'addCitation', summary: 'Cite a source on a claim' })
  @AnswersMade(citation)
  @Refuses(
    'citation.evidence_frozen',
    'citation.invalid',
    'citation.not_on_claim',
    'source.merged',
    'capture.not_ready',
  )
  async citation(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: AddCitationBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { figure, ...rest } = body;
    const citation = await this.cite.run(actor, id, { ...rest, ...(figure ? { figure: wholeFigure(figure) } : {}) });
    sendState(reply, citation, `/v1/citations/${citation.id}`);
  }

  @Post(':id/enquiries')
  @May('enquiry.record')
  @ApiOperation({ operationId: 'recordEnquiry', summary: 'Record the right of reply: whom you asked, or why nobody' })
  @AnswersMade(enquiry)
  async enquiry(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: RecordEnquiryBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const enquiry = await this.enquire.run(actor, id, enquiryInput(body));
    sendState(reply, enquiry, `/v1/enquiries/${enquiry.id}`);
  }
}

/** With every part named: what is not known is null. */
export const wholeFigure = (figure: FigureBody) => ({
  value: figure.value,
  unit: figure.unit,
  period: figure.period ?? null,
  asOf: figure.asOf ?? null,
  publishedOn: figure.publishedOn ?? null,
  vintage: figure.vintage ?? null,
});

function enquiryInput(body: RecordEnquiryBody): NewEnquiry {
  const { contacted, reason, contact, channel, askedOn, ...rest } = body;
  if (rest.publicAnswer !== undefined && rest.answer === undefined) {
    refuse('request.invalid', 'publicAnswer is what may be printed of an answer: give the answer too.', {
      errors: [{ field: 'answer', message: 'is needed with publicAnswer' }],
    });
  }
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
