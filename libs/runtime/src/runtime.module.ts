import { type DynamicModule, Module } from '@nestjs/common';
import { MasterKey } from './master-key.js';
import { RuntimeSettings } from './runtime-settings.js';

/** Configuration, log and master key for everything above. */
@Module({})
export class RuntimeModule {
  static forRoot(settings: RuntimeSettings, masterKey: MasterKey): DynamicModule {
    return {
      module: RuntimeModule,
      global: true,
      providers: [
        { provide: RuntimeSettings, useValue: settings },
        { provide: MasterKey, useValue: masterKey },
      ],
      exports: [RuntimeSettings, MasterKey],
    };
  }
}
