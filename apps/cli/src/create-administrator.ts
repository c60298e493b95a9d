import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, CreateAdministrator, accessEntities } from '@bongsu/access';
import { createPersonSchema } from '@bongsu/access/contract';
import { PlatformModule, type Settings } from '@bongsu/platform';
import { oneOffSettings, onDatabase } from './one-off-settings';
import { PlainFailure } from './plain-failure';

/** Adds an administrator of the whole network and answers her one-time password, which is kept nowhere in clear. */
export async function createAdministrator(email: string, name: string): Promise<{ oneTimePassword: string; expiresAt: string }> {
  const typed = createPersonSchema.pick({ email: true, displayName: true }).safeParse({ email, displayName: name });
  if (!typed.success) throw new PlainFailure('That is no e-mail address or no name: give --email such as name@ministry.example.');
  return onDatabase(async () => {
    const app = await NestFactory.createApplicationContext(AdministratorModule.with(oneOffSettings().settings), {
      logger: false,
      abortOnError: false,
    });
    try {
      const made = await app.get(CreateAdministrator, { strict: false }).execute(typed.data);
      if (!made.ok) throw new PlainFailure(`${made.refusal.message} ${made.refusal.remedy}`);
      return made.value;
    } finally {
      await app.close();
    }
  });
}

@Module({})
class AdministratorModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AdministratorModule,
      imports: [PlatformModule.forProcess({ settings, name: 'create-administrator', entities: accessEntities }), AccessModule],
    };
  }
}
