// Runs before every module and before the first paint.

// zod would otherwise probe for `eval` while the contracts load, and our content security policy reports each probe as a violation.
globalThis.__zod_globalConfig = { jitless: true };

// A board opened at night must not flash white until the modules are there: the scheme chosen last (providers.tsx), dark by default.
let chosen = null;
try {
  chosen = localStorage.getItem('bongsu.theme');
} catch {
  // Storage is blocked here.
}
document.documentElement.setAttribute('data-mantine-color-scheme', chosen === 'light' ? 'light' : 'dark');
