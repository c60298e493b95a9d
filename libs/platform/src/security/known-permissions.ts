/** Which permissions there are; the access context answers. A route that names another would be closed to everybody. */
export abstract class KnownPermissions {
  abstract has(permission: string): boolean;
}
