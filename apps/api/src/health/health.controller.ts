import { Controller, Get, Header, HttpCode, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Connections } from '#libs/database';
import { Open } from '../http/acting.js';
import { AnswersState } from '../shapes/described.js';
import { alive, notReady, ready } from '../shapes/views/health.js';
import { Readiness } from './readiness.js';

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly connections: Connections,
    private readonly readiness: Readiness,
  ) {}

  /** The process runs. Asks nothing of the database. */
  @Get('livez')
  @Open()
  @HttpCode(200)
  @ApiOperation({ operationId: 'getLiveness', summary: 'Whether the process runs' })
  @AnswersState(alive)
  @Header('cache-control', 'no-store')
  live(): { status: string } {
    return { status: 'alive' };
  }

  /** Requests are welcome: the database answers and nobody asked us to stop. */
  @Get('readyz')
  @Open()
  @ApiOperation({ operationId: 'getReadiness', summary: 'Whether requests are welcome' })
  @AnswersState(ready, { 503: notReady })
  async ready(@Res() reply: FastifyReply): Promise<void> {
    void reply.header('cache-control', 'no-store');
    const problem = this.readiness.stopping ? 'stopping' : await this.databaseProblem();
    void reply
      .code(problem ? 503 : 200)
      .send(problem ? { status: 'not ready', because: problem } : { status: 'ready' });
  }

  private async databaseProblem(): Promise<string | undefined> {
    try {
      await this.connections.acrossOrganizations('select 1');
      return undefined;
    } catch {
      return 'the database does not answer';
    }
  }
}
