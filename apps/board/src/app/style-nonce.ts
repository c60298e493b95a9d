/**
 * The number used once by which the page's policy knows our own style elements; the api writes a new one into every page. Mantine asks for it; the
 * part of it that locks scrolling reads webpack's global of the same meaning.
 */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

Object.assign(globalThis, { __webpack_nonce__: nonce });

export const styleNonce = (): string => nonce;
