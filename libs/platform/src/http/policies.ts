import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { MESSAGE_MAPPING_METADATA, MESSAGE_METADATA } from '@nestjs/websockets/constants';
import type { KnownPermissions } from '../security/known-permissions';
import { PERMISSION, PUBLIC_ROUTE } from './decorators';

/** One route and what it asks of its caller. */
export interface RoutePolicy {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  /** Null for a public route. */
  readonly permission: string | null;
}

/** Every route of the process with its policy. Throws when one names no known permission and does not say that it is public. */
export function routePolicies(discovery: DiscoveryService, scanner: MetadataScanner, known: KnownPermissions): RoutePolicy[] {
  return discovery.getControllers().flatMap(({ metatype, instance }) => {
    if (typeof metatype !== 'function') return [];
    const base = Reflect.getMetadata(PATH_METADATA, metatype) as string | string[];
    return methodsOf(instance, scanner).flatMap(([name, handler]) => {
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
      if (path === undefined) return [];
      const at = `${metatype.name}.${name}`;
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod] ?? 'GET';
      const permission = policyOf(at, handler, metatype, known);
      return [{ method, path: `/${[base, path].flat().join('/')}`.replace(/\/+/g, '/'), handler: at, permission }];
    });
  });
}

/** The same for every message that a socket may send. */
export function messagePolicies(discovery: DiscoveryService, scanner: MetadataScanner, known: KnownPermissions): RoutePolicy[] {
  return discovery.getProviders().flatMap(({ instance }) =>
    methodsOf(instance, scanner).flatMap(([name, handler]) => {
      if (Reflect.getMetadata(MESSAGE_MAPPING_METADATA, handler) !== true) return [];
      const gateway = (instance as object).constructor;
      const at = `${gateway.name}.${name}`;
      const path = String(Reflect.getMetadata(MESSAGE_METADATA, handler));
      return [{ method: 'MESSAGE', path, handler: at, permission: policyOf(at, handler, gateway, known) }];
    }),
  );
}

function methodsOf(instance: unknown, scanner: MetadataScanner): [name: string, handler: object][] {
  if (typeof instance !== 'object' || instance === null) return [];
  const prototype = Object.getPrototypeOf(instance) as Record<string, object> | null;
  if (prototype === null || prototype === Object.prototype) return [];
  return scanner.getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    return handler === undefined ? [] : [[name, handler]];
  });
}

/** As the access guard reads it: public wins, then the method's permission, then the class's. */
function policyOf(at: string, handler: object, owner: object, known: KnownPermissions): string | null {
  const told = (key: symbol): string | undefined =>
    (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, owner)) as string | undefined;
  if (told(PUBLIC_ROUTE) !== undefined) return null;
  const permission = told(PERMISSION);
  if (permission === undefined) throw new Error(`${at} has no policy: give it @Permission(…) or @PublicRoute(reason)`);
  if (!known.has(permission)) throw new Error(`${at} asks for the permission '${permission}', which does not exist`);
  return permission;
}
