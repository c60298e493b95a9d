/** Where the global setup leaves Redis's address, or the reason for its absence, for the test processes. */
export const redisUrlVariable = 'BONGSU_TEST_REDIS_URL';
export const redisReasonVariable = 'BONGSU_TEST_REDIS_SKIPPED';
