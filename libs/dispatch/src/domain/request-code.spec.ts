import { requestCode, sealedRequestCode } from './request-code';

describe('codes of support requests', () => {
  it('count within their incident', () => {
    expect(requestCode('TUR-2023-0007', 1)).toBe('TUR-2023-0007-S1');
  });

  it('of sealed incidents are drawn, and tell neither the incident nor a number', () => {
    let at = 0;
    expect(sealedRequestCode((below) => at++ % below)).toBe('SLD-S-01234567');
    expect(sealedRequestCode((below) => below - 1)).toBe('SLD-S-ZZZZZZZZ');
  });
});
