import { applyDecorators, Controller, Get, Param, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClaimSearch, largestPage, searchParameters } from '#libs/outward';
import { Open } from '../http/acting.js';
import { demandModest } from '../http/input-pipe.js';
import { AnswersAsGoogle } from '../shapes/described.js';
import { foundClaims } from '../shapes/views/public.js';
import { Origin } from './called-as.js';
import { BadSearch, GoogleErrors } from './google-errors.js';
import { PublicDoor } from './public-door.js';
import { PublicRates } from './public-rates.js';

const text = (name: string, description: string) =>
  ApiQuery({ name, required: false, description, schema: { type: 'string' } });
const number = (name: string, description: string) =>
  ApiQuery({ name, required: false, description, schema: { type: 'integer', minimum: 0 } });

/** As `claims.search` of Google's Fact Check Tools API v1alpha1 has them. */
const Searched = () =>
  applyDecorators(
    text('query', 'Words. Needed unless reviewPublisherSiteFilter is given.'),
    text('languageCode', 'BCP 47; the region is ignored.'),
    text('reviewPublisherSiteFilter', 'The site of the review, such as nytimes.com.'),
    number('maxAgeDays', 'Days since the claim or the review, whichever is newer.'),
    number('pageSize', `10 when not given, ${largestPage} at the most.`),
    text('pageToken', 'The nextPageToken of the page before. The other parameters must be the same.'),
    number('offset', 'Where to begin; looked at without a pageToken only.'),
    AnswersAsGoogle(foundClaims),
  );

/** Clients of Google's Fact Check Tools API work here by changing the base address. */
@ApiTags('public')
@UseGuards(PublicRates)
@UseFilters(GoogleErrors)
@Controller()
export class ClaimsSearchController {
  constructor(
    private readonly door: PublicDoor,
    private readonly search: ClaimSearch,
  ) {}

  @Get('v1alpha1/claims::search')
  @Open()
  @ApiOperation({ operationId: 'searchClaims', summary: 'Search the published checks of all newsrooms here' })
  @Searched()
  everywhere(@Req() request: FastifyRequest, @Origin() origin: string, @Res() reply: FastifyReply): Promise<void> {
    return this.answer(request, origin, reply);
  }

  @Get('p/:org/v1alpha1/claims::search')
  @Open()
  @ApiOperation({ operationId: 'searchClaimsOf', summary: 'Search the published checks of one newsroom' })
  @Searched()
  async here(
    @Param('org') org: string,
    @Req() request: FastifyRequest,
    @Origin() origin: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { id } = await this.door.organization(org);
    await this.answer(request, origin, reply, id);
  }

  private async answer(
    request: FastifyRequest,
    origin: string,
    reply: FastifyReply,
    organization?: string,
  ): Promise<void> {
    demandModest(request.query);
    const asked = searchParameters(request.query as Readonly<Record<string, unknown>>);
    if ('wrong' in asked) throw new BadSearch(asked.wrong);
    const found = await this.search.run(asked, origin, organization);
    if (!found)
      throw new BadSearch([
        { field: 'page_token', description: 'The page token is of another search. Send the same other parameters.' },
      ]);
    void reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'public, no-cache')
      .header('access-control-allow-origin', '*')
      .send(JSON.stringify(found));
  }
}
