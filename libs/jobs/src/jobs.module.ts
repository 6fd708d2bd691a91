import { Module } from '@nestjs/common';
import { JobRunner } from './job-runner.js';
import { WorkStore } from './work-store.js';

@Module({ providers: [WorkStore, JobRunner], exports: [WorkStore, JobRunner] })
export class JobsModule {}
