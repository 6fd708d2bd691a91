import { Body, Controller, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EditSource, MergeSource, UnmergeSource } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Acting, May } from '../http/acting.js';
import { sendState } from '../http/answers.js';
import { Expected, ExpectedRequired, Id } from '../http/inputs.js';
import { AnswersState, IfMatch, Refuses } from '../shapes/described.js';
import { source } from '../shapes/views/evidence.js';
import { EditSourceBody, MergeSourceBody } from './source-changes.dto.js';

/** What happens to a source after it was registered. Frozen verdicts keep it as it was. */
@ApiTags('registers')
@Controller('v1/sources')
export class SourceChangesController {
  constructor(
    private readonly edit: EditSource,
    private readonly merge: MergeSource,
    private readonly unmerge: UnmergeSource,
  ) {}

  @Patch(':id')
  @May('source.change')
  @ApiOperation({ operationId: 'editSource', summary: 'Change a source; submitted verdicts keep it as it was' })
  @AnswersState(source)
  @IfMatch('required')
  @Refuses('source.merged')
  async patch(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: EditSourceBody,
    @ExpectedRequired() expected: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.edit.run(actor, id, body, expected));
  }

  @Post(':id/merge')
  @HttpCode(200)
  @May('source.merge')
  @ApiOperation({
    operationId: 'mergeSource',
    summary: 'Merge a duplicate into another source: both are one voice, no citation moves',
  })
  @AnswersState(source)
  @IfMatch('optional')
  @Refuses('source.merged', 'source.merge_chain')
  async merged(
    @Acting() actor: Actor,
    @Id() id: string,
    @Body() body: MergeSourceBody,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.merge.run(actor, id, body.into, expected));
  }

  @Post(':id/unmerge')
  @HttpCode(200)
  @May('source.merge')
  @ApiOperation({ operationId: 'unmergeSource', summary: 'Undo a merge: the source stands by itself again' })
  @AnswersState(source)
  @IfMatch('optional')
  @Refuses('source.not_merged')
  async unmerged(
    @Acting() actor: Actor,
    @Id() id: string,
    @Expected() expected: number | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendState(reply, await this.unmerge.run(actor, id, expected));
  }
}
