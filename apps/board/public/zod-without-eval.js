// Runs before every module: zod would otherwise probe for `eval` while the contracts load, and our content security policy
// reports each probe as a violation.
globalThis.__zod_globalConfig = { jitless: true };
