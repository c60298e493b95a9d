/** The role that the running application takes; it owns nothing and cannot log in by itself. */
export const APPLICATION_ROLE = 'bongsu_app';
