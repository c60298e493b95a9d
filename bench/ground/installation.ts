import { setTimeout as delay } from 'node:timers/promises';
import type { Partner, Usage } from './partner';
import type { Product } from './product';

/** The whole product on one database: api and worker, with what they used before anybody asked them for anything. */
export interface Installation {
  readonly databaseUrl: string;
  readonly api: Product;
  readonly worker: Partner;
  readonly idle: { readonly api: Usage; readonly worker: Usage };
}

export async function install(databaseUrl: string, api: Product, worker: Partner, idleMs: number): Promise<Installation> {
  await delay(idleMs);
  return { databaseUrl, api, worker, idle: { api: await api.partner.usage(), worker: await worker.usage() } };
}
