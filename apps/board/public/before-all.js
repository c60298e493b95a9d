// Runs before every module and before the first paint.

// zod would otherwise probe for `eval` while the contracts load, and our content security policy reports each probe as a violation.
globalThis.__zod_globalConfig = { jitless: true };

// A board opened at night must not flash white until the modules are there: the scheme chosen last (providers.tsx), dark by default.
const chosen = localStorage.getItem('bongsu.theme');
document.documentElement.setAttribute('data-mantine-color-scheme', chosen === 'light' ? 'light' : 'dark');
