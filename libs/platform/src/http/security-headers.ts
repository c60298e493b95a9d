/** What a browser may do with our answers. Pages of the board bring a policy of their own in place of this one. */
export function securityHeaders({ isTls }: { readonly isTls: boolean }): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    // An answer of the API is data: it loads nothing, runs nothing and stands in no frame.
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Browsers heed it over TLS alone (RFC 6797 §8.1); a year, as ASVS 5.0 §3.4.1 asks.
    ...(isTls ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
