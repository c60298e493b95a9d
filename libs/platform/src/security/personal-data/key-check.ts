import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataKeys } from './data-keys';

/** A process that serves people starts with the right keys, that of the blind indexes included, or not at all: a wrong one would only be noticed when somebody is looked for. */
@Injectable()
export class KeyCheck implements OnModuleInit {
  constructor(private readonly keys: DataKeys) {}

  onModuleInit(): Promise<void> {
    return this.keys.prove();
  }
}
